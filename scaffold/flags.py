"""The options that several commands share."""

from typing import Any

import click

PATH = click.Path(readable=False)  # completed as a path; whether it will do is decided later


def json_option(command: Any) -> Any:  # noqa: ANN401 - a decorator of any function
    """`--json`, given to the command as `as_json`."""
    text = "Print the result, or the error, as JSON."
    return click.option("--json", "as_json", is_flag=True, help=text)(command)


def debug_option(command: Any) -> Any:  # noqa: ANN401 - a decorator of any function
    """`--debug`, which only the group reads."""
    text = "Show the traceback of an error."
    return click.option("--debug", is_flag=True, expose_value=False, help=text)(command)


def template_options(command: Any) -> Any:  # noqa: ANN401 - a decorator of any function
    """`--template` and `--ref`."""
    text = "Use another template: a git URL or a path."
    command = click.option("--ref", metavar="REF", help="Its tag, branch or commit.")(command)
    return click.option("--template", metavar="URL", type=PATH, help=text)(command)
