"""Add the outbox."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

{% if auth != "none" %}
    dependencies = (("database", "0001_{{ auth_table }}"),)
{% else %}
    initial = True

    dependencies = ()
{% endif %}
    operations = [
        migrations.CreateModel(
            name="OutboxMessage",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("job", models.CharField(max_length=100)),
                ("arguments", models.JSONField()),
                ("request_id", models.CharField(max_length=128)),
                ("attempts", models.IntegerField(default=0)),
                ("retries", models.IntegerField(default=0)),
                ("due_at", models.DateTimeField()),
            ],
            options={
                "db_table": "outbox",
                "indexes": [models.Index(fields=["due_at"], name="ix_outbox_due_at")],
            },
        ),
    ]
