"""What is installed: the command with its template."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.support import Machine, contents


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The wheel of this repository, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=repository, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_the_whole_template(installed: Path, repository: Path) -> None:
    packaged = contents(installed / "scaffold" / "_template")
    expected = {
        f"templates/{name}": data for name, data in contents(repository / "templates").items()
    }
    expected["copier.yml"] = (repository / "copier.yml").read_bytes()
    assert packaged == {name: data for name, data in expected.items() if "__pycache__" not in name}


def test_the_installed_command_uses_its_own_template(installed: Path, machine: Machine) -> None:
    machine.env["PYTHONPATH"] = str(installed)
    ran = machine.scaffold("new", "shop", "--yes", "--no-git", "--no-lock", "--json")
    assert ran.code == 0, ran.said
    assert ran.json["template"] == {
        "source": str(installed / "scaffold" / "_template"),
        "ref": None,
    }
    assert "pyproject.toml" in contents(machine.work / "shop")
