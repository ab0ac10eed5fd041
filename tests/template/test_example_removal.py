"""Who follows the README and takes the example out gets the project that never had it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.template.conftest import Run
from tests.template.rendering import Project

# What the README says is left for the first feature, and what describes the whole project.
LEFT = {"README.md", "load/locustfile.py"}


@pytest.fixture
def both(
    everything: tuple[Project, ...], request: pytest.FixtureRequest
) -> tuple[Project, Project]:
    """The project with the example and the one without it."""
    wanted: dict[str, str] = request.param
    found = {
        project.values["example"]: project
        for project in everything
        if wanted.items() <= project.values.items()
    }
    return found["orders"], found["none"]


@pytest.mark.parametrize(
    "both",
    [
        {
            "framework": framework,
            "architecture": architecture,
            "database": database,
            "auth": auth,
            "queue": queue,
            "ci": "none",
        }
        for framework in ("fastapi", "flask", "django")
        for architecture, database, auth, queue in [
            ("layered", "postgresql", "jwt", "none"),
            ("layered", "postgresql", "none", "celery"),
            ("layered", "sqlite", "jwt", "rq"),
            ("layered", "sqlite", "none", "none"),
        ]
    ],
    indirect=True,
    ids=lambda wanted: " ".join(wanted.values()),
)
def test_following_the_readme_gives_the_project_without_the_example(
    both: tuple[Project, Project],
    write: Callable[[Project, Path], None],
    tool: Run,
    tmp_path: Path,
) -> None:
    with_example, without = both
    write(with_example, tmp_path)
    follow(section(with_example.files["README.md"]), tmp_path)
    tool("ruff", "check", "--fix", "--quiet", "--no-cache", "--select=I", cwd=tmp_path)
    tool("ruff", "format", "--quiet", "--no-cache", cwd=tmp_path)
    left = {
        path.relative_to(tmp_path).as_posix(): path.read_text("utf-8")
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert left.keys() == without.files.keys() | {"LICENSE"} & left.keys()
    different = {
        path
        for path, text in left.items()
        if same_answers(text) != same_answers(without.files.get(path, text))
    }
    assert different <= LEFT


def section(readme: str) -> str:
    """The part about the example."""
    found = re.search(r"^## Take the example out\n(.*?)^## ", readme, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def follow(instructions: str, folder: Path) -> None:
    """Do what the README says: remove files, then lines, contracts and services."""
    for line in re.findall(r"^rm (.*)$", instructions, re.MULTILINE):
        for path in line.removeprefix("-r ").split():
            target = folder / path
            shutil.rmtree(target) if target.is_dir() else target.unlink()
    for item in re.findall(r"^- (.*(?:\n  .*)*)", instructions, re.MULTILINE):
        path, *lines = re.findall(r"`([^`]+)`", item)
        file = folder / path
        text = file.read_text("utf-8")
        for line in lines:
            text = remover(item)(text, line)
        file.write_text(text, "utf-8")


def remover(item: str) -> Callable[[str, str], str]:
    """What the item tells to remove: a contract, a service, or a line."""
    if "the contract" in item:
        return remove_contract
    return remove_service if "the service" in item else remove_line


def remove_line(text: str, line: str) -> str:
    """Remove a line, or the words where they are only part of one."""
    pattern = rf"^[ \t]*{re.escape(line)}\n"
    if not re.search(pattern, text, re.MULTILINE):
        pattern = rf"{re.escape(line)} ?"
    text, count = re.subn(pattern, "", text, count=1, flags=re.MULTILINE)
    assert count == 1, f"there is no {line}"
    return text


def remove_contract(text: str, name: str) -> str:
    """Remove an import contract: from its heading to the next."""
    heading, *contracts = re.split(r"\n(?=\[\[tool\.importlinter\.contracts)", text)
    kept = [contract for contract in contracts if f'name = "{name}"' not in contract]
    assert len(kept) == len(contracts) - 1, f"there is no contract {name}"
    return "\n".join([heading, *kept]).rstrip("\n") + "\n"


def remove_service(text: str, name: str) -> str:
    """Remove a service from the compose file: from its name to the empty line below it."""
    text, count = re.subn(rf"^  {name}:\n(?:.+\n)+\n", "", text, count=1, flags=re.MULTILINE)
    assert count == 1, f"there is no service {name}"
    return text


def same_answers(text: str) -> str:
    """The text without what the licence, the author and the Python version put into it."""
    text = re.sub(r"^(license|authors|requires-python) = .*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"3\.1[234]", "", text)
