"""Applying the migrations, and comparing them with the models."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from {{ package_name }}.adapters.database.connections import READING
from {{ package_name }}.adapters.database.engine import Database

# A number that all migrations of a database share, and nothing else uses.
LOCK = 7_283_412_906
# Seconds for which one migration waits for another.
PATIENCE = 60


def upgrade(database_url: str) -> None:
    """Bring a database to the newest revision."""
    database = Database(database_url)
    with _alone():
        call_command("migrate", interactive=False, verbosity=0)
    database.close()


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else migrates the database, such as another instance that starts too."""
    connection = connections[READING]
    if connection.vendor == "sqlite":
        # Django migrates in several transactions: what they have in common is another file.
        file = f"{connection.settings_dict['NAME']}-migrating"
        with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


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
