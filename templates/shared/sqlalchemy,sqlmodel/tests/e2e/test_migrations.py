from alembic import command
from alembic.config import Config
from click.testing import CliRunner
from sqlalchemy import Column, Integer, Table

from {{ package_name }} import cli, migrate
from {{ package_name }}.metadata import METADATA


def test_a_model_without_a_migration_is_reported() -> None:
    table = Table("forgotten", METADATA, Column("id", Integer, primary_key=True))

    result = CliRunner().invoke(cli.cli, ["migrate", "--check"])
    METADATA.remove(table)

    assert result.exit_code == 1
    assert "forgotten" in result.stderr


def test_every_migration_can_be_taken_back(database_url: str) -> None:
    config = Config(attributes={"database_url": database_url})
    config.set_main_option("script_location", migrate.SCRIPTS)

    command.downgrade(config, "base")

    migrate.upgrade(database_url)
