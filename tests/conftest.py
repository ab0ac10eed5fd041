"""What every test of this repository may use."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")  # noqa: S108 - what is made there has a random name
ENOUGH = 2 * 1024**3


def pytest_configure() -> None:
    """Let what the tests start hear Ctrl-C: a run in the background was told to ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository, which is also the template."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is room: SQLite waits for a disk at each commit."""
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        with tempfile.TemporaryDirectory(prefix="scaffold-", dir=MEMORY) as folder:
            yield Path(folder)
    else:
        yield tmp_path_factory.mktemp("memory")
