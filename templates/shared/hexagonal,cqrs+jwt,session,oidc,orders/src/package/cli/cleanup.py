"""The command that deletes what has expired."""

import click

from {{ package_name }}.application.{{ "commands." if architecture == "cqrs" else "" }}cleanup import delete_expired
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container


@click.command()
def cleanup() -> None:
    """Delete what has expired, and say how much of each kind there was."""

    {{ async_ }}def delete(container: Container) -> None:
        counts = {{ await_ }}delete_expired(container.expiring)
        for name, count in counts.items():
            click.echo(f"{name}\t{count}")

    run(delete)
