"""What a run will make and how to make it again, in words."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.answers import Layer, Resolution, Step, complete
from scaffold.questions import RefusedError
from scaffold.template import Template


@dataclass(frozen=True)
class Line:
    """One answer in the summary: its heading, question, and the answer in words."""

    heading: str
    name: str
    title: str
    consequence: str


def lines(template: Template, resolution: Resolution) -> list[Line]:
    """The answers that hold, under their headings, in the order of the questions."""
    steps = {step.question.name: step for step in resolution.steps if step.applies}
    return [
        Line(heading, question.name, *_words(steps[question.name]))
        for heading, questions in template.groups.items()
        for question in questions
        if question.name in steps
    ]


def _words(step: Step) -> tuple[str, str]:
    if step.question.secret:
        return "••••", ""
    chosen = step.value if isinstance(step.value, list) else [step.value]
    choices = [item for item in step.question.choices(step.context) if item.value in chosen]
    if isinstance(step.value, bool):
        return "yes" if step.value else "no", ""
    if not choices:
        return (str(step.value) if step.value != "" else "(empty)"), ""
    return ", ".join(item.title for item in choices), "; ".join(
        item.consequence for item in choices if item.consequence
    )


def command(
    template: Template,
    resolution: Resolution,
    destination: str,
    options: Sequence[str],
    personal: Layer,
) -> str:
    """The command line that makes the same project again, quoted for a POSIX shell.

    It names the answers that differ from the template's defaults, and those that another machine or
    another user's settings would answer otherwise.

    Args:
        template: The template.
        resolution: The answers of this run.
        destination: The destination as it was given.
        options: The options of this run that are not answers.
        personal: The defaults of this user.
    """
    words = ["scaffold", "new", destination, "--yes", *options]
    varying = set(template.proposals) | set(personal.answers)
    for step in resolution.steps:
        question = step.question
        if not step.applies or question.hidden or question.secret:
            continue
        try:
            default = question.default(step.context)
        except RefusedError:
            default = None
        if step.value != default or question.name in varying:
            words += ["--set", f"{question.name}={_text(step.value)}"]
    return shlex.join(words)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def next_commands(
    template: Template, context: Mapping[str, Any], destination: Path, here: Path
) -> list[str]:
    """What to type next in a shell whose working directory is `here`."""
    everything = complete(template, context) if template.next_commands else context
    shown = destination.relative_to(here) if destination.is_relative_to(here) else destination
    enter = [] if destination == here else [f"cd {shlex.quote(str(shown))}"]
    return enter + [template.renderer.render(text, everything) for text in template.next_commands]
