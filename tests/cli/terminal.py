"""A terminal for tests: runs a program and keeps the screen that its user sees."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import pyte

ENTER, DOWN, UP, BACK, CTRL_C = "\r", "\x1b[B", "\x1b[A", "\x1b[Z", "\x03"
_COLUMNS, _LINES = 130, 120
_TIMEOUT = 30.0
# The terminal becomes the program's own, so that it turns Ctrl-C into a signal.
_ADOPT = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
_EXEC = "os.execvp(sys.argv[1], sys.argv[1:])"


class Terminal:
    """One program on one terminal, so tall that nothing scrolls away."""

    def __init__(self, command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> None:
        self._screen = pyte.Screen(_COLUMNS, _LINES)
        self._stream = pyte.ByteStream(self._screen)
        self._fd, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
        self._program = subprocess.Popen(
            [sys.executable, "-c", _ADOPT + _EXEC, *command],
            cwd=cwd,
            env={**env, "TERM": "xterm-256color"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        # The program asks where the cursor is; a terminal answers.
        self._screen.write_process_input = lambda data: os.write(self._fd, data.encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._program.kill()
        self._program.wait()
        os.close(self._fd)

    @property
    def pid(self) -> int:
        """The process to send signals to."""
        return self._program.pid

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def send(self, *keys: str) -> None:
        """Type."""
        for key in keys:
            os.write(self._fd, key.encode())

    def expect(self, text: str, times: int = 1) -> None:
        """Wait until a text is on the screen that many times."""
        deadline = time.monotonic() + _TIMEOUT
        while self.text.count(text) < times:
            assert time.monotonic() < deadline, f"{text!r} did not appear:\n{self.text}"
            if not self._read():
                assert self.text.count(text) >= times, f"{text!r} did not appear:\n{self.text}"

    def wait(self) -> int:
        """Wait for the end of the program; its exit code, or minus the signal that ended it."""
        deadline = time.monotonic() + _TIMEOUT
        while self._read():
            assert time.monotonic() < deadline, f"it does not end:\n{self.text}"
        return self._program.wait(_TIMEOUT)

    def _read(self) -> bool:
        """Take what the program wrote; False once it has ended."""
        ready = select.select([self._fd], [], [], 0.1)[0]
        while ready:
            try:
                data = os.read(self._fd, 65536)
            except OSError:  # Linux reports the other end's close as an error
                return False
            self._stream.feed(data)
            ready = select.select([self._fd], [], [], 0.005)[0]
        return True
