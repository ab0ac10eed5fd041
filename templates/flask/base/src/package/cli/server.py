"""Commands that serve and describe the API.

Each imports the application when it needs it: for `serve` that is in the workers, and not before.
"""

import json

import click
from werkzeug.serving import is_running_from_reloader, run_simple

from {{ package_name }}.migrate import upgrade
from {{ package_name }}.settings import load_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def dev(host: str, port: int) -> None:
    """Migrate the development database and serve, with reload."""
    if not is_running_from_reloader():
        upgrade(load_settings().database_url)
        click.echo(f"Serving on http://{host}:{port}/docs, reloading at each change")
    from {{ package_name }}.wsgi import app  # noqa: PLC0415 - as said above

    run_simple(host, port, app, use_reloader=True, threaded=True)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve in production; does not migrate."""
    # Gunicorn is for machines with fork, and not every command is.
    from {{ package_name }}.server import serve as run_server  # noqa: PLC0415 - as above

    run_server(load_settings(), host, port)


@click.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    from {{ package_name }}.app import create_app  # noqa: PLC0415 - as said above
    from {{ package_name }}.web.openapi import document_of  # noqa: PLC0415 - as said above

    document = document_of(create_app(load_settings()))
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))
