"""The template rendered in memory, and the combinations of answers that are tried.

Copier takes a second for each project, which is too long for all of them. Here one Jinja
environment renders the files that copier's hidden questions list; `test_copier.py` proves that
copier writes the same bytes.
"""

import functools
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta

from scaffold.template import Template, load

ROOT = Path(__file__).parent.parent.parent
Answers = dict[str, Any]

# The answers that decide which files there are. Every combination of them is rendered.
STRUCTURE = (
    "framework",
    "architecture",
    "orm",
    "database",
    "auth",
    "mfa",
    "queue",
    "broker",
    "example",
)
# The answers that are spread over those combinations, so that each meets every other value.
SPREAD: dict[str, list[Answers]] = {
    "ci": [{"ci": value} for value in ("github", "gitlab", "none")],
    "license": [
        {"license": value} for value in ("proprietary", "MIT", "Apache-2.0", "BSD-3-Clause")
    ],
    "python_version": [{"python_version": value} for value in ("3.12", "3.13", "3.14")],
    "author": [
        {"author_name": name, "author_email": email}
        for name in ("", "Ada Lovelace")
        for email in ("", "ada@example.com")
    ],
}
# The service that has most to it.
WHOLE: Answers = {
    "framework": "fastapi",
    "orm": "sqlalchemy",
    "database": "postgresql",
    "auth": "jwt",
    "queue": "celery",
    "broker": "redis",
    "example": "orders",
    "ci": "none",
    "project_name": "Shop",
    "description": "Sells tea.",
}
TEXTS: Answers = {"project_name": "Shop", "description": "Sells tea."}


@dataclass(frozen=True)
class Project:
    """A rendered project.

    Attributes:
        answers: The answers given.
        values: These, and what copier computes from them.
        files: Each file's text by its path.
    """

    answers: Answers
    values: Mapping[str, Any]
    files: Mapping[str, str]

    @functools.cached_property
    def sources(self) -> set[str]:
        """The template files that the project is made from, fragments and parts included."""
        pieces = {src for slot in self.values["fragments"].values() for src in slot or []}
        whole = pieces | {file["src"] for file in self.values["files"]}
        return whole.union(*map(parts, whole))

    @property
    def label(self) -> str:
        """The answers, short enough for a message."""
        return " ".join(f"{name}={value}" for name, value in self.answers.items() if value)


@functools.cache
def parts(source: str) -> frozenset[str]:
    """The texts that a template file includes by their path."""
    syntax = environment().parse((ROOT / source).read_text("utf-8"))
    return frozenset(name for name in meta.find_referenced_templates(syntax) if name)


@functools.cache
def template() -> Template:
    """The template, as copier.yml describes it."""
    return load(ROOT)


@functools.cache
def environment() -> jinja2.Environment:
    """Jinja as copier sets it up, reading the template's files."""
    # The template does not change meanwhile, and has more files than Jinja keeps by itself.
    return template().renderer.environment.overlay(
        loader=jinja2.FileSystemLoader(ROOT), cache_size=-1, auto_reload=False
    )


def structures() -> Iterator[Answers]:
    """Every combination of the structural answers that no rule refuses."""

    def choose(names: tuple[str, ...], answers: Answers) -> Iterator[Answers]:
        if not names:
            yield answers
            return
        question = template().questions[names[0]]
        if not question.applies(answers):
            yield from choose(names[1:], answers)
            return
        choices = [item.value for item in question.choices(answers) if not item.refusal]
        for value in [True, False] if question.type == "bool" else choices:
            yield from choose(names[1:], {**answers, names[0]: value})

    return choose(STRUCTURE, {})


def pairs(answers: Answers) -> set[frozenset[tuple[str, str]]]:
    """Every two answers that are given together."""
    return {frozenset(pair) for pair in itertools.combinations(answers.items(), 2)}


@functools.cache
def combinations() -> tuple[Answers, ...]:
    """Every structure once, each with those of the other answers that have met the least yet."""
    spread = [
        functools.reduce(lambda left, right: {**left, **right}, options, TEXTS)
        for options in itertools.product(*SPREAD.values())
    ]
    given = list(structures())
    left = set().union(*map(pairs, given), *map(pairs, spread))
    items, others = ({item for each in part for item in each.items()} for part in (given, spread))
    left |= {frozenset(pair) for pair in itertools.product(items, others)}
    found = []
    for number, structure in enumerate(given):
        candidates = [structure | others for others in spread]
        chosen = candidates[number % len(candidates)]
        if left:
            chosen = max(candidates, key=lambda answers: len(pairs(answers) & left))
        left -= pairs(chosen)
        found.append(chosen)
    return tuple(found)


def context(answers: Answers) -> dict[str, Any]:
    """The answers with those that copier computes, and the defaults of what is not asked."""
    values: dict[str, Any] = {"_folder_name": "shop"}
    for name, question in template().all_questions.items():
        asked = name in answers and not question.hidden
        values[name] = answers[name] if asked else question.default(values)
    return values


def render(answers: Answers) -> Project:
    """Render every file but the one that records the answers."""
    values = context(answers)
    files = {}
    for file in values["files"]:
        text = environment().get_template(file["src"]).render(values, file=file)
        files[file["to"]] = text
    return Project(answers, values, files)


@functools.cache
def projects() -> tuple[Project, ...]:
    """Every combination, rendered."""
    return tuple(render(answers) for answers in combinations())
