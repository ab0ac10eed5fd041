"""The folder that a project goes to: checked first, written last, all of it or nothing.

Everything is made in a hidden folder on the same file system and moved at the end, so that a full
disk or Ctrl-C leaves the destination as it was.
"""

import errno
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scaffold import programs
from scaffold.errors import ScaffoldError

_PREFIX = ".scaffold-"


@dataclass(frozen=True)
class Destination:
    """A place that may be written to.

    Attributes:
        path: The absolute path of the project.
        repository: The git work tree around it, which then gets no repository inside it.
        occupied: Whether there is something in it already.
    """

    path: Path
    repository: Path | None
    occupied: bool


def check(path: Path, *, force: bool) -> Destination:
    """Decide whether a project may go to `path`.

    Args:
        path: As the user wrote it.
        force: Whether a folder with files in it, and a repository with changes, will do.

    Raises:
        ScaffoldError: It may not.
    """
    try:
        return _checked(_absolute(path), force=force)
    except OSError as error:  # a name that is too long, a folder that one may not look into
        raise refused(path, error) from error


def _absolute(path: Path) -> Path:
    """The path that a user means: links are kept, and `~nobody` is a name, as in a shell."""
    return Path(os.path.abspath(os.path.expanduser(path)))  # noqa: PTH100, PTH111 - pathlib does neither


def _checked(target: Path, *, force: bool) -> Destination:
    if not target.name:
        message = f"{target} is no place for a project"
        raise ScaffoldError(message, "Name a folder that can be created.")
    if target.is_symlink() and not target.exists():
        message = f"{target} is a symbolic link to nothing"
        raise ScaffoldError(message, "Remove the link or name another folder.")
    anchor = _existing(target)
    if not anchor.is_dir():
        message = f"{anchor} is a file, not a folder"
        raise ScaffoldError(message, "Name a folder that does not exist yet.")
    occupied = target.is_dir() and any(_list(target))
    if occupied and not force:
        message = f"{target} is not empty"
        hint = "Name another folder, or say --force to write into it and replace files."
        raise ScaffoldError(message, hint)
    if not os.access(anchor, os.W_OK | os.X_OK):
        message = f"{anchor} is not writable"
        raise ScaffoldError(message, "Choose a folder that you may write to.")
    return Destination(target, _repository(anchor, force=force), occupied)


def _existing(target: Path) -> Path:
    """The nearest of `target` and its parents that is there, without passing through a file."""
    return next(folder for folder in (target, *target.parents) if os.path.lexists(folder))


def _list(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are all that is needed
    except OSError as error:
        message = f"{folder} cannot be read: {error.strerror}"
        raise ScaffoldError(message) from error


def _repository(folder: Path, *, force: bool) -> Path | None:
    if programs.find("git") is None:
        return None
    found = programs.run(["git", "rev-parse", "--show-toplevel"], cwd=folder)
    if found.code:
        return None
    root = Path(found.stdout.removesuffix("\n"))
    changes = programs.run(["git", "status", "--porcelain"], cwd=root)
    if changes.stdout.strip() and not force:
        message = f"{folder} is inside the git repository {root}, which has uncommitted changes"
        hint = "Commit or stash them first, name a folder outside, or say --force."
        raise ScaffoldError(message, hint)
    return root


@contextmanager
def staging(destination: Destination) -> Iterator[Path]:
    """Give a folder, of the project's own name, that becomes the project when the block ends well.

    Raises:
        ScaffoldError: The file system refuses it; nothing is left behind.
    """
    anchor = _existing(destination.path)
    try:
        root = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=anchor))
    except OSError as error:
        raise refused(anchor, error) from error
    try:
        stage = root / destination.path.name
        stage.mkdir()
        yield stage
        with _uninterrupted():
            _publish(stage, destination, backup=root / "replaced")
    except OSError as error:
        raise refused(destination.path, error) from error
    finally:
        with _uninterrupted():
            shutil.rmtree(root, ignore_errors=True)


def refused(path: Path, error: OSError) -> ScaffoldError:
    """What the operating system's refusal to write to `path` means."""
    hints = {
        errno.ENOSPC: "Free some space, or choose a folder on another disk.",
        errno.EDQUOT: "Free some space, or choose a folder on another disk.",
        errno.ENAMETOOLONG: "Choose a shorter name.",
    }
    message = f"{path} cannot be written: {error.strerror or error}"
    return ScaffoldError(message, hints.get(error.errno or 0, "Nothing was left behind."))


def replaced_files(stage: Path, target: Path) -> list[str]:
    """The files of `target` that the staged project would replace with other bytes.

    Raises:
        ScaffoldError: A folder stands where a file must go, a file or a link where a folder must.
    """
    replaced = []
    for file in sorted(_files(stage)):
        relative = file.relative_to(stage)
        for parent in reversed(relative.parents[:-1]):
            place = target / parent
            if os.path.lexists(place) and (place.is_symlink() or not place.is_dir()):
                message = f"{place} is in the way: the project has a folder of that name"
                raise ScaffoldError(message, "Move it away first.")
        place = target / relative
        if place.is_dir() and not place.is_symlink():
            message = f"{place} is in the way: the project has a file of that name"
            raise ScaffoldError(message, "Move it away first.")
        if os.path.lexists(place) and (
            place.is_symlink() or place.read_bytes() != file.read_bytes()
        ):
            replaced.append(relative.as_posix())
    return replaced


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def _publish(stage: Path, destination: Destination, backup: Path) -> None:
    target = destination.path
    if target.is_dir():
        if not destination.occupied and set(_list(target)) - {stage.parent.name}:
            message = f"somebody else has written to {target} meanwhile"
            raise ScaffoldError(message, "Name another folder.")
        _merge(stage, target, backup)
        return
    made = [parent for parent in target.parents if not parent.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        stage.rename(target)
    except OSError:
        for parent in made:
            if parent.exists():
                parent.rmdir()
        raise


def _merge(stage: Path, target: Path, backup: Path) -> None:
    """Move what was staged into an existing folder; undo all of it when one move fails."""
    moves: list[tuple[Path, Path]] = []

    def move(before: Path, after: Path) -> None:
        before.rename(after)
        moves.append((before, after))

    def merge(folder: Path) -> None:
        for item in sorted(folder.iterdir()):
            relative = item.relative_to(stage)
            place = target / relative
            if item.is_dir() and place.is_dir():
                merge(item)
                continue
            if os.path.lexists(place):
                (backup / relative).parent.mkdir(parents=True, exist_ok=True)
                move(place, backup / relative)
            move(item, place)

    try:
        merge(stage)
    except OSError:
        for before, after in reversed(moves):
            after.rename(before)
        raise


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let no signal in while files are being moved or removed; it takes well under a second."""
    numbers = [
        number
        for name in ("SIGINT", "SIGTERM", "SIGHUP")
        if (number := getattr(signal, name, None)) is not None
    ]
    late: list[int] = []
    before = {
        number: signal.signal(number, lambda received, _: late.append(received))
        for number in numbers
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if late:
            signal.raise_signal(late[0])
