"""What every test of this repository may use."""

import signal
from pathlib import Path

import pytest


def pytest_configure() -> None:
    """Let what the tests start hear Ctrl-C: a run in the background was told to ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository, which is also the template."""
    return Path(__file__).parent.parent
