"""`scaffold new` where there is no terminal."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pytest_copie.plugin import Copie

from tests.cli.support import Machine, commit_all, contents, copied, git, write_template

ANSWERS_FILE = ".copier-answers.yml"


def stored(project: Path) -> dict[str, str]:
    return yaml.safe_load((project / ANSWERS_FILE).read_text("utf-8"))


def copier_copy(machine: Machine, destination: Path, *data: str) -> None:
    options = [word for item in data for word in ("-d", item)]
    command = [sys.executable, "-m", "copier", "copy", "--quiet", "--defaults", *options]
    subprocess.run([*command, str(machine.template), str(destination)], env=machine.env, check=True)


def test_the_project_equals_that_of_plain_copier(machine: Machine, copie: Copie) -> None:
    answers = {"title": "A: 'title'", "queue": "celery", "broker": "rabbitmq"}
    sets = [word for name, value in answers.items() for word in ("--set", f"{name}={value}")]
    assert machine.plain("shop", "--yes", *sets).code == 0
    expected = copied(
        copie, machine.template, project_name="shop", **answers, python_version="3.13"
    )
    assert contents(machine.work / "shop") == contents(expected)


def test_the_project_equals_that_of_plain_copier_for_a_git_template(machine: Machine) -> None:
    commit_all(machine.template, "v1.0.0")
    machine.template.joinpath("files", "README.md.jinja").write_text("later\n", "utf-8")
    commit_all(machine.template)
    assert machine.plain("shop", "--yes").code == 0
    copier_copy(machine, machine.home / "shop")
    assert stored(machine.work / "shop")["_commit"] == "v1.0.0"
    assert contents(machine.work / "shop") == contents(machine.home / "shop")


def test_the_repositorys_template_gives_plain_copier_the_same_project(
    machine: Machine, repository: Path, copie: Copie
) -> None:
    sets = ("--set", "python_version=3.13", "--preset", "api")
    ran = machine.scaffold("new", "shop", *sets, "--no-git", "--no-lock")
    assert ran.code == 0, ran.said
    expected = copied(copie, repository, project_name="shop", queue="celery", python_version="3.13")
    ours, theirs = contents(machine.work / "shop"), contents(expected)
    # The version of a checkout with uncommitted changes is a commit made for the occasion.
    for project in (ours, theirs):
        project[ANSWERS_FILE] = re.sub(rb"_commit: .*", b"", project[ANSWERS_FILE])
    assert ours == theirs


def test_the_answers_file_of_a_project_makes_the_same_project(machine: Machine) -> None:
    machine.plain("one/shop", "--yes", "--preset", "big")
    assert machine.plain("two/shop", "--answers", f"one/shop/{ANSWERS_FILE}").code == 0
    assert contents(machine.work / "one") == contents(machine.work / "two")


def test_the_command_line_it_prints_makes_the_same_project(machine: Machine) -> None:
    sets = ("--set", 'title=it\'s {{ 7*7 }} $HOME \\ "x"', "--set", "queue=rq")
    first = machine.plain("shop", "--yes", "--json", *sets).json
    words = shlex.split(first["reproduce"])
    (machine.work / "shop").rename(machine.work / "before")
    assert words[:2] == ["scaffold", "new"]
    assert machine.scaffold(*words[1:]).code == 0
    assert contents(machine.work / "shop") == contents(machine.work / "before")


def test_the_command_line_it_prints_leaves_defaults_out(machine: Machine) -> None:
    made = machine.plain("shop", "--yes", "--json", "--set", "queue=none", "--set", "title=x").json
    assert "queue" not in made["reproduce"]
    assert "title=x" in made["reproduce"]


def test_each_source_of_answers_outranks_the_next(machine: Machine) -> None:
    settings = machine.home / ".config" / "copier" / "settings.yml"
    settings.parent.mkdir(parents=True)
    settings.write_text("defaults: {author: settings, title: settings, store: sqlite}", "utf-8")
    (machine.home / ".gitconfig").write_text("[user]\nname = machine\nemail = m@x.y\n", "utf-8")
    (machine.work / "a.yml").write_text("title: file\nqueue: rq\n", "utf-8")
    arguments = ("--answers", "a.yml", "--preset", "big", "--set", "queue=none")
    made = machine.plain("shop", "--json", *arguments).json["answers"]
    assert {key: made[key] for key in ("queue", "title", "store", "author")} == {
        "queue": "none",
        "title": "file",
        "store": "postgres",
        "author": "settings",
    }


def test_git_knows_who_the_author_is(machine: Machine) -> None:
    (machine.home / ".gitconfig").write_text("[user]\nname = Ada\n", "utf-8")
    assert machine.plain("shop", "--yes", "--json").json["answers"]["author"] == "Ada"


def test_the_newest_python_that_uv_finds_is_proposed(machine: Machine) -> None:
    machine.program("uv", 'case "$*" in *3.14) exit 2;; *) exit 0;; esac')
    config = machine.template / "copier.yml"
    text = config.read_text("utf-8").replace('["3.14", "3.13", "3.12"]', '["3.9", "3.12", "3.14"]')
    config.write_text(text.replace('"3.13", choices', '"3.9", choices'), "utf-8")
    assert machine.plain("shop", "--yes", "--json").json["answers"]["python_version"] == "3.12"


def test_a_proposal_is_looked_for_although_a_choice_has_a_rule(machine: Machine) -> None:
    machine.program("uv", "exit 0")
    config = machine.template / "copier.yml"
    rule = """{"3.13": "3.13", "new": {value: "3.14", validator: "{{ '' if title else 'no' }}"}}"""
    text = config.read_text("utf-8").replace('["3.14", "3.13", "3.12"]', rule)
    config.write_text(text, "utf-8")
    ran = machine.plain("shop", "--yes", "--json")
    assert ran.json["answers"]["python_version"] == "3.14"
    assert ran.stderr == ""


def test_a_uv_that_does_not_answer_is_not_waited_for_forever(machine: Machine) -> None:
    machine.program("uv", "exec sleep 60")
    assert machine.plain("shop", "--yes", "--json").json["answers"]["python_version"] == "3.13"


def test_without_uv_the_path_is_searched_for_a_python_that_runs(machine: Machine) -> None:
    machine.only_programs(["git"])
    machine.program("python3.14", "exit 127")
    machine.program("python3.12", "exit 0")
    assert machine.plain("shop", "--yes", "--json").json["answers"]["python_version"] == "3.12"


def test_wrong_answers_are_reported_together_with_file_and_line(machine: Machine) -> None:
    (machine.work / "a.yml").write_text("# mine\nqueue: cellery\nauthr: x\nslug: y\n", "utf-8")
    ran = machine.new("shop", "--answers", "a.yml", "--set", "store=postgre")
    assert ran.code == 1
    nearly, meant = "'postgre'", "Did you mean 'postgres'?"
    lines = [line.strip() for line in ran.stderr.splitlines() if line.strip().startswith("-")]
    assert lines == [
        "- a.yml:3: authr: is no option. Did you mean 'author'?",
        "- a.yml:4: slug: is computed from the other answers and cannot be given",
        f"- --set store=postgre: store: {nearly} is none of postgres, sqlite. {meant}",
        "- a.yml:2: queue: 'cellery' is none of none, rq, celery. Did you mean 'celery'?",
    ]
    assert machine.leftovers == ["a.yml"]


def test_errors_are_json_too(machine: Machine) -> None:
    ran = machine.new("shop", "--yes", "--json", "--set", "queue=cellery")
    assert ran.code == 1
    assert ran.json["error"]["problems"] == [
        {
            "source": "flag",
            "where": "--set queue=cellery",
            "line": None,
            "key": "queue",
            "rule": "'cellery' is none of none, rq, celery",
            "nearest": "celery",
        }
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("shop",),
        (),
        ("--yes",),
        ("shop", "--yes", "--set", "queue"),
        ("shop", "--yes", "--set", "=x"),
        ("shop", "--preset", "hugh"),
        ("shop", "--yes", "--nonsense"),
        ("shop", "--yes", "--ref", "v1"),
    ],
)
def test_wrong_usage_exits_with_2_and_writes_nothing(
    arguments: tuple[str, ...], machine: Machine
) -> None:
    ran = machine.new(*arguments)
    assert (ran.code, ran.stdout, machine.leftovers) == (2, "", [])
    assert ran.stderr.startswith("Error: ")


def test_an_unknown_preset_names_the_nearest(machine: Machine) -> None:
    assert "did you mean 'big'?" in machine.new("shop", "--preset", "bigg").stderr


def test_wrong_usage_is_json_when_json_is_asked_for(machine: Machine) -> None:
    ran = machine.new("shop", "--json", "--nonsense")
    assert ran.code == 2
    assert "--nonsense" in ran.json["error"]["message"]


def test_answers_come_from_standard_input(machine: Machine) -> None:
    made = machine.plain("shop", "--answers", "-", "--json", stdin='{"queue": "rq"}').json
    assert made["answers"]["queue"] == "rq"


def test_a_dry_run_lists_the_files_with_their_sizes_and_writes_nothing(machine: Machine) -> None:
    ran = machine.new("deep/shop", "--yes", "--dry-run")
    assert ran.code == 0
    assert "      main.py" in ran.stdout
    assert re.search(r"^  pyproject.toml +\d+ B$", ran.stdout, re.MULTILINE)
    assert "4 files" in ran.stdout
    assert machine.leftovers == []


def test_a_dry_run_tells_json_what_a_run_would_write(machine: Machine) -> None:
    planned = machine.new("shop", "--yes", "--dry-run", "--json").json
    made = machine.plain("shop", "--yes", "--json").json
    assert planned["files"] == made["files"]
    assert {item["path"] for item in made["files"]} == set(contents(machine.work / "shop"))
    assert (planned["dry_run"], planned["steps"]) == (True, [])


def test_the_project_is_locked_and_committed(machine: Machine) -> None:
    ran = machine.new("shop", "--yes", "--json", "--no-install")
    project = machine.work / "shop"
    assert [(step["step"], step["status"]) for step in ran.json["steps"]] == [
        ("uv lock", "done"),
        ("git commit", "done"),
        ("uv sync", "skipped"),
    ]
    assert git(project, "status", "--porcelain") == ""
    assert git(project, "log", "--format=%an <%ae> %s") == (
        "nobody <scaffold@localhost> Start the project"
    )
    assert "uv.lock" in git(project, "ls-files").split()
    assert git(project, "branch", "--show-current") == "main"


def test_the_project_is_installed(machine: Machine) -> None:
    ran = machine.new("shop", "--yes", "--json")
    assert ran.json["steps"][-1] == {"step": "uv sync", "status": "done", "reason": "", "later": ""}
    assert (machine.work / "shop" / ".venv" / "pyvenv.cfg").exists()


def test_the_next_commands_are_the_templates(machine: Machine) -> None:
    made = machine.plain("my shop", "--yes", "--json").json
    assert made["next"] == ["cd 'my shop'", "uv run my-shop dev"]


def test_the_first_commit_waits_for_no_hook_and_no_key(machine: Machine) -> None:
    hooks = machine.home / "hooks"
    hooks.mkdir()
    for name in ("pre-commit", "commit-msg", "post-commit", "prepare-commit-msg"):
        (hooks / name).write_text("#!/bin/sh\nsleep 60; exit 1\n", "utf-8")
        (hooks / name).chmod(0o755)
    (machine.home / ".gitconfig").write_text(
        f"[user]\nname=Ada\nemail=a@x.y\n[commit]\ngpgsign=true\n[core]\nhooksPath={hooks}\n"
        "[init]\ndefaultBranch=trunk\n[gpg]\nprogram=/bin/false\n",
        "utf-8",
    )
    ran = machine.new("shop", "--yes", "--no-lock", "--json")
    assert ran.json["steps"][1]["status"] == "done"
    assert git(machine.work / "shop", "log", "--format=%an %ae") == "Ada a@x.y"
    assert git(machine.work / "shop", "branch", "--show-current") == "trunk"


def test_a_repository_named_by_a_variable_is_left_alone(machine: Machine, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    machine.env["GIT_DIR"] = str(other / ".git")
    assert machine.new("shop", "--yes", "--no-lock").code == 0
    assert git(machine.work / "shop", "log", "--format=%s") == "Start the project"
    assert not any((other / ".git" / "refs" / "heads").iterdir())


def test_the_latest_release_of_a_git_template_is_taken(machine: Machine) -> None:
    for version in ("v1.9.0", "v1.10.0", "v2.0.0rc1"):
        write_template(machine.template, f"v: {{type: str, default: {version}}}", {"a": version})
        commit_all(machine.template, version)
    assert machine.plain("shop", "--yes", "--json").json["answers"] == {"v": "v1.10.0"}
    assert (machine.work / "shop" / "files" / "a").read_text("utf-8") == "v1.10.0"


@pytest.mark.parametrize("ref", ["v1.0.0", "side", "commit"])
def test_another_version_is_taken_when_it_is_named(ref: str, machine: Machine) -> None:
    write_template(machine.template, "v: {type: str, default: old}", {"a": "old"})
    commit_all(machine.template, "v1.0.0")
    git(machine.template, "branch", "side")
    named = git(machine.template, "rev-parse", "HEAD") if ref == "commit" else ref
    write_template(machine.template, "v: {type: str, default: new}", {"a": "new"})
    commit_all(machine.template, "v2.0.0")
    for template in (str(machine.template), f"file://{machine.template}"):
        machine.env["XDG_CACHE_HOME"] = str(machine.home / "cache")
        name = "local" if template.startswith("/") else "remote"
        ran = machine.scaffold(
            *("new", name, "--template", template, "--ref", named, "--yes", "--json"),
            *("--no-git", "--no-lock", "--no-install"),
        )
        assert ran.json["answers"] == {"v": "old"}
        assert (machine.work / name / "files" / "a").read_text("utf-8") == "old"
