import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import Script
from click.testing import CliRunner
from sqlalchemy import Column, Integer, Table

from {{ package_name }} import cli, migrate, migrations
from {{ package_name }}.metadata import METADATA


def config_for(database_url: str) -> Config:
    """Make what Alembic's commands need to know."""
    config = Config(attributes={"database_url": database_url})
    config.set_main_option("script_location", migrate.SCRIPTS)
    return config


def test_a_model_without_a_migration_is_reported() -> None:
    table = Table("forgotten", METADATA, Column("id", Integer, primary_key=True))

    result = CliRunner().invoke(cli.cli, ["migrate", "--check"])
    METADATA.remove(table)

    assert result.exit_code == 1
    assert "forgotten" in result.stderr


def test_a_new_migration_names_the_types_that_are_stored(database_url: str, tmp_path: Path) -> None:
    time = METADATA.tables["dead_letters"].c.failed_at.type
    table = Table("forgotten", METADATA, Column("at", time, primary_key=True))
    config = config_for(database_url)
    folders = f"{Path(migrations.__path__[0]) / 'versions'}{os.pathsep}{tmp_path}"
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", folders)

    script = command.revision(config, "Add it.", autogenerate=True, version_path=str(tmp_path))
    METADATA.remove(table)

    assert isinstance(script, Script)
    assert "sa.DateTime(timezone=True)" in Path(script.path).read_text("utf-8")


def test_every_migration_can_be_taken_back(database_url: str) -> None:
    config = config_for(database_url)

    command.downgrade(config, "base")

    migrate.upgrade(database_url)
