"""`scaffold new`: from what was asked for to a project that is ready to work in."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scaffold import destination, embedded, project, summary
from scaffold.answers import Resolution
from scaffold.errors import AnswersError, UsageError
from scaffold.plan import Plan, Request, planned
from scaffold.project import Outcome, Progress, Rendered
from scaffold.source import Source

Asker = Callable[[Plan, Path], Resolution | None]
"""Asks the open questions of a plan for a project at a path; None when the user leaves."""

Display = Callable[[], AbstractContextManager[Progress]]
"""Opens a display of what is being done."""


@dataclass(frozen=True)
class Created:
    """The project, or with `dry_run` what it would be.

    Attributes:
        path: Its folder.
        dry_run: Whether nothing was written.
        source: The template.
        answers: The answers copier was given.
        files: Its files with their sizes, as rendered.
        replaced: Files of the user's that had the same name.
        outcomes: What followed the rendering.
        notes: What the user should know.
        next_commands: What to type next.
        command: The command line that makes the same project again.
    """

    path: Path
    dry_run: bool
    source: Source
    answers: Mapping[str, Any]
    files: Sequence[Rendered]
    replaced: Sequence[str]
    outcomes: Sequence[Outcome] = field(default_factory=list)
    notes: Sequence[str] = field(default_factory=list)
    next_commands: Sequence[str] = field(default_factory=list)
    command: str = ""

    def as_json(self) -> Mapping[str, Any]:
        """The result as it appears in `--json` output."""
        return {
            "path": str(self.path),
            "dry_run": self.dry_run,
            "template": {"source": self.source.url, "ref": self.source.ref},
            "answers": dict(self.answers),
            "files": [{"path": item.path, "size": item.size} for item in self.files],
            "replaced": list(self.replaced),
            "steps": [vars(outcome) for outcome in self.outcomes],
            "notes": list(self.notes),
            "next": list(self.next_commands),
            "reproduce": self.command,
        }


def run(request: Request, ask: Asker | None, show: Display) -> Created | None:
    """Make a project, or with `dry_run` only say what it would be.

    Args:
        request: What is asked for.
        ask: Asks the open questions; None to take the defaults for them.
        show: Opens a display of what is being done.

    Returns:
        What was made; None when the user left instead of confirming.

    Raises:
        ScaffoldError: It could not be made; nothing was written.
    """
    if not request.destination:
        message = "the destination is missing"
        raise UsageError(message, "For example: scaffold new my-service")
    place = destination.check(Path(request.destination), force=request.force)
    with ExitStack() as stack:
        with show() as progress:
            progress("Reading the template")
            plan = stack.enter_context(planned(request))
        resolution = ask(plan, place.path) if ask else _without_asking(plan, place.path)
        if resolution is None:
            return None
        if resolution.problems:
            raise AnswersError(resolution.problems)
        if request.dry_run:
            return preview(plan, place, resolution)
        with show() as progress:
            return create(plan, place, resolution, progress)


def _without_asking(plan: Plan, path: Path) -> Resolution:
    plan.prepare()
    return plan.resolve(path)


def create(
    plan: Plan, place: destination.Destination, resolution: Resolution, progress: Progress
) -> Created:
    """Make the project.

    Raises:
        ScaffoldError: It could not be made; the destination is as it was.
    """
    request = plan.request
    progress("Writing the files")
    with destination.staging(place) as stage:
        project.render(plan.source, stage, resolution.answers)
        files = project.files(stage)
        replaced = destination.replaced_files(stage, place.path)
        outcomes = list(_finish(plan, place, resolution, stage, progress))
    locked = not any(item.step == "uv lock" and item.status == "failed" for item in outcomes)
    if not request.install:
        outcomes.append(Outcome("uv sync", "skipped", "--no-install", "uv sync"))
    elif not request.lock:
        outcomes.append(Outcome("uv sync", "skipped", "--no-lock", "uv sync"))
    elif not locked:
        reason = "the dependencies could not be locked"
        outcomes.append(Outcome("uv sync", "skipped", reason, "uv sync"))
    else:
        try:
            outcomes.append(project.install(place.path, progress))
        except KeyboardInterrupt as stopped:
            stopped.add_note(f"{place.path} is complete; `uv sync` installs it.")
            raise
    return _created(plan, place, resolution, files, replaced, outcomes)


def preview(plan: Plan, place: destination.Destination, resolution: Resolution) -> Created:
    """Render into a temporary folder elsewhere, measure, and throw it away.

    Raises:
        ScaffoldError: It could not be rendered.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="scaffold-preview-") as folder:
            stage = Path(folder) / place.path.name
            stage.mkdir()
            project.render(plan.source, stage, resolution.answers)
            replaced = destination.replaced_files(stage, place.path)
            return _created(plan, place, resolution, project.files(stage), replaced, [])
    except OSError as error:
        raise destination.refused(Path(tempfile.gettempdir()), error) from error


def _finish(
    plan: Plan,
    place: destination.Destination,
    resolution: Resolution,
    stage: Path,
    progress: Progress,
) -> Iterator[Outcome]:
    if plan.request.lock:
        yield project.lock(stage, progress)
    else:
        yield Outcome("uv lock", "skipped", "--no-lock", "uv lock")
    if not plan.request.git:
        yield Outcome("git commit", "skipped", "--no-git")
    elif place.repository is not None:
        reason = f"the project is inside the repository {place.repository}"
        yield Outcome("git commit", "skipped", reason, "git add -A && git commit")
    else:
        facts = {fact: name for name, fact in plan.template.proposals.items()}
        name, email = (
            str(resolution.context.get(facts.get(fact, ""), ""))
            for fact in ("git-name", "git-email")
        )
        yield project.commit(stage, (name, email), progress)


def _created(  # noqa: PLR0913, PLR0917 - the parts of one result
    plan: Plan,
    place: destination.Destination,
    resolution: Resolution,
    files: Sequence[Rendered],
    replaced: Sequence[str],
    outcomes: Sequence[Outcome],
) -> Created:
    request = plan.request
    given = request.destination or str(place.path)
    return Created(
        place.path,
        request.dry_run,
        plan.source,
        {
            name: value
            for name, value in resolution.answers.items()
            if name in plan.template.questions and not plan.template.questions[name].secret
        },
        files,
        replaced,
        outcomes,
        _notes(plan.source, place, replaced),
        summary.next_commands(plan.template, resolution.context, place.path, Path.cwd()),
        summary.command(plan.template, resolution, given, request.options, plan.personal),
    )


def _notes(source: Source, place: destination.Destination, replaced: Sequence[str]) -> list[str]:
    notes: list[str] = []
    if source.root == embedded.FILES and source.ref is None:
        notes.append(
            "The project records no version of its template and cannot be updated, because git is "
            "not installed or this package carries no versions; `scaffold doctor` says more."
        )
    if place.repository is not None:
        notes.append(
            f"The project is inside the git repository {place.repository}: it gets no repository "
            "of its own, and its files are not committed."
        )
    if replaced:
        notes.append(f"Replaced {len(replaced)} files of the same name: {', '.join(replaced)}.")
    return notes
