"""Add the table of API keys."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

    initial = True

    dependencies = ()
    operations = [
        migrations.CreateModel(
            name="ApiKeyRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("scopes", models.JSONField()),
                ("key_hash", models.CharField(max_length=64)),
                ("expires_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={"db_table": "api_keys"},
        ),
    ]
