"""What a user types arrives as it was typed."""

import ast
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from copier import run_copy
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.template.conftest import Run
from tests.template.rendering import Answers, Project, render, structures

# All three texts at once: each is a valid name, a valid sentence and a valid author.
TEXTS = [
    "Shop \"Tea\" 'n' more",
    'It\'s "the" shop',
    "Shop {{ 7*7 }} {% raw %} {# no #}",
    "Shop {% endraw %}{{ self }}",
    "C:\\new\\table \\",
    "Shop 🫖 Тест ẞ",
    "Shop $HOME ${HOME} $(id) `id`",
    "# Shop # 100 % #",
    "*Shop* _tea_ [a](b) <b>x</b> ~~c~~ | d",
    "- Shop",
    "+ Shop",
    "1. Shop",
    "=== Shop",
    "> Shop",
    "![Shop](x) &copy; <!-- --> <https://example.com>",
    "snake_case_shop ---",
    "Shop: yes, {a: 1} #no",
    "null",
    "%(here)s Shop %s %%",
    '"""Shop"""',
    "Shop &amp; Söhne = <Tea>",
    "\\U0001F600 Shop \\N{BULLET} \\x41",
]


def answers(text: str) -> Answers:
    """A project in which every text that can be typed is this one."""
    return {
        **next(structures()),
        "project_name": text,
        "package_name": "shop",
        "description": text,
        "author_name": text,
        "author_email": "ada@example.com",
        "license": "MIT",
        "python_version": "3.13",
    }


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    """A text that something could take for its own syntax."""
    typed: str = request.param
    return typed


@pytest.fixture
def project(text: str) -> Project:
    """A project full of that text."""
    return render(answers(text))


def test_pyproject_has_the_texts(project: Project, text: str) -> None:
    metadata = tomllib.loads(project.files["pyproject.toml"])["project"]
    assert metadata["description"] == text
    assert metadata["authors"] == [{"name": text, "email": "ada@example.com"}]


def test_python_with_the_name_is_formatted(
    project: Project, write: Callable[[Project, Path], None], tool: Run, tmp_path: Path
) -> None:
    write(project, tmp_path)
    tool("ruff", "format", "--check", "--no-cache", "--quiet", "--diff", tmp_path)


def test_python_has_the_name(project: Project, text: str) -> None:
    constants = [
        node.value
        for node in ast.walk(ast.parse(project.files["src/shop/app.py"]))
        if isinstance(node, ast.Constant)
    ]
    assert text in constants


def test_the_readme_shows_the_texts(project: Project, text: str) -> None:
    """As a reader sees them: a heading and a paragraph, with no markup made of the texts."""
    tokens = (
        MarkdownIt("commonmark")
        .enable("strikethrough")
        .enable("table")
        .parse(project.files["README.md"])
    )
    kinds = [token.type for token in tokens[:6]]
    assert kinds == [
        *("heading_open", "inline", "heading_close"),
        *("paragraph_open", "inline", "paragraph_close"),
    ]
    assert [shown(tokens[1]), shown(tokens[4])] == [text, text]


def test_only_the_metadata_the_readme_and_the_application_hold_the_texts(project: Project) -> None:
    """Nothing that a shell, Docker or a pipeline reads changes with what was typed."""
    other = render(answers("Other"))
    changed = {path for path in project.files if project.files[path] != other.files.get(path)}
    slug = project.values["project_slug"]
    by_slug = {path for path in changed if slug in project.files[path]}
    assert changed - by_slug <= {"README.md", "pyproject.toml", "src/shop/app.py"}


@pytest.mark.parametrize("three", list(zip(TEXTS[::3], TEXTS[1::3], TEXTS[2::3], strict=False)))
def test_the_answers_file_reads_back(
    three: tuple[str, str, str], source: Path, tmp_path: Path
) -> None:
    name, description, author = three
    given = answers(name) | {"description": description, "author_name": author}
    run_copy(str(source), tmp_path / "shop", data=given, defaults=True, quiet=True)
    recorded = yaml.safe_load((tmp_path / "shop" / ".copier-answers.yml").read_text("utf-8"))
    assert {name: recorded.get(name) for name in given} == given


def shown(inline: Token) -> str:
    """The text of a line, if nothing in it is markup."""
    children = inline.children or []
    markup = [child.type for child in children if not child.type.startswith("text")]
    assert markup == []
    return "".join(child.content for child in children)
