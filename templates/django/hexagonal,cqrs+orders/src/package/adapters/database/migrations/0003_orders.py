"""Add the tables of orders and idempotency keys."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the tables."""

{% if architecture == "cqrs" %}
    dependencies = (("database", "0002_outbox"),)
{% elif auth != "none" %}
    dependencies = (("database", "0001_{{ auth_table }}"),)
{% else %}
    initial = True

    dependencies = ()
{% endif %}
    operations = [
        migrations.CreateModel(
            name="OrderRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("owner_id", models.UUIDField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("placed", "placed"),
                            ("confirmed", "confirmed"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=20,
                    ),
                ),
                ("customer_email", models.EmailField(max_length=254)),
                ("currency", models.CharField(max_length=3)),
                ("total", models.BigIntegerField()),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("version", models.IntegerField()),
                ("confirming_since", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "orders",
                "verbose_name": "order",
                "indexes": [
                    models.Index(
                        fields=["owner_id", "created_at", "id"], name="ix_orders_owner_created_id"
                    ),
                    models.Index(fields=["created_at", "id"], name="ix_orders_created_id"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["placed", "confirmed", "cancelled"])),
                        name="ck_orders_status",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderLineRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id",
                        "position",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.IntegerField()),
                ("sku", models.CharField(max_length=64)),
                ("quantity", models.IntegerField()),
                ("unit_price", models.BigIntegerField()),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=models.DB_CASCADE,
                        related_name="lines",
                        to="database.orderrow",
                    ),
                ),
            ],
            options={"db_table": "order_lines", "ordering": ("position",)},
        ),
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
                ("response", models.TextField()),
                ("created_at", models.DateTimeField(db_index=True)),
            ],
            options={"db_table": "idempotency_records"},
        ),
    ]
