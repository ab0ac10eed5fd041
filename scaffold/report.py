"""The results of the commands as a reader wants them."""

from __future__ import annotations

import shlex
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # a command loads its own use case and no other
    from collections.abc import Callable, Iterator, Sequence

    from scaffold.doctor import Check
    from scaffold.explain import Explanation
    from scaffold.new import Created
    from scaffold.options import Option
    from scaffold.project import Outcome, Rendered
    from scaffold.renewal import Renewal
    from scaffold.status import Status
    from scaffold.template import Preset


def print_created(created: Created) -> None:
    """Tell what was made, what could not be done, and what to do next."""
    if created.dry_run:
        click.echo(f"{created.path}/")
        for line in tree(created.files):
            click.echo(line)
        total = sum(item.size for item in created.files)
        click.echo(f"{len(created.files)} files, {_size(total)}. Nothing was written.")
    else:
        click.echo(f"Created {created.path} ({len(created.files)} files).")
    for note in created.notes:
        click.echo(f"Note: {note}", err=True)
    _print_failed(created.outcomes)
    if created.next_commands and not created.dry_run:
        click.echo("\nNext:")
        for command in created.next_commands:
            click.echo(f"  {command}")
    click.echo(f"\nThe same again:\n  {created.command}")


def _print_failed(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.status == "failed":
            later = f" Later: {outcome.later}" if outcome.later else ""
            warning = click.style("Warning:", fg="yellow", bold=True)
            click.echo(f"{warning} {outcome.step} was not done: {outcome.reason}.{later}", err=True)


def announcer(*, as_json: bool) -> Callable[[Renewal], None]:
    """Prints a plan before it is carried out; with JSON the result says it all."""
    return (lambda _plan: None) if as_json else _print_plan


def _print_plan(plan: Renewal) -> None:
    from scaffold.transition import KINDS  # noqa: PLC0415 - loads what merges

    versions = f"{plan.before} → {plan.after}" if plan.before != plan.after else plan.before
    click.secho(f"{_sentence(plan.title)} ({versions})", bold=True)
    for kind, meaning in KINDS.items():
        changes = [change for change in plan.changes if change.kind == kind]
        if changes:
            click.echo(f"\n{kind}: {meaning}")
        for change in changes:
            moved = f"  (was {change.moved_from})" if change.moved_from else ""
            click.echo(f"  {change.path}{moved}")
    if plan.migrations:
        click.echo("\nMigrations that come or go; a database may have applied those that go:")
        for path in plan.migrations:
            click.echo(f"  {path}")
    for note in plan.notes:
        click.echo(f"\nUpgrade notes for {note.version}\n\n{note.text}")
    for text in plan.warnings:
        click.echo(f"\n{click.style('By hand:', fg='yellow', bold=True)} {text}")


def print_renewal(done: Renewal) -> None:
    """Tell what came of an update or a change; its plan has been printed before."""
    if not done.written:
        click.echo("\nNothing was written.")
        return
    _print_failed(done.outcomes)
    if done.conflicts:
        click.echo("\nSettle these conflicts:")
        for change in done.conflicts:
            click.echo(f"  {change.path}" + (f": {change.reason}" if change.reason else ""))
        click.echo(
            "`git add` each file, then `scaffold update --continue`. "
            "`scaffold update --abort` undoes everything."
        )
        return
    click.echo(f"\nDone: {done.title}. Everything is staged; `git diff --cached` shows it.")
    click.echo("\nNext:")
    commit = shlex.join(["git", "commit", "-m", _sentence(done.title)])
    for command in (*done.next_commands, commit):
        click.echo(f"  {command}")


def _sentence(title: str) -> str:
    return title[:1].upper() + title[1:]


def print_status(found: Status) -> None:
    """Print how far a project is from its template."""
    from scaffold.status import STATES  # noqa: PLC0415 - loads what renders

    click.echo(f"Template {found.url} at {found.version or 'no version'}")
    if found.behind:
        click.echo(f"A newer version is there: {found.newest}. `scaffold update` brings it.")
    elif found.newest:
        click.echo(f"Up to date: {found.newest}.")
    if found.under_way:
        click.echo(f"Not finished: the {found.under_way}.")
    for state, meaning in STATES.items():
        paths = found.paths(state)
        click.echo(f"\n{len(paths)} {state}: {meaning}")
        for path in paths if state != "pristine" else ():
            click.echo(f"  {path}")


def print_options(options: Sequence[Option], presets: Sequence[Preset]) -> None:
    """Print the options as one table for each heading, and the presets."""
    from rich.console import Console  # noqa: PLC0415 - slow to import
    from rich.table import Table  # noqa: PLC0415 - slow to import
    from rich.text import Text  # noqa: PLC0415 - slow to import

    console = Console()
    groups: dict[str, Table] = {}
    for option in options:
        if option.group not in groups:
            groups[option.group] = Table(
                "option", "choices", "default", title=option.group, expand=True
            )
        choices = [
            f"{choice.value}  {choice.consequence or choice.title}"
            + "".join(f"\n  not always: {reason}" for reason in choice.refusals)
            for choice in option.choices
        ]
        what = option.help + (f"\nonly when {option.condition}" if option.condition else "")
        name = Text.assemble((option.name, "bold"), f"\n{what}")
        default = "" if option.default is None else str(option.default)
        groups[option.group].add_row(name, Text("\n".join(choices) or "any"), Text(default))
    for table in groups.values():
        console.print(table)
    table = Table("preset", "what it is", "answers", title="Presets", expand=True)
    for preset in presets:
        answers = ", ".join(f"{key}={value}" for key, value in preset.answers.items())
        table.add_row(preset.name, Text(preset.help), Text(answers))
    if presets:
        console.print(table)


def print_explanations(found: Sequence[Explanation]) -> None:
    """Print for each file what it is for and which answers brought it."""
    for item in found:
        click.secho(item.path, bold=True)
        if item.purpose:
            click.echo(f"  {item.purpose}")
        for part in item.parts:
            because = ", ".join(f"{name} = {value}" for name, value in part.because.items())
            slot = f"{part.slot}: " if part.slot else ""
            click.echo(f"  {slot}{because or 'in every project'}  ({part.src})")
        if not item.parts:
            click.echo("  in every project: the answers, for updates")


def print_checks(found: Sequence[Check]) -> None:
    """Print what was found on this machine, and what to do where something is missing."""
    for check in found:
        mark = click.style("ok  ", fg="green")
        if not check.ok:
            mark = (
                click.style("FAIL", fg="red") if check.needed else click.style("note", fg="yellow")
            )
        click.echo(f"{mark}  {check.name:<9} {check.detail}")
        if check.hint:
            click.echo(f"      {'':<9} {check.hint}")


def tree(files: Sequence[Rendered]) -> Iterator[str]:
    """The files as an indented tree, folders before their files, sizes on the right."""
    rows: list[tuple[str, str]] = []
    seen: set[PurePosixPath] = set()
    for item in sorted(files, key=lambda item: PurePosixPath(item.path).parts):
        path = PurePosixPath(item.path)
        for folder in reversed(path.parents[:-1]):
            if folder not in seen:
                seen.add(folder)
                rows.append(("  " * len(folder.parts) + folder.name + "/", ""))
        rows.append(("  " * len(path.parts) + path.name, _size(item.size)))
    width = max((len(name) for name, _ in rows), default=0)
    return (f"{name:<{width}}  {size:>9}".rstrip() for name, size in rows)


def _size(size: int) -> str:
    return f"{size} B" if size < 1024 else f"{size / 1024:.1f} KiB"  # noqa: PLR2004 - bytes in a KiB
