"""`scaffold change`: other answers on the same version of the template."""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scaffold import renewal, template
from scaffold.answers import Given, Layer, resolve, unknown
from scaffold.errors import AnswersError, Origin, Problem, UsageError
from scaffold.new import Display
from scaffold.recorded import ANSWERS_FILE, Recorded
from scaffold.renewal import Announce, Goal, Renewal
from scaffold.template import Template


def run(
    path: Path, pairs: Sequence[str], *, check: bool, announce: Announce, show: Display
) -> Renewal | None:
    """Give the project at a path other answers.

    Args:
        path: The project, or a folder in it.
        pairs: The new answers as `key=value`.
        check: Whether to plan only.
        announce: Told the plan before anything is written.
        show: Opens a display of what is being done.

    Returns:
        What was done; None when the project has these answers already.

    Raises:
        AnswersError: An answer is wrong, or cannot be changed any more.
        ScaffoldError: It cannot be done; every file is as it was.
    """
    wanted = _answers(pairs)
    found, tree = renewal.enter(path)
    with show() as progress:
        progress("Reading the template")
        with renewal.recorded_source(found) as then:
            loaded = template.load(then.root)
            answers = _resolved(loaded, found, wanted)
            changed = {
                key: value for key, value in answers.items() if found.answers.get(key) != value
            }
            if not changed:
                return None
            said = ", ".join(f"{key}={changed[key]}" for key in wanted if key in changed)
            title = f"change to {said or ', '.join(changed)}"
            goal = Goal(title, then, loaded, answers, warnings=_warnings(loaded, found, changed))
            return renewal.run(
                found, tree, then, goal, check=check, announce=announce, progress=progress
            )


def _answers(pairs: Sequence[str]) -> Mapping[str, Given]:
    answers = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            message = f"{shlex.quote(pair)} is not of the form KEY=VALUE"
            raise UsageError(message, "For example: scaffold change queue=celery")
        answers[key] = Given(value, Origin("flag", pair), typed=True)
    return answers


def _resolved(loaded: Template, found: Recorded, wanted: Mapping[str, Given]) -> dict[str, Any]:
    """The answers, all of them.

    Raises:
        AnswersError: One is wrong, or cannot be changed any more.
    """
    layer = Layer(wanted)
    origin = Origin("file", ANSWERS_FILE)
    recorded = {name: Given(value, origin) for name, value in found.answers.items()}
    resolution = resolve(loaded, [layer, Layer(recorded, binding=False)], found.root)
    problems = unknown(loaded, [layer]) + resolution.problems
    fixed = loaded.config.get("_fixed") or {}
    problems += [
        Problem(wanted[key].origin, key, f"cannot be changed: {' '.join(fixed[key].split())}")
        for key in wanted
        if key in fixed and resolution.answers.get(key) != found.answers.get(key)
    ]
    if problems:
        raise AnswersError(problems)
    return resolution.answers


def _warnings(loaded: Template, found: Recorded, changed: Mapping[str, Any]) -> list[str]:
    """What the template says must be done by hand, of each answer that changes."""
    notes = loaded.config.get("_change_notes") or {}
    warnings = []
    for key, value in changed.items():
        if key in notes and key in found.answers:  # else it only applies from now on
            context = {"before": found.answers.get(key), "after": value}
            text = " ".join(loaded.renderer.render(notes[key], context).split())
            if text:
                warnings.append(f"{key}: {text}")
    return warnings
