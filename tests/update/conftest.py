"""A machine with a project, made from a small template with versions."""

from pathlib import Path

import pytest

from tests.cli.support import Machine
from tests.update.small import Project, write_versions


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A user with an empty home and a template with three versions."""
    work = tmp_path / "work"
    work.mkdir()
    made = Machine(tmp_path / "home", work, write_versions(tmp_path / "template"))
    (made.home / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.com\n", "utf-8")
    return made


@pytest.fixture
def project(machine: Machine) -> Project:
    """A project of the first version, committed."""
    ran = machine.new("shop", "--yes", "--ref", "v1.0.0", "--no-install")
    assert ran.code == 0, ran.said
    machine.work /= "shop"
    return Project(machine)
