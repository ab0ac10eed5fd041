"""Answers from several sources, the stronger winning, checked against every rule at once."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import jinja2

from scaffold.errors import Origin, Problem, ScaffoldError
from scaffold.questions import MISSING, Question, RefusedError, nearest
from scaffold.rendering import base_context
from scaffold.template import Template

_BUILT_IN = Origin("default", "default")


@dataclass(frozen=True)
class Given:
    """One answer as it was given.

    Attributes:
        value: The answer.
        origin: Where.
        typed: Whether it is text from a command line, still to be read by the question's type.
    """

    value: Any
    origin: Origin
    typed: bool = False


@dataclass(frozen=True)
class Layer:
    """The answers of one source.

    Attributes:
        answers: By question.
        binding: Whether they were given for this run: then a wrong one is a problem and a
            right one is not asked about again. Otherwise they are proposals.
        rendered: Whether texts are Jinja templates (copier reads its settings file like that).
    """

    answers: Mapping[str, Given]
    binding: bool = True
    rendered: bool = False


@dataclass(frozen=True)
class Step:
    """One question as it stands after the answers before it.

    Attributes:
        question: The question.
        context: The answers before it.
        applies: Whether it is to be answered.
        value: The answer that holds, MISSING when there is none.
        origin: Where the answer comes from.
        problems: What is wrong with the answers given to it.
    """

    question: Question
    context: Mapping[str, Any]
    applies: bool
    value: Any
    origin: Origin
    problems: Sequence[Problem]


@dataclass
class Resolution:
    """All questions, walked through once with the answers of all layers."""

    steps: list[Step] = field(default_factory=list)
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers that copier is given: one for each question that applies."""
        return {
            step.question.name: step.value
            for step in self.steps
            if step.applies and step.value is not MISSING
        }

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, in the order of the questions."""
        return [problem for step in self.steps for problem in step.problems]


def resolve(template: Template, layers: Sequence[Layer], destination: PurePath) -> Resolution:
    """Answer every question from the strongest layer that does.

    A wrong answer is replaced by the default for the questions after it, and what follows from
    that replacement is not reported: one mistake is one problem.

    Args:
        template: The template whose questions are answered.
        layers: The strongest first.
        destination: Where the project will be; rules may read its name.
    """
    resolution = Resolution(context=base_context(destination, template.root))
    computed = template.computed_for(_texts(template, layers))
    doubtful: set[str] = set()
    for question in template.all_questions.values():
        if question.hidden and question.name not in computed:
            continue
        try:
            step = _answer(template, question, layers, resolution.context, destination)
        except jinja2.TemplateError as error:
            message = f"the template's question {question.name} cannot be evaluated: {error}"
            raise ScaffoldError(message) from error
        if step.problems or question.variables & doubtful:
            doubtful.add(question.name)
            if question.variables & doubtful:
                kept = [item for item in step.problems if not _follows(item)]
                step = Step(question, step.context, step.applies, step.value, step.origin, kept)
        resolution.steps.append(step)
        if step.value is not MISSING:
            resolution.context[question.name] = step.value
    return resolution


def unknown(template: Template, layers: Sequence[Layer]) -> list[Problem]:
    """The answers to questions that do not exist, or that nobody may answer."""
    problems = []
    binding = [layer for layer in layers if layer.binding]
    for key, given in ((key, item) for layer in binding for key, item in layer.answers.items()):
        if key in template.questions:
            continue
        if key in template.all_questions:
            rule = "is computed from the other answers and cannot be given"
            problems.append(Problem(given.origin, key, rule))
        else:
            problems.append(
                Problem(given.origin, key, "is no option", nearest(key, list(template.questions)))
            )
    return problems


def defaults(template: Template) -> dict[str, Any]:
    """The answers that hold when nobody gives any, for texts that are shown before some are."""
    return resolve(template, [], PurePath("project")).context


def complete(template: Template, context: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with those that copier computes, for texts that read any of them."""
    result = dict(context)
    for question in template.all_questions.values():
        if question.name not in result:
            value = question.default(result)
            if value is not MISSING:
                result[question.name] = value
    return result


def _answer(
    template: Template,
    question: Question,
    layers: Sequence[Layer],
    context: Mapping[str, Any],
    destination: PurePath,
) -> Step:
    problems: list[Problem] = []
    applies = question.applies(context)
    for index, layer in enumerate(layers):
        given = layer.answers.get(question.name)
        if given is None or question.hidden:
            continue
        if not applies:
            if layer.binding and not _moot(template, question, layers[index:], destination, index):
                rule = f"does not apply here (only when {_plain(question.condition)})"
                problems.append(Problem(given.origin, question.name, rule))
            continue
        try:
            value = question.check(_value(question, layer, given, context), context)
        except (RefusedError, jinja2.TemplateError) as error:
            refused = error if isinstance(error, RefusedError) else RefusedError(f"fails: {error}")
            if given.origin.source != "machine":
                problems.append(Problem(given.origin, question.name, refused.rule, refused.nearest))
                break
            continue
        return Step(question, dict(context), applies, value, given.origin, problems)
    value, trouble = _default(question, context, applies=applies)
    if trouble and not problems:
        problems.append(trouble)
    return Step(question, dict(context), applies, value, _BUILT_IN, problems)


def _texts(template: Template, layers: Sequence[Layer]) -> list[str]:
    """The answers that are templates themselves, as far as they are templates at all."""
    texts = []
    for layer in layers:
        for name, given in layer.answers.items() if layer.rendered else ():
            if isinstance(given.value, str) and name in template.questions:
                with contextlib.suppress(
                    jinja2.TemplateSyntaxError
                ):  # reported when it is its turn
                    template.renderer.variables(given.value)
                    texts.append(given.value)
    return texts


def _value(question: Question, layer: Layer, given: Given, context: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any YAML value
    if given.typed:
        return question.parse_text(given.value)
    return question.default(context, given.value) if layer.rendered else given.value


def _default(
    question: Question, context: Mapping[str, Any], *, applies: bool
) -> tuple[Any, Problem | None]:
    try:
        value = question.default(context)
        if not applies or value is MISSING:
            required = applies and value is MISSING
            trouble = Problem(_BUILT_IN, question.name, "needs an answer") if required else None
            return value, trouble
        return question.check(value, context), None
    except RefusedError as refused:
        shown = f"its default does not do: {refused.rule}"
        return question.default(context), Problem(_BUILT_IN, question.name, shown, refused.nearest)


def _moot(
    template: Template,
    question: Question,
    layers: Sequence[Layer],
    destination: PurePath,
    index: int,
) -> bool:
    """Whether an answer would apply but for a stronger layer, which then simply overrides it."""
    if index == 0:
        return False
    weaker = resolve(template, layers, destination)
    return any(step.question.name == question.name and step.applies for step in weaker.steps)


def _follows(problem: Problem) -> bool:
    """Whether a problem may only be the consequence of an earlier wrong answer."""
    return problem.origin is _BUILT_IN or problem.rule.startswith(
        ("does not apply", "is not possible")
    )


def _plain(condition: str) -> str:
    return condition.strip().removeprefix("{{").removesuffix("}}").strip()
