"""`scaffold schema`: a JSON Schema of the answers file, so that an editor completes and checks it.

It holds what can be told for each answer alone. Rules between answers stay with `scaffold new`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import nodes

from scaffold.answers import defaults
from scaffold.questions import Question
from scaffold.template import Template

_TYPES = {"str": "string", "path": "string", "int": "integer", "float": "number", "bool": "boolean"}
_NOTES = {
    "_commit": "Written by copier: the version of the template. Ignored.",
    "_src_path": "Written by copier: where the template lies. Ignored.",
}


def schema(template: Template) -> Mapping[str, Any]:
    """The schema (draft 2020-12) of the template's answers files."""
    context = defaults(template)
    answers = {name: _property(question, context) for name, question in template.questions.items()}
    notes = {name: {"type": "string", "description": text} for name, text in _NOTES.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Answers for scaffold new",
        "description": "Every answer is optional; one that is missing is asked for or defaulted.",
        "type": "object",
        "properties": {**answers, **notes},
        "additionalProperties": False,
    }


def _property(question: Question, context: Mapping[str, Any]) -> Mapping[str, Any]:
    result: dict[str, Any] = {"description": question.help(context)}
    if question.condition:
        condition = question.condition.strip().strip("{}").strip()
        result["description"] += f" Only when {condition}."
    choices = question.choices(context)
    item: dict[str, Any] = {"type": _TYPES[question.type]} if question.type in _TYPES else {}
    if choices:
        item["enum"] = [choice.value for choice in choices]
        result["description"] += "".join(
            f"\n- {choice.value}: {choice.consequence or choice.title}" for choice in choices
        )
    result |= {"type": "array", "items": item} if question.multiple else item
    default = question.details.get("default")
    if default is not None and not (isinstance(default, str) and "{" in default):
        result["default"] = default
    return {**result, **_limits(question)}


def _limits(question: Question) -> Mapping[str, Any]:
    """What the validator says in a form that JSON Schema knows: a longest length, a pattern."""
    limits: dict[str, Any] = {}
    for test in _tests(question):
        match test:
            case nodes.Compare(
                expr=nodes.Filter(name="length", node=nodes.Name(name=name)), ops=[op]
            ):
                if name == question.name and op.op == "gt" and isinstance(op.expr, nodes.Const):
                    limits["maxLength"] = op.expr.value
            case nodes.Not(
                node=nodes.Filter(name="regex_search", args=[nodes.Const(value=pattern)])
            ):
                limits["pattern"] = _ecma(pattern)
            case nodes.And(
                left=nodes.Name(name=name),
                right=nodes.Not(
                    node=nodes.Filter(name="regex_search", args=[nodes.Const(value=pattern)])
                ),
            ) if name == question.name:
                limits["pattern"] = f"^$|{_ecma(pattern)}"
            case _:
                pass
    return limits


def _tests(question: Question) -> Iterator[nodes.Node]:
    """The conditions under which the validator refuses an answer."""
    validator = question.details.get("validator") or ""
    for branch in question.renderer.environment.parse(validator).find_all(nodes.If):
        yield branch.test


def _ecma(pattern: str) -> str:
    """The pattern as ECMA-262, which JSON Schema uses, writes it."""
    return re.sub(r"\\Z", "$", pattern).replace(r"\A", "^")
