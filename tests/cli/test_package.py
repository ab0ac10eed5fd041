"""What is installed: the command with its template and the template's versions."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from scaffold import embedded
from tests.cli.support import CACHES, Machine, commit_all, contents, copy_package, git


def build(root: Path, folder: Path, *targets: str, path: str = os.environ["PATH"]) -> str:
    """Build packages of the sources at `root`; return what was said."""
    wanted = [word for target in targets for word in ("-t", target)]
    command = [sys.executable, "-m", "hatchling", "build", *wanted, "-d", str(folder)]
    env = {**os.environ, "PATH": path}
    done = subprocess.run(command, cwd=root, env=env, check=True, capture_output=True, text=True)
    return done.stdout + done.stderr


def unpack(folder: Path) -> Path:
    """Unpack the wheel in `folder` as an installer would."""
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def build_all(repository: Path, folder: Path, tag: str = "") -> Path:
    """Build the wheel of this repository, as of one commit; return it unpacked."""
    checkout = folder / "checkout"
    checkout.mkdir()
    copy_package(repository, checkout)
    shutil.copy(repository / "copier.yml", checkout)
    shutil.copytree(repository / "templates", checkout / "templates", ignore=CACHES)
    commit_all(checkout, tag)
    build(checkout, folder, "wheel")
    return unpack(folder)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The wheel of this repository, unpacked; of its history only what lies here now."""
    return build_all(repository, tmp_path_factory.mktemp("wheel"), "v0.1.0")


@pytest.fixture
def sources(tmp_path: Path, repository: Path) -> Path:
    """What a package is built from, with a small template and outside any repository."""
    root = tmp_path / "sources"
    root.mkdir()
    copy_package(repository, root)
    (root / "copier.yml").write_text("title: {type: str, default: A title}\n", "utf-8")
    (root / "templates").mkdir()
    (root / "templates" / "file").write_text("one\n", "utf-8")
    return root


def bundled(site: Path) -> dict[str, str]:
    """The refs of the bundle in an unpacked wheel."""
    return dict(embedded.heads(site / "scaffold" / "_template.bundle"))


def test_the_wheel_holds_the_whole_template(installed: Path, repository: Path) -> None:
    packaged = contents(installed / "scaffold" / "_template")
    expected = {
        f"templates/{name}": data for name, data in contents(repository / "templates").items()
    }
    for name in ("copier.yml", "UPGRADING.md"):
        expected[name] = (repository / name).read_bytes()
    assert packaged == {name: data for name, data in expected.items() if "__pycache__" not in name}


def test_the_installed_command_uses_its_own_template(installed: Path, machine: Machine) -> None:
    machine.env["PYTHONPATH"] = str(installed)
    ran = machine.scaffold("new", "shop", "--yes", "--no-git", "--no-lock", "--json")
    assert ran.code == 0, ran.said
    assert ran.json["template"]["source"] == embedded.URL
    assert "pyproject.toml" in contents(machine.work / "shop")


def test_a_project_of_a_package_between_releases_has_its_newest_version(
    repository: Path, machine: Machine, tmp_path: Path
) -> None:
    machine.env["PYTHONPATH"] = str(build_all(repository, tmp_path))
    assert machine.scaffold("new", "shop", "--yes", "--no-lock").code == 0
    machine.work /= "shop"
    status = machine.scaffold("status", "--json")
    assert (status.code, status.json["behind"]) == (0, False), status.said
    assert machine.scaffold("update", "--check").code == 0


def test_a_wheel_carries_the_releases_up_to_its_own_version(sources: Path, tmp_path: Path) -> None:
    commit_all(sources, "v0.0.9")
    git(sources, "tag", "not-a-release")
    (sources / "templates" / "file").write_text("two\n", "utf-8")
    commit_all(sources, "v0.1.0")
    git(sources, "switch", "--quiet", "--create", "later")
    git(sources, "commit", "--quiet", "--allow-empty", "--message", "later")
    git(sources, "tag", "v9.0.0")
    git(sources, "switch", "--quiet", "-")
    said = build(sources, tmp_path / "dist", "wheel")
    refs = bundled(unpack(tmp_path / "dist"))
    assert set(refs) == {"HEAD", "refs/heads/main", "refs/tags/v0.0.9", "refs/tags/v0.1.0"}
    assert refs["HEAD"] == git(sources, "rev-parse", "HEAD")
    assert "left out" not in said


def test_a_wheel_from_an_sdist_has_the_versions_that_the_sdist_brought(
    sources: Path, tmp_path: Path
) -> None:
    commit_all(sources, "v0.1.0")
    build(sources, tmp_path / "sdist", "sdist")
    (archive,) = (tmp_path / "sdist").glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    build(unpacked, tmp_path / "dist", "wheel")
    refs = bundled(unpack(tmp_path / "dist"))
    assert refs["refs/tags/v0.1.0"] == git(sources, "rev-parse", "HEAD")


def test_without_tags_the_wheel_carries_the_state_it_was_built_from(
    sources: Path, tmp_path: Path, machine: Machine
) -> None:
    commit_all(sources)
    (sources / "templates" / "file").write_text("not committed\n", "utf-8")
    build(sources, tmp_path / "dist", "wheel")
    site = unpack(tmp_path / "dist")
    refs = bundled(site)
    assert set(refs) == {"HEAD", "refs/heads/main"}
    bundle = site / "scaffold" / "_template.bundle"
    git(tmp_path, "clone", "--quiet", str(bundle), "clone")
    assert (tmp_path / "clone/templates/file").read_text("utf-8") == "not committed\n"
    machine.env["PYTHONPATH"] = str(site)
    checks = {check["name"]: check for check in machine.scaffold("doctor", "--json").json["checks"]}
    assert checks["versions"]["detail"] == "no release, only the state it was built from"


@pytest.mark.parametrize("lack", ["repository", "git", "history"])
def test_a_build_without_history_says_so_and_the_installed_doctor_too(
    lack: str, sources: Path, tmp_path: Path, machine: Machine
) -> None:
    path = os.environ["PATH"]
    if lack == "git":
        commit_all(sources, "v0.1.0")
        path = str(tmp_path)
    if lack == "history":
        commit_all(sources)
        git(sources, "commit", "--quiet", "--allow-empty", "--message", "second")
        git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{sources}", "shallow")
        sources = tmp_path / "shallow"
    said = build(sources, tmp_path / "dist", "wheel", path=path)
    assert "The template's versions are left out, because" in said
    site = unpack(tmp_path / "dist")
    assert bundled(site) == {}
    machine.env["PYTHONPATH"] = str(site)
    checks = {check["name"]: check for check in machine.scaffold("doctor", "--json").json["checks"]}
    assert "its projects cannot be updated" in checks["versions"]["detail"]
    assert checks["template"]["ok"]
    ran = machine.scaffold("new", "x", "--template", embedded.URL, "--yes")
    assert "carries no versions of its template" in ran.stderr
    ran = machine.scaffold("new", "x", "--yes", "--no-git", "--no-lock")
    assert ran.code == 0
    assert "records no version of its template and cannot be updated" in ran.stderr
