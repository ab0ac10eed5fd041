"""The proof: answers, owners' edits and template versions, each with each.

A short run draws some of them, `--whole` takes all. Copier renders each version once for each set
of answers; everything else happens as in `scaffold update`, from the merge to the files in the work
tree.
"""

import itertools
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scaffold import project as projects
from scaffold import recorded, renewal, source, template, worktree
from scaffold.project import Outcome
from scaffold.recorded import ANSWERS_FILE
from scaffold.renewal import Goal, Renewal
from scaffold.source import Source
from tests import sampling
from tests.cli.support import commit_all, contents, git
from tests.update import edits, history
from tests.update.edits import Edit

ANSWERS: dict[str, dict[str, str]] = {
    "fastapi-layered": {"queue": "celery", "ci": "github"},
    "flask-hexagonal": {
        "framework": "flask",
        "architecture": "hexagonal",
        "queue": "rq",
        "ci": "gitlab",
    },
    "django-cqrs": {
        "framework": "django",
        "architecture": "cqrs",
        "database": "sqlite",
        "ci": "none",
    },
}
OWN = {ANSWERS_FILE, "uv.lock"}
TARGETS = {"v0.1.0": ("v0.2.0", "v0.3.0", "v0.4.0", "v0.5.0"), "v0.3.0": ("v0.5.0",)}


@dataclass
class Table:
    """The versions of the template, and what copier makes of them.

    Attributes:
        sources: Each version, readable.
        folder: Where renderings are kept.
        rendered: The renderings by version and answers.
    """

    sources: dict[str, Source]
    folder: Path
    rendered: dict[tuple[str, str], Path] = field(default_factory=dict)

    def render(self, wanted: Source, folder: Path, answers: dict[str, Any]) -> None:
        """Do what copier does, once."""
        key = (str(wanted.ref), str(sorted(answers.items())))
        if key not in self.rendered:
            place = self.folder / str(len(self.rendered)) / "shop"
            place.mkdir(parents=True)
            RENDER(wanted, place, answers)
            self.rendered[key] = place
        shutil.copytree(self.rendered[key], folder, dirs_exist_ok=True)


RENDER = projects.render


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[Table]:
    place = tmp_path_factory.mktemp("table")
    root = history.make(repository, place / "template")
    with ExitStack() as stack:
        sources = {
            version: stack.enter_context(source.open_source(str(root), version))
            for version in history.VERSIONS
        }
        yield Table(sources, place)


@contextmanager
def updating(table: Table, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(projects, "render", table.render)
        # Locking is tried on its own; here it would only take time.
        patch.setattr(projects, "lock", lambda *_: Outcome("uv lock", "done"))
        yield


def update(table: Table, project: Path, version: str) -> Renewal:
    found, tree = renewal.enter(project)
    assert found.commit is not None
    wanted = table.sources[version]
    goal = Goal(f"update to {version}", wanted, template.load(wanted.root), dict(found.answers))
    return renewal.run(
        found,
        tree,
        table.sources[found.commit],
        goal,
        check=False,
        announce=lambda _plan: None,
        progress=lambda _what: None,
    )


ALL = tuple(itertools.product(ANSWERS, edits.EDITS, TARGETS))


def drawn() -> list[tuple[str, Edit, str]]:
    """Draw cases in which each edit meets one version at least, with some of the answers."""
    dice = sampling.dice()
    return [(dice.choice(list(ANSWERS)), each, dice.choice(list(TARGETS))) for each in edits.EDITS]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take every case, or draw some."""
    if "edited" in metafunc.fixturenames:
        cases = ALL if metafunc.config.getoption("whole") else drawn()
        names = [f"{answers}-{edited.__name__}-{before}" for answers, edited, before in cases]
        metafunc.parametrize(("answers", "edited", "before"), cases, ids=names)


def lines(text: bytes) -> set[bytes]:
    return {line.strip() for line in text.splitlines() if line.strip()}


@dataclass(frozen=True)
class Merge:
    """One pair: the three sides, what came of them, and what was said about it.

    Attributes:
        told: The paths that were named as in conflict or left out.
        kept: The paths that were named as kept although the template dropped them.
        moved: Where a file lies that has another path on one of the sides, both ways.
    """

    then: dict[str, bytes]
    now: dict[str, bytes]
    yours: dict[str, bytes]
    result: dict[str, bytes]
    told: set[str]
    kept: set[str]
    moved: dict[str, str]

    def arrived(self, path: str) -> str:
        """Where the file of one side lies in the result."""
        return path if path in self.result else self.moved.get(path, path)

    def lost_edits(self) -> Iterator[str]:
        """What the owner wrote and the result does not hold."""
        for path, text in self.yours.items():
            origin = self.then.get(path, self.then.get(self.moved.get(path, ""), b""))
            mine, place = lines(text) - lines(origin), self.arrived(path)
            if path in OWN or not text or place in self.told or text == origin:
                continue
            kept = self.result.get(place, b"")
            if not mine <= lines(kept):
                yield f"an edit of {path}"
            if b"\r\n" in text and b"\n" in kept.replace(b"\r\n", b""):
                yield f"the line endings of {path}"
        for path in self.then.keys() - self.yours.keys():
            if path in self.result and path not in self.moved.values():
                yield f"the deletion of {path}"

    def lost_changes(self) -> Iterator[str]:
        """What the template brought and the result does not hold."""
        for path, text in self.now.items():
            theirs, place = lines(text) - lines(self.then.get(path, b"")), self.arrived(path)
            if path == "uv.lock" or self.told & {path, place}:
                continue
            if not theirs <= lines(self.result.get(place, b"")):
                yield f"a change of {path}"
        for path in self.then.keys() - self.now.keys():
            if path in self.result and path not in self.kept:
                yield f"the removal of {path}"

    def broken(self) -> Iterator[str]:
        """Files that are no longer what their names say."""
        for path, text in self.result.items():
            if path in self.told:
                continue
            if b"<<<<<<< " in text:
                yield f"markers in {path}"
            if path.endswith(".toml"):
                tomllib.loads(text.decode())


def syntax_errors(project: Path, told: set[str]) -> str:
    """What is no Python any more; projects are written for a newer one than may run this."""
    paths = [path for path in contents(project) if path.endswith(".py") and path not in told]
    options = ("--isolated", "--no-cache", "--quiet", "--select=E9", "--target-version=py312")
    command = ["ruff", "check", *options, "--output-format=concise", *paths]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_an_update_keeps_both_sides_or_names_the_conflict(  # noqa: PLR0913, PLR0917 - the table
    answers: str,
    edited: Edit,
    before: str,
    table: Table,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project = tmp_path / "shop"
    project.mkdir()
    given = {"project_name": "Shop", **ANSWERS[answers]}
    table.render(table.sources[before], project, given)
    then = contents(project)
    full = dict(recorded.read(project).answers)
    commit_all(project)
    edited(project)
    commit_all(project)
    start, yours = git(project, "rev-parse", "HEAD"), contents(project)
    moved = {"tests/concurrently.py": "tests/concurrency.py"}
    if "tests/unit/test_configuration.py" in yours:
        moved["tests/unit/test_settings.py"] = "tests/unit/test_configuration.py"
        moved["tests/unit/test_configuration.py"] = "tests/unit/test_settings.py"
    for after in TARGETS[before]:
        with updating(table, monkeypatch):
            done = update(table, project, after)
        fresh = tmp_path / after / "shop"
        fresh.mkdir(parents=True)
        table.render(table.sources[after], fresh, full)
        conflicts = {change.path for change in done.conflicts}
        assert conflicts == edits.expected_conflicts(edited.__name__, before, after)
        assert set(worktree.find(project).unmerged()) == conflicts
        told = {item.path for item in done.changes if item.kind in {"conflict", "left-out"}}
        kept = {item.path for item in done.changes if item.kind == "kept"}
        assert kept == edits.expected_kept(edited.__name__, before, after)
        merge = Merge(then, contents(fresh), yours, contents(project), told, kept, moved)
        assert [*merge.lost_edits(), *merge.lost_changes(), *merge.broken()] == []
        assert syntax_errors(project, told) == ""
        assert recorded.read(project).commit == after
        git(project, "reset", "--quiet", "--hard", start)
        git(project, "clean", "--quiet", "-d", "--force")
        shutil.rmtree(project / ".git" / "scaffold-update", ignore_errors=True)
