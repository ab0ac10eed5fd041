"""Who follows the README and takes the example out gets the project that never had it."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_copie.plugin import Copie

from tests import sampling
from tests.cli.support import copied
from tests.template.conftest import Run
from tests.template.rendering import Answers

PROJECTS: list[Answers] = [
    {"framework": "flask", "architecture": "layered", "auth": "none", "queue": "celery"},
    {"framework": "django", "architecture": "layered", "auth": "session", "queue": "rq"},
    {"framework": "fastapi", "architecture": "hexagonal", "auth": "api_key", "queue": "none"},
    {"framework": "django", "architecture": "cqrs", "auth": "jwt", "queue": "none"},
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take each project, or in a short run one of them."""
    if "answers" in metafunc.fixturenames:
        chosen = sampling.cases(metafunc.config, PROJECTS)
        metafunc.parametrize("answers", chosen, ids=lambda answers: " ".join(answers.values()))


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, as somebody."""
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    """Put a folder into a repository of its own."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--message", "All.")


@pytest.fixture(scope="session")
def repository(source: Path) -> Path:
    """The template in a repository, which copier needs for an update."""
    commit(source)
    git(source, "tag", "1.0.0")
    return source


def files(folder: Path) -> dict[str, str]:
    """Each file's text, without what git keeps for itself and the lock, which is the project's."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
        and path.name != "uv.lock"
        and ".git" not in path.relative_to(folder).parts
    }


def commands(readme: str) -> Iterator[list[str]]:
    """What the README tells to type."""
    found = re.search(
        r"^## Take the example out\n.*?```sh\n(.*?)```", readme, re.MULTILINE | re.DOTALL
    )
    assert found is not None
    for line in found[1].splitlines():
        yield shlex.split(line)


def test_following_the_readme_gives_the_project_without_the_example(
    answers: Answers, repository: Path, tool: Run, copie: Copie
) -> None:
    named = answers | {"project_name": "shop"}
    shop, bare = (
        copied(copie, repository, **given) for given in (named, named | {"example": "none"})
    )
    commit(shop)
    said = list(commands((shop / "README.md").read_text("utf-8")))
    update = next(command for command in said if command[0] == "scaffold")
    tool(*update, cwd=shop)
    assert files(shop) == files(bare)
