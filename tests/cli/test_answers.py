"""Answers from several sources, and the rules they are held to."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from scaffold.answers import Given, Layer, resolve, unknown
from scaffold.errors import Origin
from scaffold.template import Template, load
from tests.cli.support import write_template


@pytest.fixture
def template(tmp_path: Path) -> Template:
    return load(write_template(tmp_path / "template"))


def layer(source: str = "file", *, typed: bool = False, **answers: object) -> Layer:
    origin = Origin(source, f"<{source}>")
    given = {name: Given(value, origin, typed=typed) for name, value in answers.items()}
    return Layer(given, binding=source in {"flag", "file", "preset"}, rendered=source == "settings")


def problems(template: Template, *layers: Layer) -> list[str]:
    found = resolve(template, layers, Path("/somewhere/shop")).problems
    return [str(problem) for problem in found]


def answers(template: Template, *layers: Layer) -> Mapping[str, Any]:
    return resolve(template, layers, Path("/somewhere/shop")).answers


def test_without_any_answer_the_defaults_hold(template: Template) -> None:
    assert answers(template) == {
        "project_name": "shop",
        "title": "shop",
        "author": "nobody",
        "python_version": "3.13",
        "framework": "one",
        "store": "postgres",
        "queue": "none",
    }


def test_the_stronger_source_wins_question_by_question(template: Template) -> None:
    found = answers(
        template,
        layer("flag", title="flag"),
        layer("file", title="file", store="sqlite"),
        layer("preset", store="postgres", queue="rq"),
        layer("settings", queue="none", author="settings"),
        layer("machine", author="machine", python_version="3.12"),
    )
    assert {key: found[key] for key in ("title", "store", "queue", "author", "python_version")} == {
        "title": "flag",
        "store": "sqlite",
        "queue": "rq",
        "author": "settings",
        "python_version": "3.12",
    }


def test_a_default_may_be_made_of_earlier_answers(template: Template) -> None:
    assert answers(template, layer(project_name="my shop"))["title"] == "my shop"


def test_an_answer_is_never_rendered_as_a_template(template: Template) -> None:
    assert answers(template, layer(title="{{ 7*7 }} x"))["title"] == "{{ 7*7 }} x"


def test_a_default_in_copiers_settings_is_a_template_as_in_copier(template: Template) -> None:
    assert answers(template, layer("settings", title="{{ slug }}!"))["title"] == "shop!"


@pytest.mark.parametrize("text", ["{{ nothing }}", "{{ broken", "{{ 1/0 }}"])
def test_a_template_in_copiers_settings_that_fails_is_a_problem(
    text: str, template: Template
) -> None:
    (problem,) = problems(template, layer("settings", title=text))
    assert problem.startswith("<settings>: title: fails: ")


def test_all_problems_are_reported_at_once(template: Template) -> None:
    found = problems(template, layer(store="postgrs", queue="cellery", title=7))
    assert found == [
        "<file>: title: takes text, not the number 7; put it in quotes",
        "<file>: store: 'postgrs' is none of postgres, sqlite. Did you mean 'postgres'?",
        "<file>: queue: 'cellery' is none of none, rq, celery. Did you mean 'celery'?",
    ]


def test_a_refused_choice_gives_its_reason_and_one_that_works(template: Template) -> None:
    (problem,) = problems(template, layer(store="sqlite", queue="celery"))
    assert problem.endswith("not possible here: workers need PostgreSQL. Did you mean 'none'?")


def test_an_answer_to_a_question_that_does_not_apply_is_a_problem(template: Template) -> None:
    assert problems(template, layer(queue="rq", broker="redis")) == [
        "<file>: broker: does not apply here (only when queue == 'celery')"
    ]


def test_a_flag_that_makes_a_weaker_answer_moot_is_no_problem(template: Template) -> None:
    preset = layer("preset", queue="celery", broker="redis")
    assert problems(template, layer("flag", queue="rq"), preset) == []
    assert "broker" not in answers(template, layer("flag", queue="rq"), preset)


def test_what_follows_from_a_wrong_answer_is_not_reported_too(template: Template) -> None:
    found = problems(template, layer(queue="cellery", broker="redis"))
    assert [line.split(": ")[1] for line in found] == ["queue"]


def test_a_validator_speaks_for_itself(template: Template) -> None:
    assert problems(template, layer(project_name="123")) == ["<file>: project_name: needs a letter"]


def test_a_default_that_does_not_do_is_a_problem(template: Template) -> None:
    found = resolve(template, [], Path("/somewhere/123")).problems
    assert [str(problem) for problem in found] == [
        "default: project_name: its default does not do: needs a letter"
    ]


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (True, "true"),
        (None, "nothing (null)"),
        ([], "a list"),
        ({}, "a mapping"),
        (1.5, "the number 1.5"),
    ],
)
def test_text_is_asked_for_and_something_else_given(
    value: object, named: str, template: Template
) -> None:
    (problem,) = problems(template, layer(title=value))
    assert problem.startswith(f"<file>: title: takes text, not {named}")


def test_a_number_that_reads_like_a_choice_is_that_choice(template: Template) -> None:
    assert answers(template, layer(python_version=3.12))["python_version"] == "3.12"


def test_an_unknown_key_is_named_with_the_nearest_one(template: Template) -> None:
    (problem,) = unknown(template, [layer(qeue="rq")])
    assert str(problem) == "<file>: qeue: is no option. Did you mean 'queue'?"


def test_a_computed_answer_cannot_be_given(template: Template) -> None:
    (problem,) = unknown(template, [layer(slug="x")])
    assert problem.rule == "is computed from the other answers and cannot be given"


def test_settings_may_hold_defaults_of_other_templates(template: Template) -> None:
    assert unknown(template, [layer("settings", something_else=1)]) == []


def test_a_proposal_of_the_machine_that_does_not_do_is_passed_over(template: Template) -> None:
    found = answers(template, layer("machine", python_version="2.7"))
    assert found["python_version"] == "3.13"


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("{type: bool, default: false}", "yes", True),
        ("{type: bool, default: true}", "off", False),
        ("{type: int, default: 1}", "7", 7),
        ("{type: float, default: 1.0}", "7.5", 7.5),
        ("{type: yaml, default: []}", "[a, 1]", ["a", 1]),
        ("{type: json, default: {}}", '{"a": 1}', {"a": 1}),
        ("{type: str, multiselect: true, choices: [a, b, c], default: []}", "c,a", ["c", "a"]),
    ],
)
def test_a_typed_answer_is_read_by_the_questions_type(
    question: str, text: str, value: object, tmp_path: Path
) -> None:
    template = load(write_template(tmp_path / "t", f"q: {question}"))
    assert answers(template, layer("flag", typed=True, q=text)) == {"q": value}


@pytest.mark.parametrize("text", ["x", "1.5", ""])
def test_a_typed_answer_of_the_wrong_type_is_refused(text: str, tmp_path: Path) -> None:
    template = load(write_template(tmp_path / "t", "q: {type: int, default: 1}"))
    (problem,) = problems(template, layer("flag", typed=True, q=text))
    assert problem == f"<flag>: q: takes a whole number, not {text!r}"


def test_a_question_without_a_default_needs_an_answer(tmp_path: Path) -> None:
    template = load(write_template(tmp_path / "t", "q: {type: str}"))
    assert problems(template) == ["default: q: needs an answer"]


def test_choices_may_be_a_template_themselves(tmp_path: Path) -> None:
    config = "a: {default: x}\nq: {type: str, default: x1, choices: '[{{ a }}1, {{ a }}2]'}"
    template = load(write_template(tmp_path / "t", config))
    assert answers(template, layer(q="x2"))["q"] == "x2"


@pytest.mark.parametrize("name", ["minimal", "api", "ddd"])
def test_each_preset_of_the_repositorys_template_breaks_no_rule(
    name: str, repository: Path
) -> None:
    template = load(repository)
    preset = layer("preset", **template.presets[name].answers)
    assert unknown(template, [preset]) + problems(template, preset) == []


def test_every_question_of_the_repositorys_template_stands_under_a_heading(
    repository: Path,
) -> None:
    assert "More" not in load(repository).groups


def test_every_choice_of_the_repositorys_template_says_what_it_brings(repository: Path) -> None:
    template = load(repository)
    context = resolve(template, [], Path("shop")).context
    silent = [
        (question.name, choice.value)
        for question in template.questions.values()
        for choice in question.choices(context)
        if not choice.consequence
    ]
    assert silent == []


def test_questions_are_read_from_included_files_in_order(tmp_path: Path) -> None:
    root = write_template(tmp_path / "t", "a: 1\n---\n!include more/*.yml\n---\nd: 4\n")
    (root / "more").mkdir()
    (root / "more" / "b.yml").write_text("b: 2\n---\nc: 3\n", "utf-8")
    assert list(load(root).questions) == ["a", "b", "c", "d"]


def test_yaml_answers_hold_what_copier_computes_for_hidden_questions(tmp_path: Path) -> None:
    config = yaml.safe_dump(
        {
            "a": {"type": "str", "default": "x"},
            "list": {"type": "yaml", "when": False, "default": "[{{ a }}, 2]"},
            "b": {"type": "str", "default": "{{ list[0] }}"},
        },
        sort_keys=False,
    )
    assert answers(load(write_template(tmp_path / "t", config)))["b"] == "x"
