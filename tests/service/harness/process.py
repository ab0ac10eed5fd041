"""Long-lived processes of the service: started, watched, and always ended again."""

import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import psutil

TAIL = 30
_running: list["Process"] = []


def running() -> list["Process"]:
    """The processes that have not been stopped yet; their logs explain a failed test."""
    return list(_running)


class Process:
    """A command that keeps running; its output goes to files that outlive it."""

    def __init__(
        self, command: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str], log: Path
    ) -> None:
        """Start `command`; `log` is the path that `.out` and `.err` are appended to."""
        self.name = log.name
        self.out = log.with_suffix(".out")
        self.err = log.with_suffix(".err")
        log.parent.mkdir(parents=True, exist_ok=True)
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self._popen = _start(command, cwd=cwd, env=env, out=out, err=err)
        _running.append(self)

    @property
    def pid(self) -> int:
        """The process id of the command itself."""
        return self._popen.pid

    @property
    def exit_code(self) -> int | None:
        """Exit code, or None while it runs."""
        return self._popen.poll()

    @property
    def log(self) -> str:
        """All that it wrote so far."""
        return self.out.read_text(errors="replace") + self.err.read_text(errors="replace")

    @property
    def tail(self) -> str:
        """The last lines it wrote, for a failure message."""
        lines = self.log.splitlines()[-TAIL:]
        return "\n".join([f"--- {self.name} (exit code {self.exit_code})", *lines])

    def terminate(self) -> None:
        """Send SIGTERM to the command itself, as an init system or an orchestrator does."""
        self._popen.send_signal(signal.SIGTERM)

    def wait(self, within: float = 35) -> int:
        """Wait for its end and return the exit code."""
        try:
            return self._popen.wait(within)
        except subprocess.TimeoutExpired:
            message = f"{self.name} still runs after {within} s\n{self.tail}"
            raise AssertionError(message) from None

    def kill(self) -> None:
        """Kill it and every process below it at once (SIGKILL): nobody gets to clean up."""
        family = self._family()
        for process in family:
            _signal(process, signal.SIGKILL)
        psutil.wait_procs(family, timeout=5)
        self._popen.wait(5)
        self._forget()

    def stop(self) -> None:
        """End it politely, then not politely; what it started goes with it."""
        family = self._family()
        if self.exit_code is None:
            self.terminate()
            try:
                self._popen.wait(10)
            except subprocess.TimeoutExpired:
                self._popen.kill()
                self._popen.wait(5)
        for process in family:
            _signal(process, signal.SIGKILL)
        self._forget()

    def _family(self) -> list[psutil.Process]:
        """Return it and what it started; nobody once it has ended, as its id may be another's."""
        if self.exit_code is not None:
            return []
        try:
            parent = psutil.Process(self.pid)
            return [parent, *parent.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def _forget(self) -> None:
        if self in _running:
            _running.remove(self)


def _start(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str],
    out: IO[bytes],
    err: IO[bytes],
) -> "subprocess.Popen[bytes]":
    # In a session of its own, so that a signal to the group of either side ends at its border.
    return subprocess.Popen(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=err,
        start_new_session=True,
    )


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return
