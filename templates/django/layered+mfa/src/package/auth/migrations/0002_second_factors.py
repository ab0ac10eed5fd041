"""Add the table of second factors."""

from django.db import migrations, models

from {{ package_name }}.ids import new_id


class Migration(migrations.Migration):
    """Makes the table."""

    dependencies = (("accounts", "0001_users"),)
    operations = [
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", models.UUIDField(default=new_id, primary_key=True, serialize=False)),
                ("sealed_secret", models.CharField(max_length=255)),
                ("is_confirmed", models.BooleanField(default=False)),
                ("last_step", models.IntegerField(default=0)),
                ("failures", models.IntegerField(default=0)),
                ("recovery_hashes", models.JSONField(default=list)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=models.DB_CASCADE,
                        related_name="second_factor",
                        to="accounts.user",
                    ),
                ),
            ],
            options={"db_table": "second_factors", "verbose_name": "second factor"},
        ),
    ]
