"""A sample of updated projects passes its own checks: slow, each installs and tests a service."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import sampling
from tests.cli.support import Machine, commit_all, git
from tests.update import edits, history
from tests.update.edits import Edit

OWNED: tuple[Edit, ...] = (
    edits.field_added,
    edits.route_added,
    edits.test_changed,
    edits.file_moved,
    edits.renamed_file_edited,
    edits.dropped_file_edited,
)
SAMPLE = {
    "fastapi-layered": ("queue=none", "ci=github"),
    "flask-hexagonal": ("framework=flask", "architecture=hexagonal", "queue=rq", "ci=gitlab"),
    "django-cqrs": ("framework=django", "architecture=cqrs", "database=sqlite", "ci=none"),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take each project, or in a short run one of them."""
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", sampling.cases(metafunc.config, sorted(SAMPLE)))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    return history.make(repository, tmp_path_factory.mktemp("checks") / "template")


def test_an_edited_project_passes_its_checks_after_an_update(
    name: str, template: Path, tmp_path: Path, memory: Path
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    machine = Machine(tmp_path / "home", work, template)
    # The index, cache and certificates of this machine: installed as its owner would do it. Not
    # our own environment, nor our servers, nor that this may be a pipeline.
    hidden = ("VIRTUAL_ENV", "CI", "GITHUB_ACTIONS", "GITLAB_CI")
    machine.env = {
        name: value
        for name, value in os.environ.items()
        if name not in hidden and not name.startswith(("TEST_", "PYTEST_"))
    }
    answers = [word for answer in SAMPLE[name] for word in ("--set", answer)]
    options = ("--yes", "--ref", history.VERSIONS[0], "--no-install", "--no-lock")
    made = machine.new("shop", *options, *answers, "--set", "python_version=3.13")
    assert made.code == 0, made.said
    machine.work /= "shop"
    for edited in OWNED:
        edited(machine.work)
    commit_all(machine.work)
    ran = machine.scaffold("update", "--json")
    assert ran.code == 0, ran.said
    assert ran.json["conflicts"] == []
    assert ran.json["after"] == history.VERSIONS[-1]
    assert "The owner knows why" in (machine.work / "tests/concurrency.py").read_text("utf-8")
    git(machine.work, "commit", "--quiet", "--message", "Update")
    shutil.rmtree(machine.work / ".venv", ignore_errors=True)
    checked = subprocess.run(
        ["uv", "run", "--locked", "poe", "check"],
        cwd=machine.work,
        env=machine.env | {"TMPDIR": str(memory)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout[-4000:] + checked.stderr[-4000:]
