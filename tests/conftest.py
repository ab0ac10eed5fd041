"""What every test of this repository may use."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from xdist.remote import Producer  # type: ignore[import-untyped] # ships no types

from tests import sampling

if TYPE_CHECKING:
    from tests.scheduling import PartScheduling

pytest_plugins = ["tests.record"]

MEMORY = Path("/dev/shm")  # noqa: S108 - what is made there has a random name
ENOUGH = 2 * 1024**3


def pytest_addoption(parser: pytest.Parser) -> None:
    """Tell a long run from a short one."""
    group = parser.getgroup("scaffold")
    group.addoption(
        "--whole",
        action="store_true",
        help="take every pairwise combination and every pair of updates, not the small selection",
    )


def pytest_configure() -> None:
    """Choose a seed, which the processes of pytest-xdist inherit.

    What the tests start hears Ctrl-C: a run in the background was told to ignore it.
    """
    sampling.seed()
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header(config: pytest.Config) -> str:
    """Say how to draw the same again."""
    drawn = f"drawn with {sampling.VARIABLE}={sampling.seed()}"
    return f"samples: {'all' if config.getoption('whole') else drawn}"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> "PartScheduling":
    """Keep what shares servers or renderings in one process."""
    from tests.scheduling import PartScheduling  # noqa: PLC0415 - after the plugin that it uses

    return PartScheduling(config, log)


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
