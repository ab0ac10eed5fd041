import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.template.rendering import ROOT, Project, projects

Run = Callable[..., None]


def load_script(name: str) -> ModuleType:
    """Import a script of this repository; scripts are no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def everything() -> tuple[Project, ...]:
    """Every allowed combination, rendered."""
    return projects()


@pytest.fixture(scope="session")
def distinct(everything: tuple[Project, ...]) -> dict[tuple[str, str], Project]:
    """Each text that a path ever gets, with a project where it does."""
    return {(path, text): project for project in everything for path, text in project.files.items()}


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template without its git repository, which copier would clone for every project."""
    folder = tmp_path_factory.mktemp("template")
    shutil.copy(ROOT / "copier.yml", folder)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=ignore)
    return folder


@pytest.fixture
def write() -> Callable[[Project, Path], None]:
    """Write a rendered project to a folder."""

    def write(project: Project, folder: Path) -> None:
        for path, text in project.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())

    return write


@pytest.fixture
def tool() -> Run:
    """Run a program of this environment; fail with its output unless it succeeds."""

    def run(name: str, *arguments: str | Path, cwd: Path | None = None) -> None:
        program = shutil.which(name, path=str(Path(sys.executable).parent))
        assert program is not None, f"{name} is not installed"
        result = subprocess.run(
            [program, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, f"{name}: {result.stdout}{result.stderr}"

    return run
