"""A change of many files that is finished or undone, whatever interrupts it.

Everything is prepared in a folder inside git's own before the first file changes: the new contents,
those that they replace, the index before and after. From then on only names change: a full disk can
do no harm, and a process that is killed leaves a folder that says what is left to do or to undo.
Each step can be repeated, so that undoing survives being killed as well.
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from scaffold.errors import ScaffoldError
from scaffold.git import Entry
from scaffold.worktree import Worktree

_NAME = "scaffold-update"
_MOVING = ".scaffold-moving"


@dataclass(frozen=True)
class Record:
    """What is being done.

    Attributes:
        title: In words, such as `update to v0.2.0`.
        head: The commit that was checked out at the start.
        writes: The paths that are written, from the top of the work tree.
        removes: The paths that are removed.
        watched: Paths that other programs may change before the end.
        absent: Those of the paths that were not there at the start.
        folders: Folders that were not there at the start.
        conflicts: The paths in conflict, in the project.
        check: The commands that check the result.
    """

    title: str
    head: str
    writes: Sequence[str]
    removes: Sequence[str]
    watched: Sequence[str]
    absent: Sequence[str]
    folders: Sequence[str]
    conflicts: Sequence[str]
    check: Sequence[str]


class Journal:
    """The folder for one work tree.

    Args:
        tree: The work tree.
    """

    def __init__(self, tree: Worktree) -> None:
        self._tree = tree
        self._folder = tree.git_folder / _NAME

    def record(self) -> Record | None:
        """What is under way; None when nothing is."""
        try:
            return Record(**json.loads((self._folder / "record.json").read_text("utf-8")))
        except FileNotFoundError:
            return None

    @property
    def written(self) -> bool:
        """Whether every file is in its place."""
        return not (self._folder / "index.after").exists()

    def prepare(
        self,
        record: Record,
        files: Mapping[str, Entry],
        conflicts: Mapping[str, Mapping[int, Entry]],
    ) -> None:
        """Put everything that is needed on the disk, and change no file yet.

        Args:
            record: What is to be done.
            files: The contents of the paths that are written.
            conflicts: What the index is to hold for paths in conflict, by stage.

        Raises:
            ScaffoldError: Git refuses.
            OSError: The disk is full.
        """
        self._clear()
        new = self._folder.with_suffix(".new")
        try:
            new.mkdir()
            (new / "before").mkdir()
            for path in (*record.writes, *record.removes, *record.watched):
                if path not in record.absent:
                    _copy(self._tree.top / path, new / "before" / path)
            self._prepare_index(new, record, files, conflicts)
            text = json.dumps(asdict(record), ensure_ascii=True)
            (new / "record.json").write_text(text, "utf-8")
            new.rename(self._folder)
        except BaseException:
            shutil.rmtree(new, ignore_errors=True)
            raise

    def _prepare_index(
        self,
        new: Path,
        record: Record,
        files: Mapping[str, Entry],
        conflicts: Mapping[str, Mapping[int, Entry]],
    ) -> None:
        git = self._tree.repository
        shutil.copy2(self._tree.index, new / "index.before")
        shutil.copy2(self._tree.index, new / "index.after")
        index = {"GIT_INDEX_FILE": str(new / "index.after")}
        zero = "0" * len(record.head)
        lines = [_line("0", zero, 0, path) for path in record.removes]
        lines += [_line(entry.mode, entry.oid, 0, path) for path, entry in files.items()]
        git.run("update-index", "-z", "--index-info", stdin=b"".join(lines), env=index)
        names = b"".join(os.fsencode(path) + b"\0" for path in record.writes)
        (new / "after").mkdir()
        # Git writes the files as it does for this work tree: line endings, filters, modes, links.
        git.run("checkout-index", "-z", "--stdin", f"--prefix={new}/after/", stdin=names, env=index)
        lines = [_line("0", zero, 0, path) for path in conflicts]
        lines += [
            _line(entry.mode, entry.oid, stage, path)
            for path, stages in conflicts.items()
            for stage, entry in stages.items()
        ]
        git.run("update-index", "-z", "--index-info", stdin=b"".join(lines), env=index)

    def write(self) -> None:
        """Put every file into its place, and then the index.

        Raises:
            OSError: A file cannot be replaced.
        """
        record = self._record()
        for path in record.removes:
            _unlink(self._tree.top / path)
            self._prune(path)
        for path in record.writes:
            prepared = self._folder / "after" / path
            if os.path.lexists(prepared):
                (self._tree.top / path).parent.mkdir(parents=True, exist_ok=True)
                _move(prepared, self._tree.top / path)
        if not self.written:
            _move(self._folder / "index.after", self._tree.index)

    def undo(self) -> None:
        """Put everything back as it was.

        Raises:
            ScaffoldError: Something was committed since, or lies where a file must go back.
        """
        record = self._record()
        if self._tree.head() != record.head:
            message = "something was committed since, so the files of then cannot simply come back"
            hint = "`scaffold update --continue` ends it; `git revert` undoes a commit."
            raise ScaffoldError(message, hint)
        try:
            self._restore(record)
        except OSError as error:
            message = f"{error.filename2 or error.filename} cannot be put back: {error.strerror}"
            raise ScaffoldError(message, "Clear the way and say --abort again.") from error
        before = self._folder / "index.before"
        if before.exists():
            _move(before, self._tree.index)
        self.close()

    def _restore(self, record: Record) -> None:
        for path in (*record.writes, *record.removes, *record.watched):
            place = self._tree.top / path
            _unlink(place.with_name(place.name + _MOVING))
            if path in record.absent:
                _unlink(place)
        for folder in sorted(record.folders, key=len, reverse=True):
            place = self._tree.top / folder
            if place.is_dir() and not any(place.iterdir()):
                place.rmdir()
        for path in (*record.writes, *record.removes, *record.watched):
            saved = self._folder / "before" / path
            if os.path.lexists(saved):
                (self._tree.top / path).parent.mkdir(parents=True, exist_ok=True)
                _move(saved, self._tree.top / path)

    def stage(self, paths: Iterable[str]) -> None:
        """Let the index hold paths as they are now, if it knows them; never by halves."""
        known = [
            path
            for path in paths
            if self._tree.repository.run("ls-files", "-z", "--", path)
            and (self._tree.top / path).is_file()
        ]
        if known:
            index = self._folder / "index.staged"
            shutil.copy2(self._tree.index, index)
            self._tree.repository.run("add", "--", *known, env={"GIT_INDEX_FILE": str(index)})
            _move(index, self._tree.index)

    def close(self) -> None:
        """Forget what was done; it stays as it is."""
        old = self._folder.with_suffix(".old")
        shutil.rmtree(old, ignore_errors=True)
        self._folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)

    def _clear(self) -> None:
        """Remove what a killed process has left of preparing or of forgetting."""
        for suffix in (".new", ".old"):
            shutil.rmtree(self._folder.with_suffix(suffix), ignore_errors=True)

    def _record(self) -> Record:
        record = self.record()
        if record is None:
            message = "no update is under way"
            raise ScaffoldError(message)
        return record

    def _prune(self, path: str) -> None:
        """Remove the folders that a removed file leaves empty, as git does."""
        for folder in (self._tree.top / path).parents:
            if folder == self._tree.top or not folder.is_dir() or any(folder.iterdir()):
                return
            folder.rmdir()


def _line(mode: str, oid: str, stage: int, path: str) -> bytes:
    return f"{mode} {oid} {stage}\t".encode() + os.fsencode(path) + b"\0"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target, follow_symlinks=False)


def _unlink(path: Path) -> None:
    """Remove a file; a folder of that name has taken its place already."""
    if path.is_symlink() or not path.is_dir():
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()


def _move(source: Path, target: Path) -> None:
    """Replace `target` at once, also from another file system."""
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(target.name + _MOVING)
        _copy(source, beside)
        beside.replace(target)
        source.unlink()
