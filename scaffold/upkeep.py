"""The commands that look after a project: `update`, `change` and `status`.

Nothing heavy is imported here, so that `--help` answers at once.
"""

from pathlib import Path

import click

from scaffold.errors import UsageError
from scaffold.flags import debug_option, json_option

WAITING = 3
"""The exit code for: nothing failed, and something waits to be done."""
_CONFLICTS = 1


@click.command()
@click.option("--to", metavar="REF", help="The version: a tag, branch or commit.")
@click.option("--check", is_flag=True, help="Show what would happen; write nothing.")
@click.option("--continue", "resume", is_flag=True, help="Finish after conflicts are settled.")
@click.option("--abort", is_flag=True, help="Undo what is not finished.")
@json_option
@debug_option
def update(to: str | None, *, check: bool, resume: bool, abort: bool, as_json: bool) -> int:
    """Bring the template's newest release into the project here.

    What you have changed stays. Where you and the template have changed the same lines, git's
    conflict markers wait for you.
    """
    from scaffold import output, report
    from scaffold import update as use_case

    if sum((check or to is not None, resume, abort)) > 1:
        message = "--continue and --abort stand alone"
        raise UsageError(message, "`scaffold update --help` explains them.")
    here = Path.cwd()
    if abort:
        title = use_case.abort(here)
        if as_json:
            output.print_json({"undone": title})
        else:
            click.echo(f"Undone: the {title}. Every file is as it was.")
        return 0
    if resume:
        done = use_case.resume(here, output.progress)
    else:
        announce = report.announcer(as_json=as_json)
        found = use_case.run(here, to, check=check, announce=announce, show=output.progress)
        if found is None:
            click.echo("{}" if as_json else "Up to date.")
            return 0
        done = found
    if as_json:
        output.print_json(done.as_json())
    else:
        report.print_renewal(done)
    if done.conflicts and done.written:
        return _CONFLICTS
    return WAITING if check else 0


@click.command()
@click.argument("answers", metavar="KEY=VALUE...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Show what would happen; write nothing.")
@json_option
@debug_option
def change(answers: tuple[str, ...], *, check: bool, as_json: bool) -> int:
    """Give the project here other answers, on the version of the template that it has.

    For example: scaffold change queue=celery
    """
    from scaffold import change as use_case
    from scaffold import output, report

    announce = report.announcer(as_json=as_json)
    done = use_case.run(Path.cwd(), answers, check=check, announce=announce, show=output.progress)
    if done is None:
        click.echo("{}" if as_json else "The project has these answers already.")
        return 0
    if as_json:
        output.print_json(done.as_json())
    else:
        report.print_renewal(done)
    return _CONFLICTS if done.conflicts and done.written else 0


@click.command()
@json_option
@debug_option
def status(*, as_json: bool) -> int:
    """Compare the project here with its template.

    Exit code 0: nothing waits. 3: a newer version, files the template no longer writes, or an
    update that is not finished.
    """
    from scaffold import output, report
    from scaffold import status as use_case

    found = use_case.status(Path.cwd(), output.progress)
    if as_json:
        output.print_json(found.as_json())
    else:
        report.print_status(found)
    return 0 if found.in_order else WAITING
