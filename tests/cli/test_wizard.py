"""The questions as a user at a terminal meets them."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.support import COPIER_YML, Machine, contents, write_template
from tests.cli.terminal import BACK, CTRL_C, DOWN, ENTER, UP, Terminal


@contextmanager
def wizard(machine: Machine, *arguments: str) -> Iterator[Terminal]:
    command = machine.command(
        *("new", "shop", "--template", str(machine.template)),
        *("--no-git", "--no-lock", "--no-install", *arguments),
    )
    with Terminal(command, machine.work, machine.env) as terminal:
        yield terminal


def answer(terminal: Terminal, *questions: str) -> None:
    """Accept what is proposed to these questions."""
    for question in questions:
        terminal.expect(f"{question}: ")
        terminal.send(ENTER)


def change(terminal: Terminal, *way: str) -> None:
    """Choose from the summary to change an answer, and go that way to it."""
    terminal.expect("All right?")
    terminal.send(DOWN, ENTER)
    terminal.expect("Which answer?")
    terminal.send(*way, ENTER)


def stored(machine: Machine) -> dict[str, Any]:
    return yaml.safe_load((machine.work / "shop" / ".copier-answers.yml").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _few_questions(machine: Machine) -> None:
    """Leave out two questions, so that each test answers few."""
    config = yaml.safe_load(COPIER_YML)
    for name in ("author", "python_version"):
        del config[name]
    write_template(machine.template, yaml.safe_dump(config, sort_keys=False))


def test_from_the_first_question_to_the_project(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title", "store", "queue")
        terminal.expect("All right?")
        terminal.send(ENTER)
        assert terminal.wait() == 0
        assert "Next:\n  cd shop\n  uv run shop dev\n" in terminal.text
        assert "The same again:\n  scaffold new shop --yes" in terminal.text
    assert stored(machine)["queue"] == "none"


def test_questions_stand_under_their_headings_with_help_and_consequences(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title")
        terminal.expect("store: ")
        terminal.expect("SQLite: a file")
        assert "\nProject\n? project_name: Its name." in f"\n{terminal.text}"
        assert "\nService\n? store: The store. (Shift-Tab: back)\n" in terminal.text
        assert "PostgreSQL: a server" in terminal.text


def test_a_question_with_one_choice_is_not_asked_but_told(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title", "store", "queue")
        terminal.expect("All right?")
        assert "framework: " not in terminal.text
        assert "framework     One - the only one" in terminal.text


def test_the_summary_tells_how_many_files_there_will_be(machine: Machine) -> None:
    config = yaml.safe_load(COPIER_YML)
    config["files"] = {
        "type": "yaml",
        "when": False,
        "default": "[{to: a, src: templates/shared/base/a}, {to: b, src: templates/one/rq/b}]",
    }
    loop = "{% yield file from files %}{{ file.to }}{% endyield %}.jinja"
    write_template(machine.template, yaml.safe_dump(config, sort_keys=False), {loop: "x\n"})
    for name in ("{{ _copier_conf.answers_file }}.jinja", "README.md.jinja"):
        (machine.template / "files" / name).write_text("{{ _copier_answers | to_nice_yaml }}")
    for name in ("pyproject.toml", "src/{{ slug }}/main.py.jinja"):
        (machine.template / "files" / name).unlink()
    with wizard(machine, "--preset", "small", "--set", "title=x") as terminal:
        answer(terminal, "project_name", "author", "python_version")
        terminal.expect("All right?")
        terminal.send(ENTER)
        assert terminal.wait() == 0
        assert "  4 files\n" in terminal.text
    assert len(contents(machine.work)) == 4


def test_the_repositorys_template_comes_to_its_summary(machine: Machine) -> None:
    own = ("project_name=shop", "package_name=shop", "description=d", "author_name=a")
    rest = ("author_email=", "license=MIT", "python_version=3.13", "architecture=layered")
    service = ("framework=django", "orm=django-orm")
    sets = [word for item in (*own, *rest, *service) for word in ("--set", item)]
    command = machine.command("new", "shop", "--preset", "minimal", "--dry-run", *sets)
    with Terminal(command, machine.work, machine.env) as terminal:
        terminal.expect("All right?")
        promised = re.findall(r"  (\d+) files\n", terminal.text)
        terminal.send(ENTER)
        assert terminal.wait() == 0
        assert promised == re.findall(r"\n(\d+) files, ", terminal.text)


def test_a_choice_that_is_not_possible_says_why_and_cannot_be_taken(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title")
        terminal.expect("store: ")
        terminal.send(DOWN, ENTER)
        terminal.expect("queue: ")
        terminal.expect("Celery: workers (workers need PostgreSQL)")
        terminal.send(UP, ENTER)  # from the first choice upwards to the last possible one
        terminal.expect("All right?")
        terminal.send(ENTER)
        assert terminal.wait() == 0
    assert stored(machine)["queue"] == "rq"


def test_a_question_that_depends_on_an_answer_is_asked_then(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title", "store")
        terminal.expect("queue: ")
        terminal.send(UP, ENTER)
        terminal.expect("broker: ")
        terminal.send(DOWN, ENTER)
        terminal.expect("All right?")
        terminal.send(ENTER)
        assert terminal.wait() == 0
    assert (stored(machine)["queue"], stored(machine)["broker"]) == ("celery", "rabbitmq")


def test_text_that_breaks_a_rule_is_not_accepted(machine: Machine) -> None:
    with wizard(machine) as terminal:
        terminal.expect("project_name: ")
        terminal.expect("shop")
        terminal.send("\x15", "123", ENTER)  # Ctrl-U empties the line
        terminal.expect("needs a letter")
        terminal.send("\x15", "it's {{ 7*7 }} \\ é", ENTER)
        answer(terminal, "title", "store", "queue")
        terminal.expect("All right?")
        terminal.send(ENTER)
        assert terminal.wait() == 0
    assert stored(machine)["project_name"] == "it's {{ 7*7 }} \\ é"


def test_going_back_keeps_the_answer_that_was_given(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name")
        terminal.expect("title: ")
        terminal.send("!", ENTER)
        terminal.expect("store: ")
        terminal.send(BACK)
        terminal.expect("title: ", times=2)
        terminal.send("?", ENTER)
        terminal.expect("store: ", times=2)
        terminal.send(ENTER)
        answer(terminal, "queue")
        terminal.expect("All right?")
        terminal.send(ENTER)
        assert terminal.wait() == 0
    assert stored(machine)["title"] == "shop!?"


def test_going_back_from_the_summary_asks_the_last_question_again(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title", "store", "queue")
        terminal.expect("All right?")
        terminal.send(BACK)
        terminal.expect("queue: ", times=2)


def test_the_first_question_has_nothing_to_go_back_to(machine: Machine) -> None:
    with wizard(machine) as terminal:
        terminal.expect("project_name: ")
        assert "Shift-Tab" not in terminal.text
        terminal.send(BACK, ENTER)
        terminal.expect("title: ")


def test_an_answer_is_changed_from_the_summary_and_its_consequences_are_asked(
    machine: Machine,
) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title", "store")
        terminal.expect("queue: ")
        terminal.send(UP, ENTER)
        answer(terminal, "broker")
        terminal.expect("All right?")
        change(terminal, DOWN, DOWN, DOWN)
        terminal.expect("store: ", times=2)
        terminal.send(DOWN, ENTER)
        terminal.expect("queue: ", times=2)  # celery is not possible with it
        terminal.send(ENTER)
        terminal.expect("All right?", times=2)
        terminal.send(ENTER)
        assert terminal.wait() == 0
    found = stored(machine)
    assert (found["store"], found["queue"], found.get("broker")) == ("sqlite", "none", None)


def test_an_accepted_default_follows_the_answer_that_it_is_made_of(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title", "store", "queue")
        change(terminal)
        terminal.expect("project_name: ", times=2)
        terminal.send("\x15", "billing", ENTER)
        terminal.expect("title: ", times=2)
        terminal.send(ENTER)
        terminal.expect("All right?", times=2)
        assert "title         billing" in terminal.text
        assert terminal.text.count("queue: ") == 1


def test_an_answer_of_ones_own_stays_when_its_default_changes(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name")
        terminal.expect("title: ")
        terminal.send("!", ENTER)
        answer(terminal, "store", "queue")
        change(terminal)
        terminal.expect("project_name: ", times=2)
        terminal.send("\x15", "billing", ENTER)
        terminal.expect("project_name  billing")
        assert terminal.text.count("title: ") == 1


def test_going_back_shows_a_default_that_has_changed(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title")
        terminal.expect("store: ")
        terminal.send(BACK)
        terminal.expect("title: ", times=2)
        terminal.send(BACK)
        terminal.expect("project_name: ", times=2)
        terminal.send("\x15", "billing", ENTER)
        terminal.expect("title: ", times=3)
        terminal.send(ENTER)
        answer(terminal, "store", "queue")
        terminal.expect("title         billing")


def test_going_back_from_the_list_of_answers_returns_to_the_summary(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title", "store", "queue")
        terminal.expect("All right?")
        terminal.send(DOWN, ENTER)
        terminal.expect("Which answer?")
        terminal.send(BACK)
        terminal.expect("All right?", times=2)
        terminal.send(ENTER)
        assert terminal.wait() == 0


RULES = """
_subdirectory: files
framework: {type: str, help: Frame., default: one, choices: [one, two]}
orm:
  type: str
  help: Mapper.
  default: plain
  choices:
    "Plain: works":
      value: plain
      validator: "{% if framework == 'two' %}two has its own%s{% endif %}"
    "Own: comes along":
      value: own
      validator: "{% if framework == 'one' %}one has none{% endif %}"
style:
  type: str
  help: Style.
  default: flat
  choices: {"Flat: short": {value: flat, validator: "{% if orm == 'own' %}own is deep{% endif %}"}}
"""


def test_a_default_that_a_rule_takes_away_is_said_once_beside_its_choice(machine: Machine) -> None:
    write_template(machine.template, RULES.replace("%s", ""))
    with wizard(machine) as terminal:
        terminal.expect("framework: ")
        terminal.send(DOWN, ENTER)
        terminal.expect("Plain: works (two has its own)")
        assert terminal.text.count("two has its own") == 1
        assert "» Own: comes along" in terminal.text


def test_a_reason_is_read_to_its_end_on_a_narrow_terminal(machine: Machine) -> None:
    write_template(machine.template, RULES.replace("%s", ", and so on" * 20 + " THE END"))
    with wizard(machine) as terminal:
        terminal.expect("framework: ")
        terminal.send(DOWN, ENTER)
        terminal.expect("» Own: comes along")
        assert "THE END" in terminal.text.replace("\n", "")


def test_a_question_that_no_choice_is_left_for_returns_to_the_last(machine: Machine) -> None:
    write_template(machine.template, RULES.replace("%s", ""))
    with wizard(machine) as terminal:
        terminal.expect("framework: ")
        terminal.send(DOWN, ENTER)
        answer(terminal, "orm")
        terminal.expect("No choice of style is possible: own is deep")
        terminal.expect("orm: ", times=2)
        terminal.send(BACK)
        terminal.expect("framework: ", times=2)
        terminal.send(UP, ENTER)
        terminal.expect("All right?")


def test_leaving_at_the_summary_writes_nothing(machine: Machine) -> None:
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title", "store", "queue")
        terminal.expect("All right?")
        terminal.send(UP, ENTER)
        assert terminal.wait() == 0
        assert terminal.text.endswith("Nothing was written.")
    assert machine.leftovers == []


def test_what_was_given_is_not_asked(machine: Machine) -> None:
    with wizard(machine, "--preset", "big", "--set", "title=mine") as terminal:
        answer(terminal, "project_name")
        terminal.expect("All right?")
        assert "title: " not in terminal.text
        terminal.send(ENTER)
        assert terminal.wait() == 0
    assert (stored(machine)["queue"], stored(machine)["title"]) == ("celery", "mine")


def test_a_wrong_answer_that_was_given_is_shown_and_asked_again(machine: Machine) -> None:
    with wizard(machine, "--preset", "small", "--set", "queue=celery") as terminal:
        answer(terminal, "project_name", "title")
        terminal.expect("workers need PostgreSQL")
        answer(terminal, "queue")
        terminal.expect("All right?")
        terminal.send(ENTER)
        assert terminal.wait() == 0
    assert stored(machine)["queue"] == "none"


def test_questions_of_every_type_can_be_asked(machine: Machine) -> None:
    config = (
        "_subdirectory: files\n"
        "flag: {type: bool, default: false, help: A flag.}\n"
        "number: {type: int, default: 3, help: A number.}\n"
        "some: {type: str, multiselect: true, choices: [a, b], default: [a], help: Some.}\n"
        "hush: {type: str, secret: true, default: '', help: A secret.}\n"
    )
    files = {"out.jinja": "{{ flag }} {{ number }} {{ some }} {{ hush }}"}
    write_template(machine.template, config, files)
    with wizard(machine) as terminal:
        terminal.expect("flag: ")
        terminal.send("y")
        terminal.expect("number: ")
        terminal.send("x", ENTER)
        terminal.expect("takes a whole number")
        terminal.send("\x7f", "4", ENTER)
        terminal.expect("some: ")
        terminal.send(DOWN, " ", ENTER)
        terminal.expect("hush: ")
        terminal.send("pst", ENTER)
        terminal.expect("All right?")
        assert "flag    yes" in terminal.text
        terminal.send(ENTER)
        assert terminal.wait() == 0
        assert "pst" not in terminal.text
    made = (machine.work / "shop" / "out").read_text("utf-8")
    assert made == "True 34 ['a', 'b'] pst"


@pytest.mark.parametrize("answered", [0, 1, 2, 3, 4])
def test_ctrl_c_at_any_question_leaves_nothing(answered: int, machine: Machine) -> None:
    questions = ("project_name", "title", "store", "queue", "All right?")
    with wizard(machine) as terminal:
        answer(terminal, *questions[:answered])
        terminal.expect(questions[answered])
        terminal.send(CTRL_C)
        assert terminal.wait() == 130
        assert terminal.text.endswith("Stopped.")
    assert machine.leftovers == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_at_a_question_leaves_nothing(
    number: signal.Signals, code: int, machine: Machine
) -> None:
    with wizard(machine) as terminal:
        terminal.expect("project_name: ")
        os.kill(terminal.pid, number)
        assert terminal.wait() == code
    assert machine.leftovers == []


def test_ctrl_c_while_the_project_is_written_leaves_nothing(machine: Machine) -> None:
    inner = "{% for m in range(99999) %}{% endfor %}"
    loop = f"{{% for n in range(99999) %}}{inner}{{% endfor %}}"
    write_template(machine.template, files={"a": "done", "b.jinja": loop})
    with wizard(machine) as terminal:
        answer(terminal, "project_name", "title", "author", "python_version", "store", "queue")
        terminal.expect("All right?")
        terminal.send(ENTER)
        terminal.expect("Writing the files")
        terminal.send(CTRL_C)
        assert terminal.wait() == 130
    assert machine.leftovers == []


def test_the_destination_is_asked_for_when_it_is_missing(machine: Machine) -> None:
    (machine.work / "file").write_text("mine", "utf-8")
    command = machine.command("new", "--template", str(machine.template), "--dry-run")
    with Terminal(command, machine.work, machine.env) as terminal:
        terminal.expect("Folder of the new project")
        terminal.send("\x15", "file", ENTER)
        terminal.expect("is a file, not a folder")
        terminal.send("\x15", "there", ENTER)
        terminal.expect("project_name: ")
        terminal.expect("there", times=2)


def test_a_wrong_destination_is_refused_before_the_first_question(machine: Machine) -> None:
    (machine.work / "shop").mkdir()
    (machine.work / "shop" / "mine").write_text("x", "utf-8")
    with wizard(machine) as terminal:
        assert terminal.wait() == 1
        assert "is not empty" in terminal.text
        assert "project_name" not in terminal.text


def test_answers_on_standard_input_are_not_mixed_with_prompts(
    machine: Machine, tmp_path: Path
) -> None:
    file = tmp_path / "answers"
    file.write_text("queue: rq", "utf-8")
    inner = " ".join(machine.command("new", "shop", "--answers", "-", "--no-git", "--no-lock"))
    command = f"{inner} --no-install --template {machine.template} < {file}"
    with Terminal(["/bin/sh", "-c", command], machine.work, machine.env) as terminal:
        assert terminal.wait() == 0
        assert "All right?" not in terminal.text
