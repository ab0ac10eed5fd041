"""The command line: each command reads its options, calls one use case and prints the result.

Nothing heavy is imported here, so that `--help` answers at once.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from scaffold import embedded, programs, upkeep
from scaffold.errors import ScaffoldError, Stopped, UsageError
from scaffold.flags import PATH, debug_option, json_option, template_options

_CTRL_C = 130


class _Group(click.Group):
    """The one place where errors become messages and exit codes."""

    def main(self, args: Sequence[str] | None = None, *_args: Any, **kwargs: Any) -> NoReturn:  # noqa: ANN401 - click's own signature
        """Run a command and exit: 0 done, 1 failed, 2 wrong usage, 130 after Ctrl-C."""
        arguments = list(sys.argv[1:] if args is None else args)
        kwargs["standalone_mode"] = False
        try:
            code = super().main(arguments, **kwargs) or 0
        except (KeyboardInterrupt, click.Abort) as stopped:  # click turns the one into the other
            cause = stopped.__cause__ or stopped
            click.echo("\n".join(["\nStopped.", *getattr(cause, "__notes__", ())]), err=True)
            code = getattr(cause, "exit_code", _CTRL_C)
        except Exception as error:
            if "--debug" in arguments:
                raise
            code = _report(error, as_json="--json" in arguments)
        sys.exit(code)


def _report(error: Exception, *, as_json: bool) -> int:
    from scaffold import output

    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads any more
        return 1
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    if isinstance(error, click.ClickException):
        error = UsageError(error.format_message(), "`scaffold --help` lists the commands.")
    elif not isinstance(error, ScaffoldError):
        error = ScaffoldError(
            f"scaffold has a bug: {type(error).__name__}: {error}",
            "Please report it with the output of the same command and --debug.",
        )
    output.print_error(error, as_json=as_json)
    return error.exit_code


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="scaffold-backend", prog_name="scaffold")
def main() -> None:
    """Write backend services that run from the first minute, and look after them."""
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, _stop)
    programs.prepare_environment()
    embedded.teach_git()
    try:
        Path.cwd()
    except FileNotFoundError as error:
        message = "the working directory does not exist any more"
        raise ScaffoldError(message, "Change to another one first.") from error


def _stop(number: int, _frame: FrameType | None) -> None:
    raise Stopped(number)


def _complete_answers(*arguments: Any) -> Any:  # noqa: ANN401 - click's own signature
    from scaffold import completion

    return completion.answers(*arguments)


def _complete_presets(*arguments: Any) -> Any:  # noqa: ANN401 - click's own signature
    from scaffold import completion

    return completion.presets(*arguments)


@main.command()
@click.argument("destination", metavar="[DEST]", required=False, type=PATH)
@click.option(
    "--answers",
    metavar="FILE",
    type=PATH,
    help="Take answers from a YAML or JSON file; - is stdin.",
)
@click.option(
    "--set",
    "sets",
    metavar="KEY=VALUE",
    multiple=True,
    shell_complete=_complete_answers,
    help="Answer one question; repeatable.",
)
@click.option(
    "--preset",
    metavar="NAME",
    shell_complete=_complete_presets,
    help="Start from a named set of answers.",
)
@click.option("--yes", "-y", is_flag=True, help="Ask nothing; take the defaults for the rest.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--force", is_flag=True, help="Write into a folder with files or a dirty repository.")
@template_options
@click.option("--git/--no-git", default=True, help="Make a git repository with a first commit.")
@click.option("--lock/--no-lock", default=True, help="Run uv lock.")
@click.option("--install/--no-install", default=True, help="Run uv sync.")
@json_option
@debug_option
def new(destination: str | None, *, yes: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401 - the fields of Request
    """Write a new service into DEST.

    Answers come from --set, then --answers, then --preset, then the defaults in copier's settings
    file, then what this machine suggests, then the template's own defaults. In a terminal the
    questions that are still open are asked.
    """
    from dataclasses import replace

    from scaffold import new as use_case
    from scaffold import output, report, terminal
    from scaffold.plan import Request

    request = Request(destination, **options)
    ask = None if yes else terminal.asker(request, as_json=as_json)
    if ask and destination is None:
        request = replace(request, destination=terminal.ask_destination(force=request.force))
    created = use_case.run(request, ask, output.progress)
    if created is None:
        click.echo("Nothing was written.")
    elif as_json:
        output.print_json(created.as_json())
    else:
        report.print_created(created)


@main.command()
@template_options
@json_option
@debug_option
def options(template: str | None, ref: str | None, *, as_json: bool) -> None:
    """List every option with its choices."""
    from scaffold import options as use_case
    from scaffold import output, report
    from scaffold.source import open_source
    from scaffold.template import load

    with open_source(template, ref) as found:
        loaded = load(found.root)
    if as_json:
        output.print_json(use_case.as_json(loaded))
    else:
        report.print_options(use_case.options(loaded), list(loaded.presets.values()))


@main.command()
@template_options
@debug_option
def schema(template: str | None, ref: str | None) -> None:
    """Print a JSON Schema of the answers file."""
    from scaffold import output
    from scaffold import schema as use_case
    from scaffold.source import open_source
    from scaffold.template import load

    with open_source(template, ref) as found:
        output.print_json(use_case.schema(load(found.root)))


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@json_option
@debug_option
def explain(path: Path, *, as_json: bool) -> None:
    """Say which answers brought a file, and what it is for.

    PATH is a file or a folder of a generated project.
    """
    from scaffold import explain as use_case
    from scaffold import output, report

    found = use_case.explain(path)
    if as_json:
        output.print_json({"files": [item.as_json() for item in found]})
    else:
        report.print_explanations(found)


@main.command()
@json_option
@debug_option
def doctor(*, as_json: bool) -> int:
    """Check that this machine has what is needed."""
    from scaffold import doctor as use_case
    from scaffold import output, report

    found = use_case.checks()
    if as_json:
        output.print_json(use_case.as_json(found))
    else:
        report.print_checks(found)
    return 0 if use_case.healthy(found) else 1


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@debug_option
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    For example: scaffold completion bash > ~/.local/share/bash-completion/completions/scaffold
    """
    from scaffold import completion as use_case

    click.echo(use_case.script(main, shell))


for command in (upkeep.update, upkeep.change, upkeep.status):
    main.add_command(command)
