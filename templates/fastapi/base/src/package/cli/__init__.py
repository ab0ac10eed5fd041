"""The console script."""

import sys

import click
from sqlalchemy.exc import SQLAlchemyError

from {{ package_name }}.cli import database, jobs{{ ", orders" if example == "orders" }}, server{{ ", users" if auth == "jwt" }}
from {{ package_name }}.jobs import QueueError
from {{ package_name }}.settings import SettingsError


@click.group()
@click.version_option(package_name="{{ project_slug }}")
def cli() -> None:
    """Run and look after the service."""


COMMANDS: tuple[click.Command, ...] = (
    server.dev,
    server.serve,
    server.openapi,
    database.migrate,
    jobs.worker,
    jobs.jobs,
{% if auth == "jwt" %}
    users.create_admin,
{% endif %}
{% if example == "orders" %}
    orders.seed,
{% endif %}
)
for command in COMMANDS:
    cli.add_command(command)
{% if example == "orders" %}
jobs.jobs.add_command(orders.requeue_placed)
{% endif %}


def main() -> None:
    """Run the command line; what an operator can mend ends it with one message."""
    try:
        cli()
    except SettingsError as error:
        message = str(error)
    except QueueError as error:
        message = f"The broker does not answer: {error}"
    except (SQLAlchemyError, OSError) as error:
        cause = getattr(error, "orig", error)
        message = f"The database does not serve this; is it up, and migrated? {cause}"
    click.echo(message, err=True)
    sys.exit(1)
