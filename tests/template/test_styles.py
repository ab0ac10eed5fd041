"""What the styles cost, as `docs/styles.md` tells it."""

import re
from types import ModuleType

import pytest

from tests.template.conftest import load_script

FRAMEWORKS = ("fastapi", "flask", "django")
MOST = {"hexagonal": 1.6, "cqrs": 2.0}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """`scripts/styles.py`."""
    return load_script("styles")


def test_the_page_tells_how_many_lines_there_are(script: ModuleType) -> None:
    assert script.PAGE.read_text("utf-8") == script.page()


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize(("style", "times"), MOST.items())
def test_no_style_is_much_longer_than_layered(
    framework: str, style: str, times: float, script: ModuleType
) -> None:
    counts = script.counts(framework)
    assert counts[style]["service"] < times * counts["layered"]["service"]
    assert counts[style]["own"] < times * counts["layered"]["own"]


def test_code_counts_and_nothing_else(script: ModuleType) -> None:
    text = (
        '"""Doc."""\n\n# why\nx = [\n    1,\n]\n\n\ndef f():\n    """Doc."""\n    return x  # so\n'
    )
    assert script.lines_of_code(text) == 5


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_the_page_names_every_rule_of_each_style(framework: str, script: ModuleType) -> None:
    page = script.PAGE.read_text("utf-8")
    for column, style in enumerate(script.STYLES):
        pyproject = script.service(framework, style).files["pyproject.toml"]
        rows = re.findall(r"^\| (.+?) \|(.*)\|(.*)\|(.*)\|$", page, re.MULTILINE)
        named = {row[0] for row in rows if "✓" in row[1 + column]}
        assert named == set(re.findall(r'^name = "([^"]* [^"]*)"', pyproject, re.MULTILINE))
