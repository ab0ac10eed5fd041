"""Applying the migrations, and comparing them with the models."""

from django.apps import apps
from django.core.management import call_command
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from {{ package_name }}.adapters.database.engine import Database


def upgrade(database_url: str) -> None:
    """Bring a database to the newest revision."""
    database = Database(database_url)
    call_command("migrate", interactive=False, verbosity=0)
    database.close()


def differences() -> list[str]:
    """Say what the models have that the migrations do not make; no database is needed for it."""
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    return [
        f"{label}: {operation.describe()}"
        for label, migrations in detector.changes(graph=loader.graph).items()
        for migration in migrations
        for operation in migration.operations
    ]
