"""Commands that serve and describe the API."""

import json

import click
import uvicorn

from {{ package_name }}.app import create_app
from {{ package_name }}.migrate import upgrade
from {{ package_name }}.server import APPLICATION, UVICORN
from {{ package_name }}.server import serve as run_server
from {{ package_name }}.settings import load_settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def dev(host: str, port: int) -> None:
    """Migrate the development database and serve, with reload."""
    upgrade(load_settings().database_url)
    uvicorn.run(APPLICATION, host=host, port=port, reload=True, reload_dirs=["src"], **UVICORN)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve in production; does not migrate."""
    run_server(load_settings(), host, port)


@click.command()
def openapi() -> None:
    """Print the OpenAPI document."""
    click.echo(json.dumps(create_app(load_settings()).openapi(), indent=2, ensure_ascii=False))
