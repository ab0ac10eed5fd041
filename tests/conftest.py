"""What every test of this repository may use."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository, which is also the template."""
    return Path(__file__).parent.parent
