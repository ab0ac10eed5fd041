"""Add the table of idempotency keys."""

from django.db import migrations, models

from {{ package_name }}.clock import utc_now


class Migration(migrations.Migration):
    """Makes the tables."""

    initial = True

    dependencies = ()
    operations = [
        migrations.CreateModel(
            name="IdempotencyRecord",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "owner_id",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("owner_id", models.UUIDField()),
                ("key", models.CharField(max_length=255)),
                ("request_hash", models.CharField(max_length=64)),
                ("response", models.TextField(default="")),
                ("created_at", models.DateTimeField(db_index=True, default=utc_now)),
            ],
            options={
                "db_table": "idempotency_records",
            },
        ),
    ]
