"""`scaffold update`: the template's newer version, without losing what the owners wrote."""

import re
from pathlib import Path

from scaffold import recorded, renewal, source, template, upgrade_notes, worktree
from scaffold.answers import Given, Layer, resolve
from scaffold.errors import AnswersError, Origin, ScaffoldError
from scaffold.journal import Journal, Record
from scaffold.new import Display
from scaffold.recorded import ANSWERS_FILE, Recorded
from scaffold.renewal import Announce, Goal, Renewal
from scaffold.source import Source
from scaffold.transition import Change
from scaffold.worktree import Worktree

_MARKER = re.compile(rb"^(<{7}|>{7})( |\r?$)", re.MULTILINE)


def run(
    path: Path, to: str | None, *, check: bool, announce: Announce, show: Display
) -> Renewal | None:
    """Update the project at a path.

    Args:
        path: The project, or a folder in it.
        to: The version that is wanted; None for the latest release.
        check: Whether to plan only.
        announce: Told the plan before anything is written.
        show: Opens a display of what is being done.

    Returns:
        What was done; None when the project has that version already.

    Raises:
        ScaffoldError: It cannot be done; every file is as it was.
    """
    found, tree = renewal.enter(path)
    with show() as progress:
        progress("Reading the template")
        with source.open_source(found.url, to) as now:
            if not _newer(found, now, asked=to is not None):
                return None
            with renewal.recorded_source(found) as then:
                goal = _goal(found, now)
                return renewal.run(
                    found, tree, then, goal, check=check, announce=announce, progress=progress
                )


def _newer(found: Recorded, now: Source, *, asked: bool) -> bool:
    """Whether a version is worth an update.

    Raises:
        ScaffoldError: It was asked for by name and is older than that of the project.
    """
    if now.ref == found.commit:
        return False
    has = upgrade_notes.version(found.commit or "")
    gets = upgrade_notes.version(now.ref or "")
    if has and gets and gets < has:
        if asked:
            message = f"{now.ref} is older than {found.commit}, which the project has"
            raise ScaffoldError(message, "Undo the commit of the update instead: git revert.")
        return False
    return True


def _goal(found: Recorded, now: Source) -> Goal:
    loaded = template.load(now.root)
    origin = Origin("file", ANSWERS_FILE)
    given = {name: Given(value, origin) for name, value in found.answers.items()}
    resolution = resolve(loaded, [Layer(given, binding=False)], found.root)
    if resolution.problems:
        raise AnswersError(resolution.problems)
    name = now.ref or ""
    notes = upgrade_notes.between(now.root, found.commit or "", name)
    title = f"update to {name if name != 'HEAD' else 'the present state of the template'}"
    return Goal(title, now, loaded, resolution.answers, notes)


def resume(path: Path, show: Display) -> Renewal:
    """Finish what was interrupted or waited for conflicts to be settled.

    Raises:
        ScaffoldError: There is nothing to finish, or a conflict is left.
    """
    tree, journal, record = _under_way(path)
    with show() as progress:
        if not journal.written:
            journal.write()
        else:
            record = _settled(tree, record)
        conflicts = [Change(name, "conflict") for name in record.conflicts]
        changes = [Change(name.removeprefix(tree.prefix), "changed") for name in record.writes]
        done = Renewal(
            record.title, "", "", conflicts or changes, written=True, next_commands=record.check
        )
        return renewal.finish(tree, done, progress)


def _settled(tree: Worktree, record: Record) -> Record:
    """The record without its conflicts.

    Raises:
        ScaffoldError: One is left.
    """
    root = tree.top / tree.prefix
    left = set(tree.unmerged())
    left |= {name for name in record.conflicts if _has_markers(root / name)}
    if left:
        message = f"conflicts are left in {', '.join(sorted(left))}"
        raise ScaffoldError(message, "Settle them, `git add` the files and say --continue again.")
    return Record(**{**vars(record), "conflicts": []})


def _has_markers(path: Path) -> bool:
    try:
        return bool(_MARKER.search(path.read_bytes()))
    except OSError:  # settled by removing it
        return False


def abort(path: Path) -> str:
    """Undo what was not finished; return what it was.

    Raises:
        ScaffoldError: There is nothing to undo, or something was committed since.
    """
    _, journal, record = _under_way(path)
    journal.undo()
    return record.title


def _under_way(path: Path) -> tuple[Worktree, Journal, Record]:
    tree = worktree.find(recorded.find(path))
    journal = Journal(tree)
    record = journal.record()
    if record is None:
        message = "no update is under way here"
        raise ScaffoldError(message)
    return tree, journal, record
