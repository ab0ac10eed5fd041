"""The template's own words to those who move from one version to another: `UPGRADING.md`."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.version import InvalidVersion, Version

NAME = "UPGRADING.md"
_COMMIT = re.compile(r"[0-9a-f]{7,40}")
_HEADING = re.compile(r"^## +\[?v?([^\s\]]+)\]?.*$", re.MULTILINE)


@dataclass(frozen=True)
class Note:
    """What a version says.

    Attributes:
        version: The version.
        text: Markdown.
    """

    version: str
    text: str


def between(root: Path, before: str, after: str) -> list[Note]:
    """The notes of the versions after `before` up to `after`, the oldest first.

    Args:
        root: The folder of the template at the version `after`.
        before: The version that a project has, as `git describe` names it.
        after: The version that it gets.
    """
    try:
        text = (root / NAME).read_text("utf-8")
    except FileNotFoundError:
        return []
    low, high = version(before), version(after)
    headings = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in headings[1:]] + [len(text)]
    notes = []
    for heading, end in zip(headings, ends, strict=True):
        own = version(heading[1])
        body = text[heading.end() : end].strip()
        if own and body and (not low or own > low) and (not high or own <= high):
            notes.append((own, Note(heading[1], body)))
    return [note for _, note in sorted(notes, key=lambda pair: pair[0])]


def same(one: str, other: str) -> bool:
    """Whether two names that `git describe` gives are of one commit.

    Without a tag they are the beginning of its id, of a length that depends on the repository.
    """
    if not (_COMMIT.fullmatch(one) and _COMMIT.fullmatch(other)):
        return one == other
    return one.startswith(other) or other.startswith(one)


def version(name: str) -> Version | None:
    """Read a version as `git describe` names it: `v1.2`, or `v1.2-3-gabc` three commits later."""
    later = re.fullmatch(r"(.+)-(\d+)-g([0-9a-f]+)", name)
    try:
        return Version(f"{later[1]}.post{later[2]}+{later[3]}" if later else name)
    except InvalidVersion:
        return None
