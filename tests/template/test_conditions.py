"""The conditions inside template files: few, on lines of their own, and both sides tried."""

import re

import pytest

from tests.template.rendering import ROOT, Project, environment

TAG = re.compile(r"\{%-?\s*(if|elif|else|endif)\b\s*(.*?)\s*-?%\}")
INLINE = re.compile(r"\{\{(?:(?!\}\}).)*? if (.+?) else (?:(?!\}\}).)*?\}\}")
MOST = 3

Conditions = list[tuple[str, str]]


def sources() -> list[str]:
    """Every template file that holds a condition, fragments included."""
    files = (path for path in (ROOT / "templates").glob("*/*/**/*") if path.is_file())
    return sorted(
        path.relative_to(ROOT).as_posix()
        for path in files
        if "__pycache__" not in path.parts and conditions(path.read_text("utf-8"))
    )


def conditions(text: str) -> Conditions:
    """Each condition with the one that decides whether it is asked: all `if`s before an `elif`."""
    found: Conditions = []
    asked: list[list[str]] = []
    for keyword, condition in TAG.findall(text):
        if keyword == "if":
            asked.append([])
        if keyword in {"if", "elif"}:
            found.append((" and ".join(["true", *asked[-1]]), condition))
            asked[-1].append(f"not ({condition})")
        if keyword == "endif":
            asked.pop()
    return found + [("true", condition) for condition in INLINE.findall(text)]


@pytest.mark.parametrize("source", sources())
def test_both_sides_of_each_condition_are_rendered(
    source: str, everything: tuple[Project, ...]
) -> None:
    seen = [project.values for project in everything if source in project.sources]
    for asked, condition in conditions((ROOT / source).read_text("utf-8")):
        when, holds = (
            environment().compile_expression(text, undefined_to_none=False)
            for text in (asked, condition)
        )
        outcomes = {bool(holds(values)) for values in seen if when(values)}
        assert outcomes == {True, False}, condition


@pytest.mark.parametrize("source", sources())
def test_a_file_has_few_conditions_and_none_inside_another(source: str) -> None:
    text = (ROOT / source).read_text("utf-8")
    assert len({condition for _, condition in conditions(text)}) <= MOST
    depth = 0
    for keyword, _ in TAG.findall(text):
        depth += {"if": 1, "endif": -1}.get(keyword, 0)
        assert depth <= 1


@pytest.mark.parametrize("source", sources())
def test_a_condition_has_its_line_to_itself(source: str) -> None:
    for line in (ROOT / source).read_text("utf-8").splitlines():
        if TAG.search(line):
            assert TAG.fullmatch(line.strip()), line
