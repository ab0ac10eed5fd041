"""Two releases of the package in fresh environments: nothing but the wheel is there, no network."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.support import Ran, commit_all, contents, copy_package
from tests.update import edits, history


@dataclass
class Desk:
    """A machine where one version of the package is installed."""

    folder: Path
    wheel: Path

    def __post_init__(self) -> None:
        self.folder.mkdir()
        venv = self.folder / "venv"
        subprocess.run(["uv", "venv", "--quiet", "--python", sys.executable, str(venv)], check=True)
        (site,) = venv.glob("lib/python*/site-packages")
        # The dependencies of this environment; the package itself comes from the wheel alone.
        dependencies = next(path for path in sys.path if path.endswith("site-packages"))
        (site / "dependencies.pth").write_text(f"{dependencies}\n", "utf-8")
        self.env = {
            "HOME": str(self.folder),
            "PATH": os.pathsep.join([str(venv / "bin"), os.environ["PATH"]]),
            "GIT_ALLOW_PROTOCOL": "scaffold:file",
            "GIT_CONFIG_NOSYSTEM": "1",
            "UV_OFFLINE": "1",
        }
        (self.folder / ".gitconfig").write_text(
            "[user]\nname = Ada\nemail = ada@example.com\n", "utf-8"
        )
        self.install(self.wheel)

    def install(self, wheel: Path) -> None:
        """Install a version of the package instead of the present one."""
        python = str(self.folder / "venv/bin/python")
        options = ["--quiet", "--offline", "--no-deps", "--reinstall", "--python", python]
        subprocess.run(["uv", "pip", "install", *options, str(wheel)], check=True)

    def run(self, place: Path, *command: str) -> Ran:
        """Run a program of the environment in a folder."""
        done = subprocess.run(
            command, cwd=place, env=self.env, capture_output=True, text=True, check=False
        )
        return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> tuple[Path, Path]:
    """Releases 0.1.0 and 0.2.0 of the package; the second has a setting more and a renamed file."""
    place = tmp_path_factory.mktemp("wheels")
    sources = place / "sources"
    history.write_first(repository, sources)
    copy_package(repository, sources)
    history.write_notes(sources)
    _number(sources, "0.1.0")
    commit_all(sources, "v0.1.0")
    first = _build(sources, place / "first")
    history.add_setting(sources)
    history.rename_helper(sources)
    _number(sources, "0.2.0")
    commit_all(sources, "v0.2.0")
    return first, _build(sources, place / "second")


def _number(sources: Path, version: str) -> None:
    path = sources / "pyproject.toml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    numbered = [f'version = "{version}"\n' if x.startswith("version = ") else x for x in lines]
    path.write_text("".join(numbered), "utf-8")


def _build(sources: Path, folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=sources, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_a_project_lives_on_through_releases_of_the_package(
    wheels: tuple[Path, Path], tmp_path: Path
) -> None:
    first, second = wheels
    ada = Desk(tmp_path / "ada", first)
    shop = tmp_path / "shop"
    options = ("--yes", "--preset", "minimal", "--no-lock", "--no-install")
    ran = ada.run(tmp_path, "scaffold", "new", "shop", *options)
    assert ran.code == 0, ran.said
    recorded = (shop / ".copier-answers.yml").read_text("utf-8")
    assert "_commit: v0.1.0\n_src_path: git+scaffold://templates.git\n" in recorded
    settings = shop / "src/shop/settings.py"
    settings.write_text(f"{settings.read_text('utf-8')}\n\nMINE = 1\n", "utf-8")
    edits.renamed_file_edited(shop)
    commit_all(shop)
    for name in ("plain", "colleague"):
        shutil.copytree(shop, tmp_path / name / "shop")

    # Without the new release there is nothing new.
    assert ada.run(shop, "scaffold", "update").stdout == "Up to date.\n"
    ada.install(second)
    ran = ada.run(shop, "scaffold", "update", "--json")
    assert ran.code == 0, ran.said
    assert (ran.json["before"], ran.json["after"]) == ("v0.1.0", "v0.2.0")
    assert [note["version"] for note in ran.json["notes"]] == ["0.2.0"]
    assert "motto" in settings.read_text("utf-8")
    assert "MINE" in settings.read_text("utf-8")
    assert "The owner knows why" in (shop / "tests/concurrency.py").read_text("utf-8")

    # Plain copier finds the same versions by the remote helper.
    plain = tmp_path / "plain/shop"
    copier = ("python", "-m", "copier")
    assert ada.run(plain, *copier, "check-update", "--quiet").code == 2
    ran = ada.run(plain, *copier, "update", "--defaults", "--quiet")
    assert ran.code == 0, ran.said
    merged = (plain / "src/shop/settings.py").read_text("utf-8")
    assert merged == settings.read_text("utf-8")

    # A colleague who has never had the first release.
    grace = Desk(tmp_path / "grace", second)
    theirs = tmp_path / "colleague/shop"
    ran = grace.run(theirs, "scaffold", "update")
    assert ran.code == 0, ran.said
    assert contents(theirs) == contents(shop)

    # And one who has not got the second one yet.
    commit_all(shop)
    late = Desk(tmp_path / "late", first)
    ran = late.run(shop, "scaffold", "status")
    assert ran.code == 1
    assert "has no version 'v0.2.0'" in ran.stderr
    assert "A later scaffold-backend may know it" in ran.stderr
