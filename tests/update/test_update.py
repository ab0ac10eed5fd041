"""`scaffold update` in a project of a small template."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import git
from tests.update.small import Project, change, edit_everything

CONFLICT = ("code.py", "line 10\n", "mine\n")


def kinds(files: list[dict[str, str]]) -> dict[str, str]:
    return {item["path"]: item["kind"] for item in files}


def test_each_file_is_told_by_what_happens_to_it(project: Project) -> None:
    edit_everything(project)
    ran = project.scaffold("update", "--json")
    assert ran.code == 1
    assert kinds(ran.json["files"]) == {
        ".copier-answers.yml": "changed",
        "README.md": "merged",
        "code.py": "conflict",
        "elsewhere/helper.py": "merged",
        "gone.py": "left-out",
        "new/file.py": "new",
        "old.py": "kept",
        "pyproject.toml": "changed",
    }
    assert ran.json["conflicts"] == ["code.py"]
    moved = {item["path"]: item["moved_from"] for item in ran.json["files"]}
    assert moved["elsewhere/helper.py"] == "place/helper.py"


def test_a_renamed_file_carries_the_owners_edits(project: Project) -> None:
    change(project / "place/helper.py", "helper 2\n", "mine\n")
    project.commit()
    assert project.scaffold("update").code == 0
    text = (project / "elsewhere/helper.py").read_text("utf-8")
    assert "mine\n" in text
    assert "helper eighteen\n" in text
    assert not (project / "place").exists()


def test_the_plan_and_the_notes_are_shown_before_anything_is_written(project: Project) -> None:
    before = project.state
    ran = project.scaffold("update", "--check")
    assert ran.code == 3
    assert project.state == before
    assert "new: new in the template\n  new/file.py" in ran.stdout
    assert "elsewhere/helper.py  (was place/helper.py)" in ran.stdout
    assert "Upgrade notes for 2.0.0\n\n### Settings\n\n- `NEW` came." in ran.stdout
    assert ran.stdout.index("Upgrade notes for 2.0.0") < ran.stdout.index("notes for 3.0.0")
    assert "1.0.0\n\nFirst" not in ran.stdout
    assert ran.stdout.endswith("Nothing was written.\n")


def test_what_is_written_is_staged_locked_and_followed_by_the_checks(project: Project) -> None:
    ran = project.scaffold("update", "--to", "v2.0.0")
    assert ran.code == 0, ran.said
    assert "check shop\n" in ran.stdout
    assert 'version = "2"' in (project / "uv.lock").read_text("utf-8")
    assert project.git("diff", "--name-only") == ""
    assert "uv.lock" in project.git("diff", "--cached", "--name-only").split()
    assert not project.under_way
    project.commit()
    assert project.scaffold("update", "--to", "v2.0.0").stdout == "Up to date.\n"


def test_when_uv_fails_the_files_are_written_and_the_lock_is_named(project: Project) -> None:
    project.machine.program("uv", "echo error: no network >&2; exit 2")
    ran = project.scaffold("update")
    assert ran.code == 0
    assert "uv lock was not done: error: no network. Later: uv lock" in ran.stderr


def test_only_the_part_of_the_notes_that_is_crossed_is_shown(project: Project) -> None:
    ran = project.scaffold("update", "--json", "--to", "v2.0.0")
    assert [note["version"] for note in ran.json["notes"]] == ["2.0.0"]


def test_a_dirty_tree_is_refused_with_what_to_do(project: Project) -> None:
    (project / "README.md").write_text("mine\n", "utf-8")
    (project / "untracked").touch()
    before = project.state
    ran = project.scaffold("update")
    assert ran.code == 1
    assert "not committed: README.md, untracked" in ran.stderr
    assert "git stash --include-untracked" in ran.stderr
    assert project.state == before


def test_outside_a_repository_it_is_refused(project: Project) -> None:
    (project / ".git").rename(project.machine.home / "git")
    assert "is in no git repository" in project.scaffold("update").stderr


def test_outside_a_project_it_is_refused(project: Project) -> None:
    project.machine.work = project.machine.home
    assert "is in no generated project" in project.scaffold("update").stderr


def test_an_older_version_is_refused(project: Project) -> None:
    assert project.scaffold("update", "--to", "v2.0.0").code == 0
    project.commit()
    ran = project.scaffold("update", "--to", "v1.0.0")
    assert "v1.0.0 is older than v2.0.0, which the project has" in ran.stderr


def test_a_version_that_exists_nowhere_is_named(project: Project) -> None:
    assert "has no version 'v9'" in project.scaffold("update", "--to", "v9").stderr
    change(project / ".copier-answers.yml", "v1.0.0", "v0.0.1-3-gabcdef0")
    project.commit()
    ran = project.scaffold("update")
    assert "has no version 'v0.0.1-3-gabcdef0'" in ran.stderr
    assert "a state that was never committed exists nowhere" in ran.stderr


def test_a_git_that_is_too_old_is_named(project: Project) -> None:
    project.machine.program("git", "echo git version 2.30.2")
    assert "git 2.30.2 cannot do this" in project.scaffold("update").stderr


def test_an_ignored_file_in_the_way_is_not_overwritten(project: Project) -> None:
    (project / ".gitignore").write_text("new/\n", "utf-8")
    (project / "new").mkdir()
    (project / "new/file.py").write_text("secret\n", "utf-8")
    project.commit()
    ran = project.scaffold("update")
    assert "is in the way of the template's new/file.py" in ran.stderr
    assert (project / "new/file.py").read_text("utf-8") == "secret\n"


def test_nothing_is_written_through_a_link_out_of_the_project(project: Project) -> None:
    outside = project.machine.home / "outside"
    outside.mkdir()
    (project / "new").symlink_to(outside)
    (project / ".git/info/exclude").write_text("/new\n", "utf-8")
    assert "is in the way of the template's new/file.py" in project.scaffold("update").stderr
    assert list(outside.iterdir()) == []


def test_a_project_inside_a_larger_repository_is_updated_alone(project: Project) -> None:
    outer = project.machine.home / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet")
    (project / ".git").rename(project.machine.home / "git")
    project.root.rename(outer / "shop")
    (outer / "other").write_text("other\n", "utf-8")
    project.machine.work = outer / "shop"
    git(outer, "add", "--all")
    git(outer, "commit", "--quiet", "--message", "all")
    (outer / "other").write_text("changed\n", "utf-8")
    git(outer, "add", "other")
    assert project.scaffold("update").code == 0
    staged = git(outer, "diff", "--cached", "--name-only").split()
    assert "shop/new/file.py" in staged
    assert "other" in staged
    assert git(outer, "diff", "--name-only") == ""


def test_modes_and_links_arrive(project: Project) -> None:
    files = project.machine.template / "files"
    (files / "run").write_text("#!/bin/sh\n", "utf-8")
    (files / "run").chmod(0o755)
    git(project.machine.template, "add", "--all")
    git(project.machine.template, "commit", "--quiet", "--message", "run")
    git(project.machine.template, "tag", "v4.0.0")
    assert project.scaffold("update").code == 0
    assert (project / "run").stat().st_mode & stat.S_IXUSR


def test_line_endings_that_git_changes_in_the_work_tree_stay(project: Project) -> None:
    (project / ".gitattributes").write_text("*.py text eol=crlf\n", "utf-8")
    project.commit()
    project.git("rm", "--quiet", "-r", "--cached", ".")
    project.git("reset", "--quiet", "--hard")
    assert b"\r\n" in (project / "code.py").read_bytes()
    assert project.scaffold("update").code == 0
    assert (project / "code.py").read_bytes().count(b"\r\n") == 20
    assert project.git("status", "--porcelain", "code.py") == "M  code.py"


def test_a_conflict_is_one_for_git_too(project: Project) -> None:
    change(project / CONFLICT[0], *CONFLICT[1:])
    project.commit()
    ran = project.scaffold("update")
    assert ran.code == 1
    text = (project / "code.py").read_text("utf-8")
    assert "<<<<<<< yours\nmine\n=======\nline ten\n>>>>>>> v3.0.0\n" in text
    stages = [line.split()[2] for line in project.git("ls-files", "-u").splitlines()]
    assert stages == ["1", "2", "3"]
    assert project.git("status", "--porcelain", "code.py") == "UU code.py"
    assert "Settle these conflicts:\n  code.py" in ran.stdout


def test_nothing_else_begins_while_a_conflict_waits(project: Project) -> None:
    change(project / CONFLICT[0], *CONFLICT[1:])
    project.commit()
    project.scaffold("update")
    for command in (("update",), ("change", "queue=rq")):
        ran = project.scaffold(*command)
        assert ran.code == 1
        assert "the update to v3.0.0 is not finished" in ran.stderr
    assert project.scaffold("status", "--json").json["under_way"] == "update to v3.0.0"


def test_continue_waits_for_every_conflict_and_then_finishes(project: Project) -> None:
    change(project / CONFLICT[0], *CONFLICT[1:])
    project.commit()
    project.scaffold("update")
    assert "conflicts are left in code.py" in project.scaffold("update", "--continue").stderr
    project.git("add", "code.py")
    assert "conflicts are left in code.py" in project.scaffold("update", "--continue").stderr
    (project / "code.py").write_text("settled\n", "utf-8")
    project.git("add", "code.py")
    ran = project.scaffold("update", "--continue")
    assert ran.code == 0, ran.said
    assert "check shop" in ran.stdout
    assert 'version = "2"' in (project / "uv.lock").read_text("utf-8")
    assert not project.under_way
    assert (project / "code.py").read_text("utf-8") == "settled\n"


def test_abort_undoes_everything(project: Project) -> None:
    change(project / CONFLICT[0], *CONFLICT[1:])
    project.commit()
    before = project.state
    project.scaffold("update")
    (project / "code.py").write_text("half settled\n", "utf-8")
    assert project.state != before
    ran = project.scaffold("update", "--abort")
    assert ran.code == 0, ran.said
    assert project.state == before
    assert project.git("status", "--porcelain") == ""
    assert not (project / "new").exists()
    assert not project.under_way


def test_abort_leaves_alone_what_was_committed_since(project: Project) -> None:
    change(project / CONFLICT[0], *CONFLICT[1:])
    project.commit()
    project.scaffold("update")
    project.commit()
    before = project.state
    assert "something was committed since" in project.scaffold("update", "--abort").stderr
    assert project.state == before


@pytest.mark.parametrize("option", ["--continue", "--abort"])
def test_without_anything_under_way_there_is_nothing_to_end(option: str, project: Project) -> None:
    assert "no update is under way" in project.scaffold("update", option).stderr


def test_continue_and_abort_stand_alone(project: Project) -> None:
    assert project.scaffold("update", "--continue", "--abort").code == 2
    assert project.scaffold("update", "--abort", "--to", "v2.0.0").code == 2


def test_an_answer_that_the_new_version_does_not_know_is_named(project: Project) -> None:
    config = project.machine.template / "copier.yml"
    change(config, "choices: [none, rq, celery]", "choices: [rq, celery]")
    git(project.machine.template, "commit", "--quiet", "--all", "--message", "no none")
    git(project.machine.template, "tag", "v4.0.0")
    ran = project.scaffold("update")
    assert ran.code == 1
    assert ".copier-answers.yml: queue: 'none' is none of rq, celery" in ran.stderr


def test_a_file_becomes_a_folder_and_abort_makes_it_a_file_again(project: Project) -> None:
    files = project.machine.template / "files"
    (files / "gone.py").unlink()
    (files / "gone.py").mkdir()
    (files / "gone.py" / "inside").write_text("x\n", "utf-8")
    change(files / "code.py", "line ten\n", "line 10!\n")
    git(project.machine.template, "add", "--all")
    git(project.machine.template, "commit", "--quiet", "--message", "folder")
    git(project.machine.template, "tag", "v4.0.0")
    change(project / CONFLICT[0], *CONFLICT[1:])
    project.commit()
    before = project.state
    assert project.scaffold("update").code == 1
    assert (project / "gone.py/inside").is_file()
    assert project.scaffold("update", "--abort").code == 0
    assert project.state == before


def test_the_plain_update_of_copier_works_as_well(project: Project) -> None:
    change(project / "README.md", "line 15\n", "mine\n")
    project.commit()
    subprocess.run(
        [sys.executable, "-m", "copier", "update", "--defaults", "--quiet"],
        cwd=project.root,
        env={**project.machine.env, "COPIER_CACHE_DIR": os.fspath(project.machine.home / "cache")},
        check=True,
    )
    text = Path(project / "README.md").read_text("utf-8")
    assert "mine\n" in text
    assert "line three\n" in text
