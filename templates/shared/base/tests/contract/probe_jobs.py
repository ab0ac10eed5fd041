"""Jobs that leave a trace, wherever they run."""

import os
import signal
from pathlib import Path

import structlog

from {{ package_name }}.jobs import JobFunction


{{ async_ }}def leave_trace(*_parts: object, path: str, text: str) -> None:
    """Write a text, and the request that the job belongs to, into a file."""
    request_id = structlog.contextvars.get_contextvars()["request_id"]
    _append(path, f"{text} {request_id}")


{{ async_ }}def stumble(*_parts: object, path: str) -> None:
    """Fail at the first try and succeed at the second."""
    first = _is_new(path)
    _append(path, "tried")
    if first:
        message = "stumbled"
        raise RuntimeError(message)


{{ async_ }}def crash(*_parts: object, path: str) -> None:
    """Kill the process that runs it, as one that needs too much memory is killed."""
    _append(path, "tried")
    os.kill(os.getpid(), signal.SIGKILL)


def _is_new(path: str) -> bool:
    return not Path(path).exists()


def _append(path: str, line: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


PROBE_JOBS: dict[str, JobFunction] = {
    "crash": crash,
    "leave_trace": leave_trace,
    "stumble": stumble,
}
# One further try is enough to see.
PROBE_DELAYS = (1,)
