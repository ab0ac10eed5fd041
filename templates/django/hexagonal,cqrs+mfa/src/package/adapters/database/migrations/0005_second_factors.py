"""Add the table of second factors."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

{% if architecture == "cqrs" and example == "orders" %}
    dependencies = (("database", "0004_order_summaries"),)
{% elif architecture == "cqrs" %}
    dependencies = (("database", "0002_outbox"),)
{% elif example == "orders" %}
    dependencies = (("database", "0003_orders"),)
{% else %}
    dependencies = (("database", "0001_users"),)
{% endif %}
    operations = [
        migrations.CreateModel(
            name="SecondFactorRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("sealed_secret", models.CharField(max_length=255)),
                ("is_confirmed", models.BooleanField()),
                ("last_step", models.IntegerField()),
                ("failures", models.IntegerField()),
                ("recovery_hashes", models.JSONField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=models.DB_CASCADE,
                        related_name="second_factor",
                        to="database.userrow",
                    ),
                ),
            ],
            options={"db_table": "second_factors", "verbose_name": "second factor"},
        ),
    ]
