"""From one state of the template to another: what happens to each file of a project."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from typing import Any

from scaffold import line_endings, merging
from scaffold.git import Files, Repository
from scaffold.merging import Merged
from scaffold.recorded import ANSWERS_FILE

KINDS = {
    "new": "new in the template",
    "changed": "changed by the template, not by you",
    "merged": "changed by both, merged",
    "conflict": "changed by both, for you to settle",
    "removed": "removed by the template",
    "kept": "removed by the template, kept because you edited it",
    "left-out": "changed by the template, but you have deleted it",
}
"""What can happen to a file, with what it means."""


@dataclass(frozen=True)
class Change:
    """What happens to one file.

    Attributes:
        path: Its path in the project.
        kind: A key of `KINDS`.
        moved_from: Where it lay before, if the template moved it; otherwise empty.
        reason: What git says about a conflict.
    """

    path: str
    kind: str
    moved_from: str = ""
    reason: str = ""

    def as_json(self) -> Mapping[str, Any]:
        """The change as it appears in `--json` output."""
        return asdict(self)


@dataclass(frozen=True)
class Transition:
    """The merged project.

    Attributes:
        merged: The files and the conflicts.
        changes: What happens to each file that is touched or deserves a word.
        writes: The paths to be written.
        removes: The paths to be removed.
    """

    merged: Merged
    changes: Sequence[Change]
    writes: Sequence[str]
    removes: Sequence[str]

    @property
    def conflicts(self) -> list[str]:
        """The paths of the project that need a decision."""
        return [change.path for change in self.changes if change.kind == "conflict"]


def plan(  # noqa: PLR0913, PLR0917 - the three sides of a merge, and how it is told
    scratch: Repository,
    then: Files,
    now: Files,
    yours: Files,
    label: str,
    project_owned: Sequence[str] = (),
) -> Transition:
    """Merge what happened to the template into the project.

    Args:
        scratch: Where trees may be written.
        then: What the template wrote when the project was made or updated last.
        now: What it writes today.
        yours: The project.
        label: What conflict markers call `now`.
        project_owned: Patterns of files that are the project's own once they are there.
    """
    yours = merging.without_submodules(yours)
    then, now = _set_aside(then, now, yours, project_owned)
    ours, turned = line_endings.turned(scratch, then, yours)
    merged = merging.merge(scratch, then, ours, now, label)
    moved = scratch.renames(scratch.tree(then), scratch.tree(now))
    if turned:
        followers = {new for new, old in moved.items() if old in turned}
        line_endings.turn_back(scratch, merged, turned | followers)
    moved = {
        new: old
        for new, old in moved.items()
        if old in yours and old not in merged.files and new not in yours and new in merged.files
    }
    writes = [path for path, entry in merged.files.items() if yours.get(path) != entry]
    removes = [path for path in yours if path not in merged.files]
    changes = list(_changes(then, yours, merged, moved, writes, removes))
    return Transition(merged, sorted(changes, key=lambda item: item.path), writes, removes)


def _set_aside(
    then: Files, now: Files, yours: Files, project_owned: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Let nothing happen to what is the project's own, and the answers file be the template's."""
    then, now = dict(then), dict(now)
    for path in [path for path in {*then, *now} if matches(path, project_owned)]:
        if path in yours:
            then[path] = now[path] = yours[path]
        else:
            then.pop(path, None)
    if ANSWERS_FILE in yours:
        then[ANSWERS_FILE] = yours[ANSWERS_FILE]
    return then, now


def _changes(  # noqa: PLR0913, PLR0917 - the parts of one merge
    then: Files,
    yours: Files,
    merged: Merged,
    moved: Mapping[str, str],
    writes: Sequence[str],
    removes: Sequence[str],
) -> list[Change]:
    found = []
    for path in sorted({*writes, *merged.conflicts}):
        before = moved.get(path, path)
        if path in merged.conflicts:
            kind = "conflict"
        elif before not in yours:
            kind = "new"
        else:
            kind = "changed" if yours[before] == then.get(before) else "merged"
        where = before if before != path else ""
        found.append(Change(path, kind, where, merged.reasons.get(path, "")))
    gone = set(removes) - set(moved.values()) - set(merged.conflicts)
    found += [Change(path, "removed") for path in gone]
    found += [Change(path, "kept") for path in merged.kept]
    found += [Change(path, "left-out") for path in merged.left_out]
    return found


def matches(path: str, patterns: Sequence[str]) -> bool:
    """Whether a pattern means a path; one without a slash means a name in any folder."""
    name = path.rpartition("/")[2]
    return any(fnmatchcase(path if "/" in item else name, item.strip("/")) for item in patterns)
