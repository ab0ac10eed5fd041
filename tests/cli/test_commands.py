"""The commands beside `scaffold new`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
import yaml

from scaffold import completion, source
from scaffold.schema import schema
from scaffold.template import load
from tests.cli.support import COPIER_YML, Machine, commit_all, contents, git, write_template
from tests.cli.terminal import Terminal

COMMANDS = ("completion", "doctor", "explain", "new", "options", "schema")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_each_command_explains_itself(command: str, machine: Machine) -> None:
    ran = machine.scaffold(*[command] * bool(command), "--help")
    assert ran.code == 0
    assert ran.stdout.startswith("Usage: ")


def test_without_a_command_the_help_is_shown(machine: Machine) -> None:
    ran = machine.scaffold()
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.startswith("Usage: ")


def test_help_loads_nothing_heavy(machine: Machine) -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "scaffold", "--help"],
        env=machine.env,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert loaded.isdisjoint({"copier", "questionary", "rich", "jinja2", "yaml", "pydantic"})


def test_the_first_question_does_not_wait_for_copier() -> None:
    modules = "scaffold.cli, scaffold.terminal, scaffold.wizard, scaffold.plan"
    check = "import sys; print([m for m in ('copier', 'pydantic', 'rich') if m in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", f"import {modules}; {check}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"


def test_options_lists_each_option_with_choices_and_condition(machine: Machine) -> None:
    ran = machine.scaffold("options", "--template", str(machine.template))
    assert ran.code == 0
    for text in ("Service", "queue", "celery  workers", "only when", "small", "store=sqlite"):
        assert text in ran.stdout
    assert "not always: workers" in ran.stdout


def test_options_as_json_hold_what_the_table_shows(machine: Machine) -> None:
    found = machine.scaffold("options", "--json", "--template", str(machine.template)).json
    by_name = {option["name"]: option for option in found["options"]}
    assert by_name["broker"] == {
        "name": "broker",
        "group": "Service",
        "type": "str",
        "help": "The broker.",
        "default": "redis",
        "condition": "{{ queue == 'celery' }}",
        "choices": [
            {"value": "redis", "title": "Redis", "consequence": "small", "refusals": []},
            {"value": "rabbitmq", "title": "RabbitMQ", "consequence": "big", "refusals": []},
        ],
    }
    assert by_name["queue"]["choices"][2]["refusals"] == ["workers need PostgreSQL"]
    assert "slug" not in by_name
    assert [preset["name"] for preset in found["presets"]] == ["small", "big"]


def test_the_built_in_template_is_the_repositorys(machine: Machine, repository: Path) -> None:
    found = machine.scaffold("options", "--json").json
    assert [option["name"] for option in found["options"]] == list(load(repository).questions)


def test_the_schema_is_a_schema(machine: Machine) -> None:
    ran = machine.scaffold("schema")
    jsonschema.Draft202012Validator.check_schema(ran.json)


def validator(repository: Path) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(dict(schema(load(repository))))


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"queue": "celery", "broker": "redis", "python_version": "3.13"},
        {"package_name": "my_shop", "author_email": "", "project_name": "My shop"},
        {"author_email": "ada@example.com", "_commit": "v1", "_src_path": "x"},
    ],
)
def test_good_answers_fit_the_schema(answers: dict[str, Any], repository: Path) -> None:
    assert list(validator(repository).iter_errors(answers)) == []


@pytest.mark.parametrize(
    "answers",
    [
        {"queue": "cellery"},
        {"nothing": 1},
        {"python_version": 3.13},
        {"package_name": "My-Shop"},
        {"package_name": "a" * 300},
        {"project_name": "漢字"},
        {"description": "x" * 201},
        {"author_email": "ada"},
        {"project_slug": "x"},
        [],
    ],
)
def test_bad_answers_do_not_fit_the_schema(answers: object, repository: Path) -> None:
    assert list(validator(repository).iter_errors(answers)) != []


FILES = """
- {to: a.py, src: templates/shared/base/a.py}
{% if queue == 'rq' %}- {to: b/c.py, src: templates/one/rq/b/c.py}{% endif %}

{% if fast %}- {to: d.py, src: templates/shared/fast/d.py}{% endif %}
"""
FRAGMENTS = """
a.py/jobs:
{% if queue == 'rq' %}- "templates/shared/celery,rq+sqlite/_f"{% endif %}

a.py/nothing:
{% if queue == 'none' %}- "templates/shared/no-queue/_f"{% endif %}
"""


@pytest.fixture
def project(machine: Machine) -> Path:
    """A project of a template that lists its files."""
    config = yaml.safe_load(COPIER_YML)
    config["fast"] = {"type": "bool", "help": "Fast.", "default": False}
    for name, text in (("files", FILES), ("fragments", FRAGMENTS)):
        config[name] = {"type": "yaml", "when": False, "default": text}
    loop = "{% yield file from files %}{{ file.to }}{% endyield %}.jinja"
    write_template(
        machine.template,
        yaml.safe_dump(config, sort_keys=False),
        {loop: '"""Says what {{ file.to }} is.\n\nMore."""\n'},
    )
    sets = ("--set", "queue=rq", "--set", "store=sqlite", "--set", "fast=true")
    assert machine.plain("p", "--yes", *sets).code == 0
    return machine.work / "p"


def test_explain_names_the_answers_that_brought_a_file(machine: Machine, project: Path) -> None:
    found = machine.scaffold("explain", str(project / "b" / "c.py"), "--json").json
    assert found["files"] == [
        {
            "path": "b/c.py",
            "purpose": "Says what b/c.py is.",
            "parts": [
                {
                    "template": "templates/one/rq/b/c.py",
                    "slot": "",
                    "because": {"framework": "one", "queue": "rq"},
                }
            ],
        }
    ]


def test_explain_names_a_question_of_yes_or_no(machine: Machine, project: Path) -> None:
    found = machine.scaffold("explain", str(project / "d.py"), "--json").json["files"][0]
    assert [part["because"] for part in found["parts"]] == [{"fast": True}]
    assert "\n  fast  (" in machine.scaffold("explain", str(project / "d.py")).stdout


def test_explain_names_the_answers_behind_each_fragment(machine: Machine, project: Path) -> None:
    found = machine.scaffold("explain", str(project / "a.py"), "--json").json["files"][0]
    assert [(part["slot"], part["because"]) for part in found["parts"]] == [
        ("", {}),
        ("jobs", {"queue": "rq", "store": "sqlite"}),
    ]


def test_explain_speaks_to_people_too(machine: Machine, project: Path) -> None:
    ran = machine.scaffold("explain", str(project))
    assert ran.code == 0
    assert "b/c.py\n  Says what b/c.py is.\n  framework = one, queue = rq" in ran.stdout
    assert "a.py\n  Says what a.py is.\n  in every project" in ran.stdout


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("mine.py", "it is yours"),
        ("nothing.py", "there is no nothing.py in this project"),
        ("n" * 300, "in this project, and its template would write none"),
        ("..", "is in no generated project"),
    ],
)
def test_explain_says_what_it_cannot_explain(
    name: str, message: str, machine: Machine, project: Path
) -> None:
    (project / "mine.py").write_text("x = 1\n", "utf-8")
    ran = machine.scaffold("explain", str(project / name))
    assert ran.code == 1
    assert message in ran.stderr


def test_explain_knows_every_file_of_the_repositorys_template(machine: Machine) -> None:
    sets = ("--preset", "minimal", "--set", "python_version=3.13")
    assert machine.scaffold("new", "p", "--yes", *sets, "--no-git", "--no-lock").code == 0
    found = machine.scaffold("explain", "p", "--json").json["files"]
    assert [item["path"] for item in found] == sorted(contents(machine.work / "p"))


def test_explain_uses_the_version_that_the_project_was_made_from(machine: Machine) -> None:
    for version, folder in (("v1", "old"), ("v2", "new")):
        config = f"files: {{when: false, type: yaml, default: '[{{to: a, src: t/x/{folder}/a}}]'}}"
        write_template(machine.template, f"_subdirectory: files\n{config}")
        commit_all(machine.template, version)
    assert machine.plain("p", "--yes", "--ref", "v1").code == 0
    found = machine.scaffold("explain", "p/a", "--json").json
    assert found["files"][0]["parts"][0]["template"] == "t/x/old/a"
    assert git(machine.template, "worktree", "list").count("\n") == 0


def test_doctor_looks_at_everything_a_run_needs(machine: Machine) -> None:
    ran = machine.scaffold("doctor", "--json")
    names = [check["name"] for check in ran.json["checks"]]
    assert names == ["template", "settings", "git", "uv", "python", "index", "terminal"]
    assert (ran.code, ran.json["ok"]) == (0, True)


@pytest.mark.parametrize("missing", ["git", "uv"])
def test_doctor_fails_when_something_needed_is_missing(missing: str, machine: Machine) -> None:
    machine.only_programs([name for name in ("git", "uv") if name != missing])
    ran = machine.scaffold("doctor")
    assert ran.code == 1
    assert f"FAIL  {missing:<9} not found" in ran.stdout


def test_doctor_only_mentions_an_index_that_does_not_answer(machine: Machine) -> None:
    machine.env["UV_DEFAULT_INDEX"] = "http://user:secret@localhost:9/simple/"
    ran = machine.scaffold("doctor")
    assert ran.code == 0
    assert "note  index     localhost:9/simple/: " in ran.stdout
    assert "secret" not in ran.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, machine: Machine) -> None:
    ran = machine.scaffold("completion", shell)
    assert ran.code == 0
    assert "_SCAFFOLD_COMPLETE" in ran.stdout


def test_completion_is_not_promised_for_other_shells(machine: Machine) -> None:
    assert machine.scaffold("completion", "ksh").code == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("scaffold new x --set queu", ["queue="]),
        ("scaffold new x --set queue=c", ["queue=celery"]),
        ("scaffold new x --preset m", ["minimal"]),
    ],
)
def test_options_choices_and_presets_are_completed(
    words: str, expected: list[str], machine: Machine
) -> None:
    machine.env |= {
        "_SCAFFOLD_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    code = "from scaffold.cli import main; main(prog_name='scaffold')"
    ran = subprocess.run(
        [sys.executable, "-c", code], env=machine.env, capture_output=True, text=True, check=False
    )
    assert [line.partition(",")[2] for line in ran.stdout.splitlines()] == expected


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("new x --set qu", "new x --set queue="),
        ("new x --set queue=c", "new x --set queue=celery "),
        ("new x --set queue=rq --set auth=n", "new x --set queue=rq --set auth=none "),
        ("new x --preset mi", "new x --preset minimal "),
        ("completion z", "completion zsh "),
        ("new x --answers ans", "new x --answers answers.yml "),
        ("new fol", "new folder/"),
    ],
)
def test_bash_completes_what_is_typed(typed: str, completed: str, machine: Machine) -> None:
    code = "from scaffold.cli import main; main(prog_name='scaffold')"
    machine.program("scaffold", f'exec {sys.executable} -c "{code}" "$@"')
    (machine.work / "script").write_text(machine.scaffold("completion", "bash").stdout, "utf-8")
    (machine.work / "answers.yml").touch()
    (machine.work / "folder").mkdir()
    with Terminal(["bash", "--norc", "--noprofile", "-i"], machine.work, machine.env) as terminal:
        terminal.send("source ./script; PS1='> '\r")
        terminal.expect("\n>")
        terminal.send(f"scaffold {typed}\t.")
        terminal.expect(f"> scaffold {completed}.")


def test_a_choice_with_a_rule_is_completed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "built_in", lambda: machine.template)
    context = click.Context(click.Command("new"))
    found = completion.answers(context, click.Option(["--set"]), "queue=c")
    assert [item.value for item in found] == ["queue=celery"]


def test_a_reader_that_goes_away_is_no_error_worth_a_traceback(machine: Machine) -> None:
    command = " ".join(machine.command("schema"))
    ran = subprocess.run(
        ["/bin/sh", "-c", f"{command} | true"], env=machine.env, capture_output=True, check=False
    )
    assert b"Traceback" not in ran.stderr


def test_json_is_the_only_thing_on_standard_output(machine: Machine) -> None:
    ran = machine.plain("shop", "--yes", "--json")
    assert json.loads(ran.stdout)["path"] == str(machine.work / "shop")
    assert ran.stderr == ""
