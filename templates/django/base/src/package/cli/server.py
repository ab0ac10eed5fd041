"""Commands that serve and describe the API."""

import json

import click
from django.core.management import call_command

from {{ package_name }}.migrate import upgrade
from {{ package_name }}.settings import load_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def dev(host: str, port: int) -> None:
    """Migrate the development database and serve, with reload."""
    upgrade(load_settings().database_url)
    call_command("runserver", f"{host}:{port}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve in production; does not migrate."""
    # Imported here: Gunicorn is for machines with fork, and not every command is.
    from {{ package_name }}.server import serve as run_server  # noqa: PLC0415 - as above

    run_server(load_settings(), host, port)


@click.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    # Imported here: the server chooses where metrics are kept before the routes are imported.
    from {{ package_name }}.app import create_app  # noqa: PLC0415 - as above
    from {{ package_name }}.web.api import document_of  # noqa: PLC0415 - as above

    document = document_of(create_app(load_settings()).urlconf)
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))
