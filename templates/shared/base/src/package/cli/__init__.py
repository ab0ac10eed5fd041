"""The console script."""

{% if framework == "django" %}
import os
{% endif %}
import sys

import click
{% if framework == "django" %}
import django
{% endif %}

from {{ package_name }}.cli.lazy import LazyGroup
from {{ package_name }}.errors import QueueError
from {{ package_name }}.settings import SettingsError

COMMANDS = {
    "dev": "server:dev",
    "jobs": "jobs:jobs",
    "migrate": "database:migrate",
    "openapi": "server:openapi",
    "serve": "server:serve",
    "worker": "jobs:worker",
{% for src in fragments["src/package/cli/__init__.py/commands"] or [] %}
{% include src %}
{% endfor %}
}
{% if framework == "django" %}
SETTINGS = "{{ package_name }}.django_settings"
{% endif %}


@click.group(cls=LazyGroup, places=COMMANDS)
@click.version_option(package_name="{{ project_slug }}")
def cli() -> None:
    """Run and look after the service."""


def main() -> None:
    """Run the command line; what an operator can mend ends it with one message."""
    try:
{% if framework == "django" %}
        # Commands import models, which Django must know before.
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        django.setup()
{% endif %}
        cli()
    except SettingsError as error:
        message = str(error)
    except QueueError as error:
        message = f"The broker does not answer: {error}"
    except Exception as error:  # noqa: BLE001 - raised on unless it is the database
        message = _about_the_database(error)
    click.echo(message, err=True)
    sys.exit(1)


def _about_the_database(error: Exception) -> str:
    """Say what is wrong with the database; whatever else happened is a bug, and raised on."""
{% if framework == "django" %}
    from django.db import Error  # noqa: PLC0415 - imported already, if it raised this

    if not isinstance(error, Error | OSError):
        raise error
    return f"The database does not serve this; is it up, and migrated? {error}"
{% else %}
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - imported already, if it raised this

    if not isinstance(error, SQLAlchemyError | OSError):
        raise error
    cause = getattr(error, "orig", error)
    return f"The database does not serve this; is it up, and migrated? {cause}"
{% endif %}
