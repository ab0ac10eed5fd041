from click.testing import CliRunner
from django.core.management import call_command
from django.db import models
from django.db.migrations.recorder import MigrationRecorder

from {{ package_name }} import cli
from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.queue.models import DeadLetter
from {{ package_name }}.migrate import upgrade


def test_a_model_without_a_migration_is_reported() -> None:
    column = models.IntegerField(default=0)
    column.contribute_to_class(DeadLetter, "forgotten")

    result = CliRunner().invoke(cli.cli, ["migrate", "--check"])
    DeadLetter._meta.local_fields.remove(column)  # noqa: SLF001 - no public way takes it back

    assert result.exit_code == 1
    assert "forgotten" in result.stderr


def test_every_migration_can_be_taken_back(database: Database, database_url: str) -> None:
    labels = {label for label, _ in MigrationRecorder.Migration.objects.values_list("app", "name")}
    database.close()

    for label in sorted(labels):
        call_command("migrate", label, "zero", verbosity=0, interactive=False)

    upgrade(database_url)
