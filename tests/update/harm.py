"""Runs an update in a process of its own that comes to harm at a chosen point.

A point is an operation on a file of the project, counted by Python's audit events: the n-th of them
kills the process or fails. So the points are the same in every run, however busy the machine is.
"""

import errno
import multiprocessing
import os
import shutil
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from scaffold import output, update
from scaffold import project as projects
from scaffold.errors import ScaffoldError
from scaffold.project import Outcome
from scaffold.source import Source

_EVENTS = ("open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.copyfile")
_FREEING = ("os.remove", "os.rename", "os.rmdir")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
# Forks from a process without threads, with everything imported.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.update.harm", "copier"])


def run(root: Path, renderings: Path) -> None:
    """Update the project at `root`; copier's part is taken from `renderings`, by version."""

    def render(source: Source, folder: Path, _answers: dict[str, Any]) -> None:
        shutil.copytree(renderings / str(source.ref), folder, dirs_exist_ok=True)

    projects.render = render  # type: ignore[assignment] # this process does nothing else
    projects.lock = lambda *_: Outcome("uv lock", "done")
    update.run(root, None, check=False, announce=lambda _: None, show=output.progress)


def resume(root: Path, _renderings: Path) -> None:
    """Finish what is under way."""
    projects.lock = lambda *_: Outcome("uv lock", "done")
    update.resume(root, output.progress)


def abort(root: Path, _renderings: Path) -> None:
    """Undo what is under way."""
    update.abort(root)


ACTIONS = {"run": run, "resume": resume, "abort": abort}


def begin(action: str, root: Path, renderings: Path, at: int = -1, harm: str = "") -> BaseProcess:
    """Start an action in a process group of its own; `harm` is `kill` or `full`."""
    arguments = (None, action, root, renderings, at, harm)
    process = _CONTEXT.Process(target=_act, args=arguments)
    process.start()
    return process


def perform(action: str, root: Path, renderings: Path, at: int = -1, harm: str = "") -> int:
    """Let an action end, or come to harm; return how many operations it had."""
    receiver, sender = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_act, args=(sender, action, root, renderings, at, harm))
    process.start()
    sender.close()
    count = 0
    with suppress(EOFError):
        count = receiver.recv()
    process.join()
    return count


def _act(  # noqa: PLR0913, PLR0917 - the arguments of a process
    sender: Connection | None, action: str, root: Path, renderings: Path, at: int, harm: str
) -> None:
    os.setsid()
    count = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event not in _EVENTS or not str(arguments[0]).startswith(os.fspath(root)):
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & _WRITING):
            return
        count += 1
        if count == at and harm == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if count >= at and harm == "full" and event not in _FREEING:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(watch)
    with suppress(ScaffoldError):
        ACTIONS[action](root, renderings)
    if sender is not None:
        sender.send(count)
