"""`scaffold options`: every option of the template, with its choices and rules."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from scaffold.answers import defaults
from scaffold.questions import MISSING, RefusedError
from scaffold.template import Template


@dataclass(frozen=True)
class OptionChoice:
    """One choice as a user sees it.

    Attributes:
        value: The answer.
        title: What it is called.
        consequence: What it brings.
        refusals: Why it may not be possible, depending on other answers.
    """

    value: Any
    title: str
    consequence: str
    refusals: list[str]


@dataclass(frozen=True)
class Option:
    """One option as a user sees it.

    Attributes:
        name: The key in an answers file and of `--set`.
        group: The heading it stands under.
        type: The type of its answer.
        help: What it decides.
        default: The answer when none is given: a value, or the Jinja text it is computed by.
        condition: The Jinja condition under which it applies; empty when it always does.
        choices: The possible answers; empty when any text will do.
    """

    name: str
    group: str
    type: str
    help: str
    default: Any
    condition: str
    choices: list[OptionChoice]


def options(template: Template) -> list[Option]:
    """The options in the order of the questions."""
    context = defaults(template)
    found = []
    for group, questions in template.groups.items():
        for question in questions:
            default = question.details.get("default")
            if not (isinstance(default, str) and "{" in default):
                try:
                    default = question.default(context)
                except RefusedError:
                    default = MISSING
            found.append(
                Option(
                    question.name,
                    group,
                    question.type,
                    question.help(context),
                    None if default is MISSING else default,
                    question.condition,
                    [
                        OptionChoice(item.value, item.title, item.consequence, list(item.refusals))
                        for item in question.choices(context)
                    ],
                )
            )
    return found


def as_json(template: Template) -> Mapping[str, Any]:
    """The options and presets as they appear in `--json` output."""
    return {
        "options": [asdict(option) for option in options(template)],
        "presets": [
            {"name": item.name, "help": item.help, "answers": dict(item.answers)}
            for item in template.presets.values()
        ],
    }
