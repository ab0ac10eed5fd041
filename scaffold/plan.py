"""What is known before the first question: the template, and every source of answers."""

import shlex
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scaffold import documents, project, settings, source, template
from scaffold.answers import Given, Layer, Resolution, resolve, unknown
from scaffold.errors import AnswersError, Origin, UsageError
from scaffold.proposals import Proposals
from scaffold.questions import nearest
from scaffold.source import Source
from scaffold.template import Template


@dataclass(frozen=True)
class Request:
    """What the command line asks for; the fields are its options."""

    destination: str | None
    answers: str | None = None
    sets: Sequence[str] = ()
    preset: str | None = None
    template: str | None = None
    ref: str | None = None
    dry_run: bool = False
    force: bool = False
    git: bool = True
    lock: bool = True
    install: bool = True

    @property
    def options(self) -> list[str]:
        """The options that a command line needs, besides the answers, to do the same again."""
        named = (("--template", self.template), ("--ref", self.ref))
        flags = (
            ("--force", self.force),
            ("--no-git", not self.git),
            ("--no-lock", not self.lock),
            ("--no-install", not self.install),
        )
        words = [word for option, value in named if value for word in (option, value)]
        return words + [flag for flag, wanted in flags if wanted]


@dataclass(frozen=True)
class Plan:
    """Everything that is known before the first question.

    Attributes:
        request: What was asked for.
        template: The template.
        source: Where copier finds it.
        given: The answers of this run, the strongest layer first.
        personal: The user's own defaults.
        proposals: What this machine suggests.
    """

    request: Request
    template: Template
    source: Source
    given: Sequence[Layer]
    personal: Layer
    proposals: Proposals

    def resolve(self, path: Path, *answers: Layer, wait_for: set[str] | None = None) -> Resolution:
        """All questions answered for a project at `path`, `answers` before everything else.

        Args:
            path: The project's folder.
            answers: Layers that are stronger than those of the plan.
            wait_for: The questions whose suggestion must be there; None for all.
        """
        layers = [*answers, *self.given, self.personal, self.proposals.layer(wait_for)]
        return resolve(self.template, layers, path)

    def prepare(self) -> None:
        """Begin what takes long and does not depend on the answers."""
        self.proposals.start()
        threading.Thread(target=project.preload, daemon=True).start()


@contextmanager
def planned(request: Request) -> Iterator[Plan]:
    """Read the template and every source of answers; the template stays readable in the block.

    Raises:
        AnswersError: Answers to questions that do not exist.
        ScaffoldError: The template or a source cannot be read.
        UsageError: The preset or the form of an option does not exist.
    """
    with source.open_source(request.template, request.ref) as found:
        loaded = template.load(found.root)
        given = [_flags(request.sets), _file(request.answers), _preset(loaded, request.preset)]
        if problems := unknown(loaded, given):
            # The rest is checked as well, so that one run shows all there is to correct.
            place = Path(request.destination or "project").absolute()
            raise AnswersError(problems + resolve(loaded, given, place).problems)
        answered = {name for layer in given for name in layer.answers}
        yield Plan(request, loaded, found, given, settings.load(), Proposals(loaded, answered))


def _flags(sets: Sequence[str]) -> Layer:
    answers = {}
    for item in sets:
        key, equals, value = item.partition("=")
        if not equals or not key:
            message = f"--set {shlex.quote(item)} is not of the form KEY=VALUE"
            raise UsageError(message, "For example: --set queue=celery")
        answers[key] = Given(value, Origin("flag", f"--set {shlex.quote(item)}"), typed=True)
    return Layer(answers)


def _file(name: str | None) -> Layer:
    if name is None:
        return Layer({})
    label, entries = documents.read(name)
    return Layer(
        {
            key: Given(entry.value, Origin("file", label, entry.line))
            for key, entry in entries.items()
            if not key.startswith("_")  # copier's own notes in a project's answers file
        }
    )


def _preset(loaded: Template, name: str | None) -> Layer:
    if name is None:
        return Layer({})
    if name not in loaded.presets:
        close = nearest(name, list(loaded.presets))
        message = f"there is no preset {name!r}" + (f"; did you mean {close!r}?" if close else "")
        known = ", ".join(loaded.presets) or "none"
        raise UsageError(message, f"The template's presets are: {known}.")
    origin = Origin("preset", f"preset {name}")
    return Layer({key: Given(value, origin) for key, value in loaded.presets[name].answers.items()})
