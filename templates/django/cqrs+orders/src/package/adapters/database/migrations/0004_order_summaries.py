"""Add the summaries of orders."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

    dependencies = (("database", "0003_orders"),)
    operations = [
        migrations.CreateModel(
            name="OrderSummaryRow",
            fields=[
                ("order_id", models.UUIDField(primary_key=True, serialize=False)),
                ("owner_id", models.UUIDField()),
                ("status", models.CharField(max_length=20)),
                ("currency", models.CharField(max_length=3)),
                ("total", models.BigIntegerField()),
            ],
            options={
                "db_table": "order_summaries",
                "indexes": [
                    models.Index(fields=["owner_id", "status"], name="ix_order_summaries_owner")
                ],
            },
        ),
    ]
