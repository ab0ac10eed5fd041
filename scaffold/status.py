"""`scaffold status`: how far a project is from its template."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from scaffold import (
    line_endings,
    manifest,
    programs,
    project,
    recorded,
    renewal,
    source,
    template,
    transition,
    upgrade_notes,
)
from scaffold.answers import Given, Layer, resolve
from scaffold.errors import Origin, ScaffoldError
from scaffold.new import Display
from scaffold.recorded import ANSWERS_FILE, Recorded
from scaffold.source import Source

STATES = {
    "pristine": "as the template wrote it",
    "edited": "changed since",
    "deleted": "deleted since",
    "stale": "written by the template once, and not any more",
}
"""What can be said of a file, with what it means."""


@dataclass(frozen=True)
class Drift:
    """One file against the template.

    Attributes:
        path: Its path in the project.
        state: A key of `STATES`.
    """

    path: str
    state: str


@dataclass(frozen=True)
class Status:
    """A project against its template.

    Attributes:
        root: Its folder.
        url: The template.
        version: The version that the project records; None for a template without versions.
        newest: The version that an update would bring; None when the template has no versions.
        behind: Whether that is a newer one.
        under_way: The update or change that is not finished; empty when there is none.
        files: The files of the template, and those that it wrote once.
    """

    root: Path
    url: str
    version: str | None
    newest: str | None
    behind: bool
    under_way: str
    files: Sequence[Drift]

    def paths(self, state: str) -> list[str]:
        """The files in a state."""
        return [item.path for item in self.files if item.state == state]

    @property
    def in_order(self) -> bool:
        """Whether nothing waits to be done: edits and deletions are the owner's right."""
        return not (self.behind or self.under_way or self.paths("stale"))

    def as_json(self) -> Mapping[str, Any]:
        """The status as it appears in `--json` output."""
        return {
            "path": str(self.root),
            "template": self.url,
            "version": self.version,
            "newest": self.newest,
            "behind": self.behind,
            "under_way": self.under_way,
            "ok": self.in_order,
            "counts": {state: len(self.paths(state)) for state in STATES},
            "files": [asdict(item) for item in self.files],
        }


def status(path: Path, show: Display) -> Status:
    """Compare the project at a path with its template.

    Raises:
        ScaffoldError: It is no project, or its template cannot be had.
    """
    root = recorded.find(path)
    found = recorded.read(root)
    with show() as progress:
        progress("Reading the template")
        with renewal.recorded_source(found) as then:
            progress("Comparing the files")
            files = list(_drift(found, then))
        newest = source.latest(found.url) if found.commit else None
    return Status(
        root,
        found.url,
        found.commit,
        newest,
        _behind(found.commit, newest),
        renewal.under_way(root),
        files,
    )


def _behind(has: str | None, newest: str | None) -> bool:
    if has is None or newest is None or upgrade_notes.same(has, newest):
        return False
    old, new = upgrade_notes.version(has), upgrade_notes.version(newest)
    return old is None or new is None or new > old


def _drift(found: Recorded, then: Source) -> Iterator[Drift]:
    owned = template.load(then.root).config.get("_skip_if_exists") or ()
    with tempfile.TemporaryDirectory(prefix="scaffold-render-") as name:
        folder = Path(name) / found.root.name
        folder.mkdir()
        project.render(then, folder, found.answers)
        written = [item.path for item in project.files(folder)]
        states = {
            path: _state(folder / path, found.root / path)
            for path in written
            if not transition.matches(path, owned)
        }
    for path in _written_once(found) - set(written):
        if os.path.lexists(found.root / path) and not transition.matches(path, owned):
            states[path] = "stale"
    return (Drift(path, states[path]) for path in sorted(states))


def _state(theirs: Path, yours: Path) -> str:
    """Compare two files; line endings do not count, because git may change them at will."""
    if not os.path.lexists(yours):
        return "deleted"
    if theirs.is_symlink() or yours.is_symlink():
        same = theirs.is_symlink() == yours.is_symlink() and theirs.readlink() == yours.readlink()
    else:
        same = yours.is_file() and line_endings.to_lf(yours.read_bytes()) == line_endings.to_lf(
            theirs.read_bytes()
        )
    return "pristine" if same else "edited"


def _written_once(found: Recorded) -> set[str]:
    """The files that the template lists for the states that the project was in before.

    Those states stand in the history of the answers file. A template that does not list its files,
    and a version that cannot be had any more, tell nothing.
    """
    paths: set[str] = set()
    log = ["git", "log", "--format=%H", "--", ANSWERS_FILE]
    seen = {(found.commit, str(found.answers))}
    for commit in programs.run(log, cwd=found.root).stdout.split():
        shown = programs.run(["git", "show", f"{commit}:./{ANSWERS_FILE}"], cwd=found.root)
        with suppress(ScaffoldError, yaml.YAMLError):
            past = recorded.parse(shown.stdout, found.root)
            if (past.commit, str(past.answers)) not in seen:
                seen.add((past.commit, str(past.answers)))
                paths |= _listed(past)
    return paths


def _listed(past: Recorded) -> set[str]:
    with source.open_source(past.url, past.commit) as then:
        loaded = template.load(then.root)
        if "files" not in loaded.all_questions:
            return set()
        origin = Origin("file", ANSWERS_FILE)
        given = {name: Given(value, origin) for name, value in past.answers.items()}
        context = resolve(loaded, [Layer(given, binding=False)], past.root).context
        return {part.target for part in manifest.parts(loaded, context) if not part.slot}
