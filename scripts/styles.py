"""Write the table in `docs/styles.md`: how many lines of code one service takes in each style.

A line counts when it holds code: blank lines, comments and docstrings do not. The service is the
one with accounts, the orders example and Celery, in each framework.
"""

import argparse
import io
import re
import sys
import tokenize
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.template.rendering import WHOLE, Project, render  # noqa: E402 - found by the path above

PAGE = ROOT / "docs" / "styles.md"
TABLE = re.compile(r"(?<=<!-- lines -->\n).*?(?=<!-- end of lines -->)", re.DOTALL)
FRAMEWORKS = {"fastapi": "sqlalchemy", "flask": "sqlalchemy", "django": "django-orm"}
STYLES = ("layered", "hexagonal", "cqrs")
SHARED = "templates/shared/"
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}


def lines_of_code(text: str) -> int:
    """Count the lines of a Python file that hold code."""
    counted: set[int] = set()
    statement: list[tokenize.TokenInfo] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in NO_CODE:
            continue
        if token.type != tokenize.NEWLINE:
            statement.append(token)
            continue
        if [each.type for each in statement] != [tokenize.STRING]:
            for each in statement:
                counted.update(range(each.start[0], each.end[0] + 1))
        statement = []
    return len(counted)


def python(project: Project, folder: str) -> dict[str, str]:
    """The Python files of a project below a folder."""
    return {
        path: text
        for path, text in project.files.items()
        if path.startswith(folder) and path.endswith(".py")
    }


def service(framework: str, style: str) -> Project:
    """The service that is counted."""
    answers = {"framework": framework, "orm": FRAMEWORKS[framework], "architecture": style}
    return render({**WHOLE, **answers})


def counts(framework: str) -> dict[str, dict[str, int]]:
    """For each style: files, lines of the service, those that differ between styles, and tests.

    `shared` are the lines of service and tests that come from templates of all frameworks.
    """
    projects = {style: service(framework, style) for style in STYLES}
    sources = {style: python(project, "src/") for style, project in projects.items()}
    same = set.intersection(*(set(files.items()) for files in sources.values()))
    found = {}
    for style, files in sources.items():
        project = projects[style]
        tests = python(project, "tests/")
        shared = {file["to"] for file in project.values["files"] if file["src"].startswith(SHARED)}
        found[style] = {
            "files": len(files),
            "service": sum(map(lines_of_code, files.values())),
            "own": sum(
                lines_of_code(text) for path, text in files.items() if (path, text) not in same
            ),
            "tests": sum(map(lines_of_code, tests.values())),
            "shared": sum(
                lines_of_code(text) for path, text in (files | tests).items() if path in shared
            ),
        }
    return found


def table() -> str:
    """The table as it stands in the page."""
    lines = [
        (
            "| framework | style | files | lines of the service | in files that styles do not "
            "share | tests | from templates of all frameworks |"
        ),
        "|---|---|---|---|---|---|---|",
    ]
    for framework in FRAMEWORKS:
        found = counts(framework)
        base = found["layered"]
        for style, count in found.items():
            ratio = count["service"] / base["service"]
            own = count["own"] / base["own"]
            shared = count["shared"] / (count["service"] + count["tests"])
            lines.append(
                f"| {framework} | {style} | {count['files']} "
                f"| {count['service']} ({ratio:.2f} times) | {count['own']} ({own:.2f} times) "
                f"| {count['tests']} | {shared:.0%} |"
            )
    return "\n".join(["", *lines, "", ""])


def page() -> str:
    """The page with the table as it is now."""
    return TABLE.sub(lambda _match: table(), PAGE.read_text("utf-8"))


def main() -> int:
    """Write the table, or with `--check` say whether it is stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="exit 1 when the table is stale")
    text = page()
    if parser.parse_args().check:
        if PAGE.read_text("utf-8") != text:
            print("docs/styles.md is stale: run scripts/styles.py", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
