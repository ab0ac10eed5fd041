"""What the short run and the long one take, held against the questions of the template."""

from collections.abc import Iterable
from itertools import combinations, product

import pytest

from tests.service.harness.combination import (
    AXES,
    BY_NAME,
    FRAMEWORKS,
    PAIRWISE,
    SMALL,
    Combination,
    allowed,
)
from tests.template.rendering import template

NOT_HERE = {("python_version", "3.14")}
"""No machine of the tests has it yet."""
ANY = {"framework": "fastapi"}
"""A framework, which the choices of other questions depend on."""
QUESTIONS = [
    name
    for name, question in template().questions.items()
    if question.type == "bool" or question.choices(ANY)
]
EXAMPLE_ON_SERVERS = [
    each for each in SMALL if each.example == "orders" and each.place == "postgres"
]


def choices(name: str) -> set[object]:
    """The answers that a question offers."""
    question = template().questions[name]
    return (
        {False, True}
        if question.type == "bool"
        else {choice.value for choice in question.choices(ANY)}
    )


@pytest.mark.parametrize("cover", [SMALL, PAIRWISE], ids=["short", "long"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_each_answer_is_taken(name: str, cover: tuple[Combination, ...]) -> None:
    taken = {(name, each.answers[name]) for each in cover if name in each.answers}
    assert taken == {(name, value) for value in choices(name)} - NOT_HERE


def test_the_short_run_takes_each_framework_in_each_style() -> None:
    met = {(each.framework, each.architecture) for each in SMALL if each.example == "orders"}
    assert met == set(product(FRAMEWORKS, AXES["architecture"]))


@pytest.mark.parametrize("name", ["auth", "queue", "message_broker", "orm"])
def test_the_short_run_takes_each_answer_on_its_real_servers(name: str) -> None:
    assert {getattr(each, name) for each in EXAMPLE_ON_SERVERS} == set(AXES[name])


def pairs(cover: Iterable[Combination]) -> set[frozenset[tuple[str, object]]]:
    """Every two answers that meet in one of these."""
    return {
        frozenset(pair)
        for each in cover
        for pair in combinations(((axis, getattr(each, axis)) for axis in AXES), 2)
    }


def test_the_long_run_lets_every_two_answers_meet() -> None:
    assert pairs(PAIRWISE) == pairs(allowed())


def test_a_name_stands_for_one_combination() -> None:
    assert all(BY_NAME[each.name] == each for each in (*SMALL, *PAIRWISE))
