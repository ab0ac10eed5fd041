"""Other programs: finding them, and running them without a prompt or a surprise."""

import errno
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_GIT_LOCATION = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")


@dataclass(frozen=True)
class Completed:
    """How a program ended: `code` 0 is success, and `code` is -1 when it could not run."""

    code: int
    stdout: str
    stderr: str

    @property
    def reason(self) -> str:
        """The line that says most: the first one marked as an error, or else the last.

        Where uv goes on to say what caused it, the end of that chain is what a user can act on.
        """
        lines = [line.strip(" \t×") for line in self.stderr.splitlines() if line.strip()]  # noqa: RUF001 - uv's own mark
        marked = [line for line in lines if line.lower().startswith(("error", "fatal"))]
        said = (marked or lines[-1:] or [f"exit code {self.code}"])[0]
        causes = [line for line in lines if line.lower().startswith(("cause:", "caused by:"))]
        return f"{said} ({causes[-1].partition(':')[2].strip()})" if marked and causes else said


def prepare_environment() -> None:
    """Keep git from asking for a password, and from a repository named by a variable.

    A hook runs with `GIT_DIR` set, for instance, and the new project's repository is another one.
    """
    for name in _GIT_LOCATION:
        os.environ.pop(name, None)
    os.environ.setdefault("GIT_TERMINAL_PROMPT", "0")
    os.environ.setdefault("GIT_SSH_COMMAND", "ssh -o BatchMode=yes")


def find(program: str) -> str | None:
    """The path of a program, or None when it is not installed."""
    return shutil.which(program)


def run(
    arguments: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    timeout: float | None = None,
    env: Mapping[str, str] | None = None,
) -> Completed:
    """Run a program with no standard input and collect what it says.

    Args:
        arguments: The program and its arguments.
        cwd: Where to run it.
        timeout: Seconds after which it is killed and counts as failed.
        env: Variables to set besides the present ones.
    """
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are a list, no shell reads them
            [os.fspath(argument) for argument in arguments],
            cwd=cwd,
            timeout=timeout,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Completed(-1, "", f"no answer within {timeout:g} s")
    except (OSError, ValueError) as error:
        return Completed(-1, "", str(error))
    return Completed(done.returncode, done.stdout, done.stderr)


def raise_if_disk_is_full(said: str) -> None:
    """Turn what a program says about a full disk into the error that Python raises for it."""
    if os.strerror(errno.ENOSPC) in said or "Out of diskspace" in said:  # git's words
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
