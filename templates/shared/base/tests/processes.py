"""Running the service's programs as processes of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[1]
STOP_SECONDS = 30


@contextmanager
def process(*arguments: str, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `python` with arguments and settings until the block ends, then ask it to stop."""
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=PROJECT, env=os.environ | variables
    ) as running:
        try:
            yield running
        finally:
            running.terminate()
            running.wait(STOP_SECONDS)
