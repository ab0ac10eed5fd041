"""Add the tables of orders and their lines."""

from django.db import migrations, models

from {{ package_name }}.orders.fields import AmountField


class Migration(migrations.Migration):
    """Makes the tables."""

    initial = True

    dependencies = ()
    operations = [
        migrations.CreateModel(
            name="Order",
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
                ("total", AmountField()),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("version", models.IntegerField()),
                ("confirming_since", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "orders",
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
            name="OrderLine",
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
                ("unit_price", AmountField()),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=models.DB_CASCADE, related_name="stored_lines", to="orders.order"
                    ),
                ),
            ],
            options={
                "db_table": "order_lines",
                "ordering": ("position",),
            },
        ),
    ]
