"""Commands for the database."""

import click

from {{ package_name }} import migrate as migrations
from {{ package_name }}.settings import load_settings


@click.command()
@click.option("--check", is_flag=True, help="Only compare the models with the migrations.")
def migrate(*, check: bool) -> None:
    """Apply the migrations."""
    if not check:
        migrations.upgrade(load_settings().database_url)
        return
    differences = migrations.differences()
    for difference in differences:
        click.echo(difference, err=True)
    if differences:
        message = (
            "the models have changed: `uv run alembic revision --autogenerate` writes the migration"
        )
        raise click.ClickException(message)
