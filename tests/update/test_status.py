"""`scaffold status`: behind or not, and each file against the template."""

import pytest

from scaffold import upgrade_notes
from tests.cli.support import Machine, git
from tests.update.small import Project, change


def states(project: Project) -> dict[str, str]:
    files = project.scaffold("status", "--json").json["files"]
    return {item["path"]: item["state"] for item in files if item["state"] != "pristine"}


def test_a_new_project_of_the_newest_version_is_in_order(project: Project) -> None:
    assert project.scaffold("update").code == 0
    project.commit()
    ran = project.scaffold("status")
    assert ran.code == 0
    assert "Up to date: v3.0.0." in ran.stdout
    assert "0 edited" in ran.stdout


def test_a_newer_version_is_named_and_told_by_the_exit_code(project: Project) -> None:
    ran = project.scaffold("status", "--json")
    assert ran.code == 3
    assert (ran.json["version"], ran.json["newest"]) == ("v1.0.0", "v3.0.0")
    assert ran.json["behind"]
    assert ran.json["counts"]["edited"] == 0


def test_edited_and_deleted_files_are_named_and_are_the_owners_right(project: Project) -> None:
    assert project.scaffold("update").code == 0
    project.commit()
    change(project / "code.py", "line 2\n", "mine\n")
    (project / "gone.py").unlink()
    (project / "own.py").touch()
    (project / "uv.lock").write_text("mine\n", "utf-8")
    assert states(project) == {"code.py": "edited", "gone.py": "deleted"}
    assert project.scaffold("status").code == 0


def test_other_line_endings_are_no_edit(project: Project) -> None:
    path = project / "code.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert states(project) == {}


def test_a_file_that_the_template_no_longer_writes_is_stale(project: Project) -> None:
    change(project / "old.py", "old = 1", "old = 'mine'")
    project.commit()
    assert project.scaffold("update").code == 0
    project.commit()
    ran = project.scaffold("status")
    assert ran.code == 3
    assert "1 stale: written by the template once, and not any more\n  old.py" in ran.stdout
    assert states(project) == {"old.py": "stale"}
    (project / "old.py").unlink()
    assert project.scaffold("status").code == 0


def test_a_template_without_versions_is_compared_as_it_is(project: Project) -> None:
    (project.machine.template / ".git").rename(project.machine.home / "git")
    change(project / ".copier-answers.yml", "_commit: v1.0.0\n", "")
    ran = project.scaffold("status", "--json")
    assert ran.json["version"] is None
    assert not ran.json["behind"]


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_template_without_releases_is_known_by_its_commit(machine: Machine, scheme: str) -> None:
    git(machine.template, "tag", "--delete", "v1.0.0", "v2.0.0", "v3.0.0")
    url = f"{scheme}{machine.template}"
    made = machine.scaffold("new", "shop", "--yes", "--no-install", "--template", url)
    assert made.code == 0, made.said
    machine.work /= "shop"
    assert machine.scaffold("status", "--json").json["behind"] is False
    assert machine.scaffold("update", "--check").stdout == "Up to date.\n"
    git(machine.template, "commit", "--quiet", "--allow-empty", "--message", "later")
    assert machine.scaffold("status", "--json").json["behind"] is True
    assert machine.scaffold("update", "--check").code == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("v1.0", "v1.0"),
        ("51123e51", "51123e5"),
        ("51123e5", "51123e5a9c41d0b4b5e0c1f2a3b4c5d6e7f80912"),
    ],
)
def test_how_much_of_a_commit_is_named_makes_no_other_version(one: str, other: str) -> None:
    assert upgrade_notes.same(one, other)
    assert upgrade_notes.same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("51123e51", "51123e52"), ("v1.0", "v1.0.1"), ("1.0", "1.0.0"), ("", "51123e5")],
)
def test_other_commits_and_tags_are_other_versions(one: str, other: str) -> None:
    assert not upgrade_notes.same(one, other)
    assert not upgrade_notes.same(other, one)
