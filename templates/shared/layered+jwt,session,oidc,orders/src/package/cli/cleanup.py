"""The command that deletes what has expired."""

import click

from {{ package_name }}.cleanup import delete_expired
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container


@click.command()
def cleanup() -> None:
    """Delete what has expired, and say how much of each kind there was."""
{% if framework == "django" %}

    def delete(_container: Container) -> None:
        for name, count in delete_expired().items():
            click.echo(f"{name}\t{count}")
{% else %}

    {{ async_ }}def delete(container: Container) -> None:
        counts = {{ await_ }}delete_expired(container.database)
        for name, count in counts.items():
            click.echo(f"{name}\t{count}")
{% endif %}

    run(delete)
