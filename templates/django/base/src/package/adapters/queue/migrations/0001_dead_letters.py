"""Add the table of dead letters."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

    initial = True

    dependencies = ()
    operations = [
        migrations.CreateModel(
            name="DeadLetter",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("job", models.CharField(max_length=100)),
                ("arguments", models.JSONField()),
                ("request_id", models.CharField(max_length=128)),
                ("attempts", models.IntegerField()),
                ("error", models.TextField()),
                ("failed_at", models.DateTimeField()),
            ],
            options={"db_table": "dead_letters"},
        ),
    ]
