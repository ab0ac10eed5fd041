"""Add the table of API keys."""

from django.db import migrations, models

from {{ package_name }}.clock import utc_now


class Migration(migrations.Migration):
    """Makes the table."""

    initial = True

    dependencies = ()
    operations = [
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("scopes", models.JSONField()),
                ("key_hash", models.CharField(max_length=64)),
                ("expires_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(default=utc_now)),
            ],
            options={
                "db_table": "api_keys",
            },
        ),
    ]
