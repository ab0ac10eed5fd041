"""Commands that are imported when they are called, so that each imports only what it needs."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group of commands by the places where they are defined.

    Args:
        places: For each command its module below this package and its name there, `module:name`.
        options: Whatever a group of click takes.
    """

    def __init__(self, *, places: Mapping[str, str], **options: Any) -> None:  # noqa: ANN401 - click's
        super().__init__(**options)
        self._places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands by name."""
        return sorted([*super().list_commands(ctx), *self._places])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self._places:
            return super().get_command(ctx, cmd_name)
        module, _, name = self._places[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f".{module}", __package__), name)
        return command
