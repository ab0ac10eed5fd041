"""Brings a project to another version of its template, or to other answers: plan, write, lock.

Update and change differ in what they want; how it is brought into the project is the same.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from scaffold import git, project, recorded, source, transition, worktree
from scaffold.answers import complete, resolve
from scaffold.errors import ScaffoldError
from scaffold.git import Repository
from scaffold.journal import Journal, Record
from scaffold.project import Outcome, Progress
from scaffold.recorded import Recorded
from scaffold.source import Source
from scaffold.template import Template
from scaffold.transition import Change, Transition
from scaffold.upgrade_notes import Note
from scaffold.worktree import Worktree

LOCK = "uv.lock"
_MANIFEST = "pyproject.toml"


@dataclass(frozen=True)
class Goal:
    """What a project is to become.

    Attributes:
        title: In words, such as `update to v0.2.0`.
        source: The template.
        template: Its questions.
        answers: The answers.
        notes: What the template says to those who come from the project's version.
        warnings: What must be done by hand.
    """

    title: str
    source: Source
    template: Template
    answers: Mapping[str, Any]
    notes: Sequence[Note] = ()
    warnings: Sequence[str] = ()


@dataclass(frozen=True)
class Renewal:
    """What a project becomes, or has become.

    Attributes:
        title: In words, such as `update to v0.2.0`.
        before: The version of the template that the project has.
        after: The version that it gets.
        changes: What happens to each file.
        migrations: Database migrations that come or go.
        notes: The template's words on the versions crossed.
        warnings: What must be done by hand.
        written: Whether it is done; otherwise it is a plan.
        outcomes: What followed the writing.
        next_commands: What to run next.
    """

    title: str
    before: str
    after: str
    changes: Sequence[Change] = ()
    migrations: Sequence[str] = ()
    notes: Sequence[Note] = ()
    warnings: Sequence[str] = ()
    written: bool = False
    outcomes: Sequence[Outcome] = field(default_factory=list)
    next_commands: Sequence[str] = ()

    @property
    def conflicts(self) -> list[Change]:
        """The files that need a decision."""
        return [change for change in self.changes if change.kind == "conflict"]

    def as_json(self) -> Mapping[str, Any]:
        """The result as it appears in `--json` output."""
        return {
            "title": self.title,
            "before": self.before,
            "after": self.after,
            "written": self.written,
            "files": [change.as_json() for change in self.changes],
            "conflicts": [change.path for change in self.conflicts],
            "migrations": list(self.migrations),
            "notes": [vars(note) for note in self.notes],
            "warnings": list(self.warnings),
            "steps": [vars(outcome) for outcome in self.outcomes],
            "next": list(self.next_commands),
        }


Announce = Callable[[Renewal], None]
"""Told the plan before anything is written."""


def enter(path: Path) -> tuple[Recorded, Worktree]:
    """The project at a path, ready to be changed.

    Raises:
        ScaffoldError: It is not: changes that are not committed, an update under way, no versions.
    """
    git.check_version()
    root = recorded.find(path)
    found = recorded.read(root)
    tree = worktree.find(root)
    title = under_way(root)
    if title:
        message = f"the {title} is not finished"
        hint = "`scaffold update --continue` finishes it, `scaffold update --abort` undoes it."
        raise ScaffoldError(message, hint)
    tree.require_clean()
    if found.commit is None:
        message = f"the project records no version of its template {found.url}"
        hint = "Only what comes from a git repository, or from an installed package, has versions."
        raise ScaffoldError(message, hint)
    return found, tree


def under_way(root: Path) -> str:
    """The update or change of the project at `root` that is not finished; empty when none is."""
    try:
        record = Journal(worktree.find(root)).record()
    except ScaffoldError:  # no repository, so nothing can be under way
        return ""
    return record.title if record else ""


@contextmanager
def recorded_source(found: Recorded) -> Iterator[Source]:
    """The template at the version that the project records.

    Raises:
        ScaffoldError: It cannot be had any more.
    """
    with ExitStack() as stack:
        try:
            then = stack.enter_context(source.open_source(found.url, found.commit))
        except ScaffoldError as error:
            hint = (
                f"The project was made from {found.commit} of {found.url}. A later "
                "scaffold-backend may know it; a state that was never committed exists nowhere."
            )
            raise ScaffoldError(error.message, hint) from error
        yield then


def run(  # noqa: PLR0913 - the parts of one change
    found: Recorded,
    tree: Worktree,
    then: Source,
    goal: Goal,
    *,
    check: bool,
    announce: Announce,
    progress: Progress,
) -> Renewal | None:
    """Merge what the template has become into the project.

    Args:
        found: The project.
        tree: Its work tree, clean.
        then: The template as the project records it.
        goal: What the project is to become.
        check: Whether to stop before writing.
        announce: Told the plan before anything is written.
        progress: Told what is being done.

    Returns:
        What was done; None when the project is that already, the version it records included.

    Raises:
        ScaffoldError: It cannot be done; every file is as it was.
    """
    try:
        with git.scratch(tree.repository) as room:
            progress(f"Rendering the template at {found.commit}")
            before, _ = _rendered(room, then, found.answers, found.root)
            progress(f"Rendering for the {goal.title}")
            after, version = _rendered(room, goal.source, goal.answers, found.root)
            owned = goal.template.config.get("_skip_if_exists") or ()
            progress("Merging")
            yours = tree.files()
            planned = transition.plan(
                room, room.files(before), room.files(after), yours, version, owned
            )
            if not (planned.writes or planned.removes or planned.conflicts):
                return None
            renewal = _described(found, goal, version, planned)
            _require_free(tree, planned, yours)
            announce(renewal)
            if check:
                return renewal
            progress("Writing the files")
            _write(room, tree, goal.title, planned, renewal)
    except OSError as error:
        message = f"the files could not be written: {error.strerror or error}; nothing was changed"
        raise ScaffoldError(message, "Make room and say it again.") from error
    return finish(tree, replace(renewal, written=True), progress)


def finish(tree: Worktree, renewal: Renewal, progress: Progress) -> Renewal:
    """Lock the dependencies and forget how to undo, unless there are conflicts."""
    if renewal.conflicts:
        return renewal
    journal = Journal(tree)
    root = tree.top / tree.prefix
    outcomes: list[Outcome] = []
    touched = {change.path for change in renewal.changes}
    if (root / LOCK).is_file() and touched & {_MANIFEST, LOCK}:
        try:
            outcomes.append(project.lock(root, progress))
        except KeyboardInterrupt as stopped:
            stopped.add_note("The files are written; `scaffold update --continue` locks again.")
            raise
        except OSError as error:
            reason = error.strerror or str(error)
            outcomes.append(Outcome("uv lock", "failed", reason, "uv lock"))
        journal.stage([f"{tree.prefix}{LOCK}"])
    journal.close()
    return replace(renewal, outcomes=outcomes)


def _rendered(
    room: Repository, wanted: Source, answers: Mapping[str, Any], root: Path
) -> tuple[str, str]:
    """The tree that the template writes, and the version that it records."""
    with tempfile.TemporaryDirectory(prefix="scaffold-render-") as name:
        folder = Path(name) / root.name
        folder.mkdir()
        project.render(wanted, folder, answers)
        return room.tree_of(folder), recorded.read(folder).commit or ""


def _described(found: Recorded, goal: Goal, version: str, planned: Transition) -> Renewal:
    patterns = goal.template.config.get("_migration_files") or ()
    ours = {change.path for change in planned.changes if change.kind in {"new", "removed", "kept"}}
    context = resolve(goal.template, [], found.root).context | dict(goal.answers)
    everything = complete(goal.template, context)
    commands = goal.template.config.get("_check_commands") or ()
    return Renewal(
        goal.title,
        found.commit or "",
        version,
        planned.changes,
        sorted(path for path in ours if transition.matches(path, patterns)),
        goal.notes,
        goal.warnings,
        next_commands=[goal.template.renderer.render(text, everything) for text in commands],
    )


def _require_free(tree: Worktree, planned: Transition, yours: git.Files) -> None:
    """Make sure that nothing that git does not know lies where a file is to be written."""
    root = tree.top / tree.prefix
    gone = {root / path for path in planned.removes}
    for path in planned.writes:
        place = root / path
        if path in yours:
            continue
        in_the_way = [place] if os.path.lexists(place) else []
        in_the_way += [
            folder
            for folder in place.parents
            if folder.is_relative_to(root) and (folder.is_symlink() or folder.is_file())
        ]
        for item in in_the_way:
            if item.is_dir() and not item.is_symlink():
                inside = {leaf for leaf in item.rglob("*") if not leaf.is_dir()}
                if inside <= gone:
                    continue
            elif item in gone:
                continue
            message = f"{item} is in the way of the template's {path}, and git does not keep it"
            raise ScaffoldError(message, "Move it elsewhere first.")


def _write(
    room: Repository, tree: Worktree, title: str, planned: Transition, renewal: Renewal
) -> None:
    files, conflicts = planned.merged.files, planned.merged.conflicts
    entries = [files[path] for path in planned.writes]
    entries += [entry for stages in conflicts.values() for entry in stages.values()]
    wanted = "".join(f"{entry.oid}\n" for entry in entries).encode()
    packed = room.run("pack-objects", "--quiet", "--stdout", stdin=wanted)
    tree.repository.run("unpack-objects", "-q", stdin=packed)

    def full(paths: Sequence[str]) -> list[str]:
        return [f"{tree.prefix}{path}" for path in paths]

    writes, removes, watched = full(planned.writes), full(planned.removes), full([LOCK])
    absent = [
        path
        for path in (*writes, *removes, *watched)
        if not (tree.top / path).is_symlink() and not (tree.top / path).is_file()
    ]
    folders = {
        folder.as_posix()
        for path in writes
        for folder in Path(path).parents
        if not (tree.top / folder).is_dir()
    }
    record = Record(
        title,
        tree.head(),
        writes,
        removes,
        watched,
        absent,
        sorted(folders),
        planned.conflicts,
        renewal.next_commands,
    )
    journal = Journal(tree)
    journal.prepare(
        record,
        {f"{tree.prefix}{path}": files[path] for path in planned.writes},
        {f"{tree.prefix}{path}": stages for path, stages in conflicts.items()},
    )
    try:
        journal.write()
    except BaseException:
        journal.undo()
        raise
