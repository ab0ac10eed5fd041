"""What the frameworks share is written once, and rendered alike."""

import re

import pytest

from tests.template.rendering import Project

# Each framework with its ORM.
ASYNCHRONOUS = (("fastapi", "sqlalchemy"), ("fastapi", "sqlmodel"))
SYNCHRONOUS = (("flask", "sqlalchemy"), ("django", "django-orm"))
# Rings, ports and what serves them: nothing there knows which framework it is in.
SHARED = (
    "src/{}/adapters/queue/celery_queue.py",
    "src/{}/adapters/queue/factory.py",
    "src/{}/adapters/queue/in_process.py",
    "src/{}/adapters/queue/relay.py",
    "src/{}/adapters/queue/rq_queue.py",
    "src/{}/adapters/queue/runner.py",
    "src/{}/adapters/mail.py",
    "src/{}/adapters/rate_limits.py",
    "src/{}/adapters/security/access_tokens.py",
    "src/{}/application/",
    "src/{}/domain/",
    "src/{}/jobs.py",
    "src/{}/worker.py",
    "tests/fakes/",
)
# Of these, only the tokens differ between an asynchronous and a synchronous framework.
CORE = ("src/{}/domain/", "src/{}/application/commands/", "src/{}/application/queries/")


def twins(everything: tuple[Project, ...]) -> list[dict[tuple[str, str], Project]]:
    """Projects that only the framework and the ORM tell apart."""
    groups: dict[frozenset[tuple[str, str]], dict[tuple[str, str], Project]] = {}
    for project in everything:
        others = {
            (name, value)
            for name, value in project.answers.items()
            if name in {"architecture", "database", "auth", "queue", "example"}
        }
        stack = (project.answers["framework"], project.answers["orm"])
        groups.setdefault(frozenset(others), {})[stack] = project
    return list(groups.values())


def shared(project: Project, places: tuple[str, ...]) -> dict[str, str]:
    """The project's files below these places, under paths without the package's name."""
    package = str(project.values["package_name"])
    prefixes = tuple(place.format(package) for place in places)
    return {path: text for path, text in project.files.items() if path.startswith(prefixes)}


def without_tokens(text: str) -> str:
    return re.sub(r"\b(async|await) ", "", text)


def test_each_framework_has_its_twins(everything: tuple[Project, ...]) -> None:
    assert all(group.keys() == {*ASYNCHRONOUS, *SYNCHRONOUS} for group in twins(everything))


@pytest.mark.parametrize("stacks", [ASYNCHRONOUS, SYNCHRONOUS])
def test_of_one_kind_they_share_every_byte(
    stacks: tuple[tuple[str, str], ...], everything: tuple[Project, ...]
) -> None:
    for group in twins(everything):
        first, second = (shared(group[stack], SHARED) for stack in stacks)
        assert first == second


def test_of_the_core_only_the_tokens_differ(everything: tuple[Project, ...]) -> None:
    for group in twins(everything):
        first, second = (
            {path: without_tokens(text) for path, text in shared(project, CORE).items()}
            for project in (group[ASYNCHRONOUS[0]], group[SYNCHRONOUS[0]])
        )
        assert first == second


@pytest.mark.parametrize("place", SHARED)
def test_there_is_something_at_each_place(everything: tuple[Project, ...], place: str) -> None:
    assert any(shared(project, (place,)) for project in everything)
