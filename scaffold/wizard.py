"""Asks the questions in a terminal: one at a time, back and forth, with a summary at the end."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import click
import questionary
from prompt_toolkit.filters import Always
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings

from scaffold import manifest, summary
from scaffold.answers import Given, Layer, Resolution, Step
from scaffold.errors import Origin, ScaffoldError
from scaffold.questions import MISSING, Choice, Question, RefusedError
from scaffold.template import Template

_PROMPT = Origin("prompt", "your answer")
_HINT = "(Shift-Tab: back)"
_STYLE = questionary.Style(
    [("disabled", "fg:ansibrightblack"), ("instruction", "fg:ansibrightblack")]
)
_BACK = object()
_CONFIRM, _CHANGE, _LEAVE = object(), object(), object()


class Resolve(Protocol):
    """Answers every question, the given layer before all others."""

    def __call__(self, path: Path, *answers: Layer, wait_for: set[str] | None = None) -> Resolution:
        """Walk through the questions; wait for this machine's proposals to those in `wait_for`."""
        ...


def ask_destination(verdict: Callable[[str], bool | str]) -> str:
    """Ask where the project is to go; `verdict` is True or says why a place will not do."""
    message = "Folder of the new project\n "
    answer = questionary.text(message, default="my-service", validate=verdict, style=_STYLE)
    return str(answer.unsafe_ask())


class Wizard:
    """One conversation about one project.

    Args:
        template: The template whose questions are asked.
        path: Where the project will be.
        given: The questions that were answered on the command line or in a file.
        resolve: Answers all questions with what is known so far.
        prepare: Begins the work that can be done while the user thinks.
    """

    def __init__(
        self,
        template: Template,
        path: Path,
        given: AbstractSet[str],
        resolve: Resolve,
        prepare: Callable[[], None],
    ) -> None:
        self._prepare = prepare
        self._template = template
        self._path = path
        self._given = given
        self._resolve = resolve
        self._answers: dict[str, Any] = {}
        self._taken_back: dict[str, Any] = {}
        self._accepted: set[str] = set()  # answers that are what was proposed
        self._headings = {
            question.name: heading
            for heading, questions in template.groups.items()
            for question in questions
        }
        self._heading = ""

    def run(self) -> Resolution | None:
        """Ask until the user confirms or leaves; the answers, or None when the user left."""
        while True:
            step = self._next()
            if step is not None:
                self._ask(step)
                continue
            resolution = self._current(None)
            chosen = self._confirm(resolution)
            if chosen is _CONFIRM:
                return _without_moot(resolution)
            if chosen is _LEAVE:
                return None
            if chosen is _BACK:
                self._back()
            else:
                self._change(resolution)

    def _current(self, wait_for: set[str] | None) -> Resolution:
        """Where the conversation stands; answers that no longer hold are forgotten."""
        while True:
            given = {name: Given(value, _PROMPT) for name, value in self._answers.items()}
            resolution = self._resolve(self._path, Layer(given), wait_for=wait_for)
            stale = {item.key for item in resolution.problems if item.origin is _PROMPT}
            stale |= self._outdated(given)
            if not stale:
                return resolution
            for name in stale:
                del self._answers[name]

    def _outdated(self, given: Mapping[str, Given]) -> set[str]:
        """The answers that were accepted as proposed, where something else is proposed now."""
        accepted = self._accepted & given.keys()
        if not accepted:
            return set()
        firm = {name: item for name, item in given.items() if name not in accepted}
        steps = self._resolve(self._path, Layer(firm), wait_for=set()).steps
        proposed = {step.question.name: step.value for step in steps}
        return {name for name in accepted if proposed[name] != given[name].value}

    def _next(self) -> Step | None:
        """The first question that is still open."""
        step = self._open(self._current(set()))
        if step is not None and step.question.name in self._template.proposals:
            step = self._open(self._current({step.question.name}))
        return step

    def _open(self, resolution: Resolution) -> Step | None:
        for step in resolution.steps:
            name = step.question.name
            if not step.applies or step.question.hidden or name in self._answers:
                continue
            if name in self._given and not step.problems:
                continue
            if step.question.multiple or len(_possible(step)) != 1 or step.problems:
                return step
        return None

    def _ask(self, step: Step) -> None:
        heading = self._headings.get(step.question.name, "")
        if heading != self._heading:
            click.secho(f"\n{heading}", bold=True)
            self._heading = heading
        for problem in step.problems:
            # What speaks against a default that is a choice stands beside that choice.
            if not (step.question.has_choices and problem.origin.source == "default"):
                click.secho(f"  {problem}", fg="yellow")
        if step.question.has_choices and not _possible(step):
            self._dead_end(step)
            return
        self._settle(step, can_go_back=bool(self._answers))

    def _settle(self, step: Step, *, can_go_back: bool) -> None:
        """Show one prompt, starting from the answer that was taken back if there is one."""
        name = step.question.name
        start = self._taken_back.get(name, step.value)
        asked = _prompt(step, start, _HINT if can_go_back else "")
        asked.application.after_render += self._begin
        answer = _run(asked, back=can_go_back)
        if answer is not _BACK and isinstance(answer, str):
            answer = answer if step.question.has_choices else step.question.parse_text(answer)
        if answer is not _BACK:
            self._record(step, answer)
        elif name not in self._answers:
            self._back()

    def _record(self, step: Step, answer: Any) -> None:  # noqa: ANN401 - any YAML value
        name = step.question.name
        if name not in self._answers and answer == step.value:
            self._accepted.add(name)
        elif answer != self._answers.get(name, MISSING):
            self._accepted.discard(name)
        self._answers[name] = answer

    def _begin(self, _application: object) -> None:
        """Once the first prompt is on the screen there is time for what takes long."""
        prepare, self._prepare = self._prepare, _nothing
        prepare()

    def _dead_end(self, step: Step) -> None:
        """Every choice is refused because of earlier answers: say why, return to the last."""
        reasons = "; ".join(item.refusal for item in step.question.choices(step.context))
        if not self._answers:
            message = f"no choice of {step.question.name} is possible: {reasons}"
            raise ScaffoldError(message, "Change the answers that were given on the command line.")
        click.secho(f"  No choice of {step.question.name} is possible: {reasons}", fg="yellow")
        self._back()

    def _back(self) -> None:
        """Take the last answer back, so that its question is the open one again."""
        order = [name for name in self._template.questions if name in self._answers]
        if order:
            answer = self._answers.pop(order[-1])
            if order[-1] not in self._accepted:
                self._taken_back[order[-1]] = answer

    def _change(self, resolution: Resolution) -> None:
        """Let the user choose an answer and give another."""
        names = [row.name for row in summary.lines(self._template, resolution)]
        name = _run(_menu("Which answer?", [(name, name) for name in names]), back=True)
        if name is not _BACK:
            step = next(item for item in resolution.steps if item.question.name == name)
            self._answers.setdefault(name, step.value)
            self._settle(step, can_go_back=True)

    def _confirm(self, resolution: Resolution) -> object:
        click.secho(f"\n{self._path}", bold=True)
        rows = summary.lines(self._template, resolution)
        width = max(len(row.name) for row in rows)
        heading = ""
        for row in rows:
            if row.heading != heading:
                click.secho(row.heading, bold=True)
                heading = row.heading
            meaning = click.style(f" - {row.consequence}", dim=True) if row.consequence else ""
            click.echo(f"  {row.name:<{width}}  {row.title}{meaning}")
        files = manifest.count(self._template, resolution.context)
        if files is not None:
            click.echo(f"  {files} files")
        self._heading = ""
        choices = [
            ("Write the project", _CONFIRM),
            ("Change an answer", _CHANGE),
            ("Leave, write nothing", _LEAVE),
        ]
        return _run(_menu("All right?", choices), back=True)


def _menu(message: str, entries: Iterable[tuple[str, object]]) -> questionary.Question:
    choices = [questionary.Choice(title, value) for title, value in entries]
    return questionary.select(message, choices, instruction=_HINT, style=_STYLE)


def _without_moot(resolution: Resolution) -> Resolution:
    """The same without complaints about answers to questions that the user closed."""
    steps = [step if step.applies else replace(step, problems=()) for step in resolution.steps]
    return replace(resolution, steps=steps)


def _possible(step: Step) -> list[Choice]:
    return [item for item in step.question.choices(step.context) if not item.refusal]


def _nothing() -> None:
    """Do nothing more."""


def _prompt(step: Step, start: Any, hint: str) -> questionary.Question:  # noqa: ANN401 - any YAML value
    question, context = step.question, step.context
    message = f"{question.name}: {question.help(context)}"
    if question.has_choices:
        return _selection(step, start, message, hint)
    if question.type == "bool":
        return questionary.confirm(f"{message} {hint}", default=start is True, style=_STYLE)
    kind = questionary.password if question.secret else questionary.text
    return kind(
        f"{message} {hint}\n ",
        default="" if start is MISSING or start is None else str(start),
        validate=lambda text: _verdict(question, text, context),
        style=_STYLE,
    )


def _selection(step: Step, start: Any, message: str, hint: str) -> questionary.Question:  # noqa: ANN401 - any YAML value
    chosen = start if isinstance(start, list) else [start]
    possible = step.question.choices(step.context)
    choices = [
        questionary.Choice(
            item.label,
            item.value,
            disabled=item.refusal or None,
            checked=step.question.multiple and item.value in chosen,
        )
        for item in possible
    ]
    if step.question.multiple:
        return questionary.checkbox(message, choices, instruction=hint, style=_STYLE)
    selectable = [item.value for item in _possible(step)]
    return questionary.select(
        message,
        choices,
        default=start if start in selectable else selectable[0],
        instruction=hint or " ",
        style=_STYLE,
    )


def _verdict(question: Question, text: str, context: Mapping[str, Any]) -> bool | str:
    try:
        question.check(question.parse_text(text), context)
    except RefusedError as refused:
        return refused.rule
    return True


def _run(asked: questionary.Question, *, back: bool) -> Any:  # noqa: ANN401 - any YAML value
    """Show one prompt; `_BACK` when the user went back instead of answering."""
    for window in asked.application.layout.find_all_windows():
        window.wrap_lines = Always()  # else a narrow terminal cuts off consequences and reasons
    if back:
        keys = KeyBindings()

        @keys.add("s-tab", eager=True)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=_BACK)

        bindings = asked.application.key_bindings
        asked.application.key_bindings = merge_key_bindings(
            [bindings, keys] if bindings else [keys]
        )
    return asked.unsafe_ask()
