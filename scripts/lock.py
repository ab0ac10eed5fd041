"""Write `templates/shared/base/uv.lock`: the versions that every new project starts with.

A project's first `uv lock` takes the versions of an existing lock where they satisfy its
requirements. The template therefore carries a lock that names only versions, for the dependencies
of every answer at once; uv completes it with files and hashes, and drops what the answers do not
need. So a project made a year from now starts with what was tested here, and `uv lock --upgrade`
moves on.

    python scripts/lock.py            keep the versions that still fit, add what is missing
    python scripts/lock.py --upgrade  take the newest versions
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
LOCK = TEMPLATES / "shared" / "base" / "uv.lock"
PYPROJECT = TEMPLATES / "shared" / "base" / "pyproject.toml"
PYTHON = ">=3.12"


def requirements() -> dict[str, list[str]]:
    """Collect the requirements of all answers: those of the service, and those of each group."""
    found: dict[str, list[str]] = {"dependencies": []}
    for fragment in sorted(TEMPLATES.glob("*/*/_fragments/pyproject.toml/*dependencies")):
        found.setdefault(fragment.name, []).extend(_strings(fragment.read_text("utf-8")))
    groups = re.search(r"\[dependency-groups\]\n(.*?)\n\[", PYPROJECT.read_text("utf-8"), re.DOTALL)
    found["groups"] = _strings(groups[1]) if groups else []
    return found


def _strings(text: str) -> list[str]:
    return re.findall(r'"([^"]+)"', re.sub(r"\{[%#].*?[%#]\}", "", text))


def lock(*, upgrade: bool) -> str:
    """Resolve all requirements at once and return the versions as a lock."""
    names = sorted({name for group in requirements().values() for name in group})
    project = (
        f'[project]\nname = "every-answer"\nversion = "0"\nrequires-python = "{PYTHON}"\n'
        f"dependencies = {names!r}\n"
    )
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "pyproject.toml").write_text(project, "utf-8")
        if LOCK.exists() and not upgrade:
            shutil.copy(LOCK, directory)
        subprocess.run(["uv", "lock", "--quiet"], cwd=directory, check=True)  # noqa: S607 - uv is on the PATH of whoever maintains the template
        resolved = tomllib.loads((directory / "uv.lock").read_text("utf-8"))
    return _versions(resolved)


def _versions(resolved: dict[str, Any]) -> str:
    lines = [
        f"version = {resolved['version']}",
        f"revision = {resolved['revision']}",
        f'requires-python = "{PYTHON}"',
    ]
    for package in resolved["package"]:
        if "registry" in package["source"]:
            source = package["source"]["registry"]
            lines += [
                "",
                "[[package]]",
                f'name = "{package["name"]}"',
                f'version = "{package["version"]}"',
                f'source = {{ registry = "{source}" }}',
            ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the lock."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    LOCK.write_text(lock(upgrade=parser.parse_args().upgrade), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
