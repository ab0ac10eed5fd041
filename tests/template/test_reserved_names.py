import keyword
import re
import sys
import tomllib

import pytest

from scaffold.questions import RefusedError
from tests.template.rendering import Project, context, template


@pytest.fixture(scope="module")
def values() -> dict[str, list[str]]:
    """The hidden answers."""
    return context({"project_name": "Shop"})


def test_python_s_own_names_are_reserved(values: dict[str, list[str]]) -> None:
    names = {*keyword.kwlist, *keyword.softkwlist, *sys.stdlib_module_names}
    possible = {name for name in names if re.fullmatch("[a-z][a-z0-9_]*", name)}
    assert possible - set(values["reserved_names"]) == set()


def test_every_dependency_of_every_project_is_reserved(
    everything: tuple[Project, ...], values: dict[str, list[str]]
) -> None:
    needed: set[str] = set()
    for project in everything:
        pyproject = tomllib.loads(project.files["pyproject.toml"])
        groups = pyproject["dependency-groups"].values()
        for requirement in sum(groups, pyproject["project"]["dependencies"]):
            name = re.match(r"[\w.-]+", requirement)
            assert name is not None
            needed.add(name[0].lower())
    assert needed - set(values["reserved_slugs"]) == set()


def test_every_module_that_the_code_imports_is_reserved(
    everything: tuple[Project, ...], values: dict[str, list[str]]
) -> None:
    imported = {
        name
        for project in everything
        for path, source in project.files.items()
        if path.endswith(".py")
        for name in re.findall(r"^(?:from|import) ([a-z]\w*)", source, re.MULTILINE)
    }
    assert imported - {"shop", "tests"} - set(values["reserved_names"]) == set()


@pytest.mark.parametrize("name", ["reserved_names", "reserved_slugs"])
def test_no_name_is_read_as_something_else(name: str, values: dict[str, list[str]]) -> None:
    assert {type(value) for value in values[name]} == {str}


@pytest.mark.parametrize("name", ["json", "class", "match", "redis", "tests", "build", "distutils"])
def test_a_package_cannot_have_a_reserved_name(name: str) -> None:
    with pytest.raises(RefusedError, match="is taken"):
        template().questions["package_name"].check(name, context({"project_name": "Shop"}))


def test_the_names_of_the_generated_parts_are_free(values: dict[str, list[str]]) -> None:
    """A service may well be called like one of its features."""
    assert not {"orders", "auth", "jobs", "shop", "service", "app"} & set(values["reserved_names"])
