"""The project's own checks, and the versions that it starts with."""

import subprocess
import tomllib
import zipfile
from pathlib import Path

import pytest

from .harness.combination import Combination
from .harness.project import Project, surroundings
from .harness.storage import Storage

ROOT = Path(__file__).parents[2]
TESTED = ROOT / "templates" / "shared" / "base" / "uv.lock"


def versions(lock: Path) -> set[tuple[str, str]]:
    """Read the versions of everything that comes from a registry."""
    packages = tomllib.loads(lock.read_text())["package"]
    return {(each["name"], each["version"]) for each in packages if "registry" in each["source"]}


@pytest.mark.long
def test_poe_check_is_green_on_the_first_commit(
    combination: Combination, project: Project, storage: Storage, memory: Path
) -> None:
    """As in the project's own CI, with the real services, or as on the first day, with nothing."""
    servers = {}
    if combination.place == "postgres":
        databases = storage.fresh(migrated=False)
        servers = {"CI": "true"} | {f"TEST_{name}": url for name, url in databases.items()}
        if "BROKER_URL" in databases:
            servers["TEST_RABBITMQ_URL"] = databases["BROKER_URL"]
    with project.alone():
        done = subprocess.run(
            ["uv", "run", "poe", "check"],
            cwd=project.directory,
            env=surroundings() | servers | {"TMPDIR": str(memory)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_first_lock_holds_the_tested_versions(project: Project) -> None:
    locked = versions(project.directory / "uv.lock")
    assert locked
    assert locked <= versions(TESTED)


@pytest.mark.once_for("framework")
def test_a_release_of_tomorrow_does_not_get_into_the_first_lock(
    project: Project, tmp_path: Path
) -> None:
    """The control, without the tested versions, takes it: it is really offered."""
    with zipfile.ZipFile(tmp_path / "structlog-99.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("structlog/__init__.py", "")
        wheel.writestr("structlog-99.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        metadata = "Metadata-Version: 2.1\nName: structlog\nVersion: 99.0\n"
        wheel.writestr("structlog-99.0.dist-info/METADATA", metadata)
        wheel.writestr("structlog-99.0.dist-info/RECORD", "")
    locked = {}
    for case, lock in (("tested", TESTED), ("control", None)):
        directory = tmp_path / case
        directory.mkdir()
        for name in ("pyproject.toml", ".python-version"):
            (directory / name).write_text((project.directory / name).read_text())
        if lock:
            (directory / "uv.lock").write_text(lock.read_text())
        subprocess.run(
            ["uv", "lock", "--quiet"],
            cwd=directory,
            env=surroundings() | {"UV_FIND_LINKS": str(tmp_path)},
            check=True,
        )
        locked[case] = dict(versions(directory / "uv.lock"))["structlog"]
    assert locked["control"] == "99.0"
    assert ("structlog", locked["tested"]) in versions(TESTED)
