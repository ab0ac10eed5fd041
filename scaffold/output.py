"""Messages, errors and progress: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from scaffold.errors import AnswersError, ScaffoldError


def print_json(value: Mapping[str, Any]) -> None:
    """Print one JSON document; anything beyond ASCII is escaped, so every terminal can carry it."""
    click.echo(json.dumps(value, indent=2, default=str))


def print_error(error: ScaffoldError, *, as_json: bool) -> None:
    """Say what went wrong and what to do about it."""
    if as_json:
        print_json({"error": error.as_json()})
        return
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {error.message}", err=True)
    if isinstance(error, AnswersError):
        for problem in error.problems:
            click.echo(f"  - {problem}", err=True)
    if error.hint:
        click.echo(error.hint, err=True)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show on a terminal what is being done now; stay silent elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _what: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it, and it takes time

    with Console(stderr=True).status("") as status:
        yield lambda what: status.update(f"{what} …")
