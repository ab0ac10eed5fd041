"""Write `templates/reserved-names.yml`: the names that no package and no project may have.

A package that is called like a module that the service imports would hide it, and a project that is
called like a distribution that it depends on could not be installed. Which those are is read from
synced environments, whose answers together hold each framework, queue, broker, ORM and `auth`:

    copier copy --defaults --data queue=celery . /tmp/one && uv sync --project /tmp/one --all-groups
    copier copy --defaults --data framework=flask --data queue=rq . /tmp/two && …
    python scripts/reserved_names.py /tmp/one/.venv/bin/python /tmp/two/.venv/bin/python …
"""

import argparse
import json
import keyword
import re
import subprocess
import sys
import textwrap
from pathlib import Path

NAMES = Path(__file__).parent.parent / "templates" / "reserved-names.yml"
HEADER = "# Written by scripts/reserved_names.py. Do not edit.\n"

# A soft keyword since Python 3.12; this script runs on 3.11 too.
NEW_KEYWORDS = {"type"}
# Modules of the standard library that some Python from 3.11 to 3.14 has and another has not.
SOME_VERSIONS = [
    *("aifc", "annotationlib", "asynchat", "asyncore", "audioop", "cgi", "cgitb", "chunk"),
    *("compression", "crypt", "distutils", "imghdr", "imp", "lib2to3", "mailcap", "msilib", "nis"),
    *("nntplib", "ossaudiodev", "pipes", "smtpd", "sndhdr", "spwd", "sunau", "telnetlib", "uu"),
    "xdrlib",
]
# Installed on Windows only, and so not seen where this runs.
WINDOWS = ["colorama", "win32_setctime"]
# Below src/, git would ignore these or a tool would take them for another folder of the project.
FOLDERS = ["build", "dist", "htmlcov", "src", "test", "tests"]
# Commands of a virtual environment, which the project's own would replace.
COMMANDS = ["activate", "deactivate", "pip", "python", "python3", "uv", "uvx"]

LOOK = """
import importlib.metadata, json
found = list(importlib.metadata.distributions())
own = {each.name for each in found if each.read_text("direct_url.json")}
others = [each for each in found if each.name not in own]
scripts = importlib.metadata.entry_points(group="console_scripts")
print(json.dumps({
    "modules": [
        module
        for module, names in importlib.metadata.packages_distributions().items()
        if set(names) - own and "__" not in module
    ],
    "distributions": [each.name for each in others],
    "scripts": [each.name for each in scripts if each.dist.name not in own],
}))
"""


def look(python: Path) -> dict[str, list[str]]:
    """List what an environment has installed, the project itself left out."""
    result = subprocess.run(  # noqa: S603 - the interpreter that the caller names
        [python, "-c", LOOK], capture_output=True, text=True, check=True
    )
    found: dict[str, list[str]] = json.loads(result.stdout)
    return found


def package_names(modules: set[str]) -> list[str]:
    """The names that no package may have, of those that the rule for identifiers lets through."""
    keywords = {*keyword.kwlist, *keyword.softkwlist} | NEW_KEYWORDS
    names = modules | keywords | sys.stdlib_module_names
    names |= {*SOME_VERSIONS, *WINDOWS, *FOLDERS}
    return sorted(name for name in names if re.fullmatch("[a-z][a-z0-9_]*", name))


def project_slugs(names: set[str]) -> list[str]:
    """The slugs that a project may not have; distributions are compared by PEP 503."""
    normalised = {re.sub("[-_.]+", "-", name).lower() for name in {*names, *COMMANDS}}
    return sorted(name for name in normalised if re.match("[a-z]", name))


def question(name: str, values: list[str]) -> str:
    """A hidden question of copier.yml whose answer is a list."""
    lines = textwrap.wrap(", ".join(values), 94, break_long_words=False, break_on_hyphens=False)
    body = "".join(f"      {line}\n" for line in lines)
    return f"{name}:\n  type: yaml\n  when: false\n  default: |\n    [\n{body}    ]\n"


def main() -> int:
    """Write the file from the environments named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("python", nargs="+", type=Path, help="interpreter of a synced environment")
    found = [look(python) for python in parser.parse_args().python]
    modules = {name for each in found for name in each["modules"]}
    taken = {name for each in found for key in ("distributions", "scripts") for name in each[key]}
    NAMES.write_text(
        HEADER
        + question("reserved_names", package_names(modules))
        + question("reserved_slugs", project_slugs(taken)),
        "utf-8",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
