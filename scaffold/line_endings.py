"""Files that a project has turned to CRLF: merged as the template writes them, and turned back."""

from collections.abc import Iterable

from scaffold.git import Entry, Files, Repository
from scaffold.merging import Merged

_FILE = "100"  # how the modes of regular files begin


def is_crlf(text: bytes) -> bool:
    """Whether every line of a text ends with CRLF."""
    lines = text.count(b"\n")
    return lines > 0 and b"\0" not in text and text.count(b"\r\n") == lines


def to_lf(text: bytes) -> bytes:
    """The text with LF."""
    return text.replace(b"\r\n", b"\n")


def to_crlf(text: bytes) -> bytes:
    """The text with CRLF."""
    return to_lf(text).replace(b"\n", b"\r\n")


def turned(scratch: Repository, before: Files, after: Files) -> tuple[dict[str, Entry], set[str]]:
    """Find the files that have CRLF in `after`; return all of them with LF, and the paths found.

    A file that the template itself writes with CRLF is left alone.
    """
    same = {entry.oid for entry in before.values()}
    suspects = {
        path: entry
        for path, entry in after.items()
        if entry.mode.startswith(_FILE) and entry.oid not in same
    }
    texts = scratch.contents(
        [e.oid for e in suspects.values()] + [before[p].oid for p in suspects if p in before]
    )
    found = {
        path: texts[entry.oid]
        for path, entry in suspects.items()
        if is_crlf(texts[entry.oid]) and not (path in before and is_crlf(texts[before[path].oid]))
    }
    names = scratch.store({path: to_lf(text) for path, text in found.items()})
    files = {p: Entry(e.mode, names[p]) if p in names else e for p, e in after.items()}
    return files, set(found)


def turn_back(scratch: Repository, merged: Merged, paths: Iterable[str]) -> None:
    """Give the merged files at `paths` CRLF again.

    Args:
        scratch: Where they can be stored.
        merged: The result of the merge with LF.
        paths: Which of the result's paths had CRLF, also before they moved.
    """
    wanted = [path for path in paths if path in merged.files or path in merged.conflicts]
    entries = [merged.files[path] for path in wanted if path in merged.files]
    entries += [e for path in wanted for e in merged.conflicts.get(path, {}).values()]
    texts = scratch.contents({entry.oid for entry in entries})
    names = scratch.store({oid: to_crlf(text) for oid, text in texts.items()})

    def again(entry: Entry) -> Entry:
        return Entry(entry.mode, names.get(entry.oid, entry.oid))

    for path in wanted:
        if path in merged.files:
            merged.files[path] = again(merged.files[path])
        for stage, entry in merged.conflicts.get(path, {}).items():
            merged.conflicts[path][stage] = again(entry)
