"""A clean machine for each test."""

from pathlib import Path

import pytest

from tests.cli.support import Machine, write_template


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A user with an empty home and a small template."""
    work = tmp_path / "work"
    work.mkdir()
    return Machine(tmp_path / "home", work, write_template(tmp_path / "template"))
