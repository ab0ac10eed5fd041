"""A three-way merge of whole trees: the template then, the template now, and the project.

Git finds the moved files and merges their contents. Two kinds of what git calls a conflict have an
answer that loses nothing, and are settled here: a file that the project deleted stays deleted, and
a file that the project edited stays although the template has dropped it.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scaffold.git import GITLINK, Entry, Files, Repository

YOURS = "yours"
_OURS, _THEIRS = 2, 3
_ONE_SIDED = {"CONFLICT (modify/delete)", "CONFLICT (rename/delete)"}
_OPTIONS = ("-c", "merge.renames=true", "-c", "merge.directoryRenames=false")


@dataclass
class Merged:
    """What comes of a merge.

    Attributes:
        files: The files as they are to be written, those with conflict markers too.
        conflicts: For each path in conflict what git's index is to hold, by stage.
        reasons: What git says about each path in conflict.
        kept: Files that the template dropped and the project had edited.
        left_out: Files that the template changed and the project had deleted.
    """

    files: dict[str, Entry]
    conflicts: dict[str, dict[int, Entry]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def merge(scratch: Repository, base: Files, ours: Files, theirs: Files, label: str) -> Merged:
    """Merge what happened to `base` on both sides.

    Args:
        scratch: Where trees may be written.
        base: The template then.
        ours: The project.
        theirs: The template now.
        label: What conflict markers call it.
    """
    root = scratch.commit(scratch.tree(base))
    name = re.sub(r"[^\w.+-]+|\.{2,}|\.lock$", "-", label).strip(".-") or "template"
    if name == YOURS:
        name = "template"
    for branch, files in ((YOURS, ours), (name, theirs)):
        commit = scratch.commit(scratch.tree(files), root)
        scratch.run("update-ref", f"refs/heads/{branch}", commit)
    options = ("--write-tree", "-z", "--messages")
    output = scratch.run(*_OPTIONS, "merge-tree", *options, YOURS, name, ok=(0, 1))
    words = [os.fsdecode(word) for word in output.split(b"\0")]
    end = words.index("", 1)
    merged = Merged(scratch.files(words[0]))
    for line in words[1:end]:
        about, _, path = line.partition("\t")
        mode, oid, stage = about.split()
        merged.conflicts.setdefault(path, {})[int(stage)] = Entry(mode, oid)
    _settle(merged, _messages(words[end + 1 :]))
    return merged


def _messages(words: Sequence[str]) -> Mapping[str, list[tuple[str, str]]]:
    """What git says about each path: the kind of the event and the sentence."""
    said: dict[str, list[tuple[str, str]]] = {}
    position = 0
    while position < len(words) and words[position]:
        count = int(words[position])
        paths = words[position + 1 : position + 1 + count]
        kind, text = words[position + 1 + count : position + 3 + count]
        for path in paths:
            said.setdefault(path, []).append((kind, text.strip()))
        position += count + 3
    return said


def _settle(merged: Merged, said: Mapping[str, list[tuple[str, str]]]) -> None:
    for path, stages in list(merged.conflicts.items()):
        events = [event for event in said.get(path, []) if event[0].startswith("CONFLICT")]
        if {kind for kind, _ in events} <= _ONE_SIDED and events:
            if _OURS in stages and _THEIRS not in stages:
                merged.files[path] = stages[_OURS]
                merged.kept.append(path)
                del merged.conflicts[path]
                continue
            if _OURS not in stages:
                merged.files.pop(path, None)
                merged.left_out.append(path)
                del merged.conflicts[path]
                continue
        merged.reasons[path] = events[0][1] if events else "both sides have changed it"


def without_submodules(files: Files) -> dict[str, Entry]:
    """The files without the submodules, which no template writes."""
    return {path: entry for path, entry in files.items() if entry.mode != GITLINK}
