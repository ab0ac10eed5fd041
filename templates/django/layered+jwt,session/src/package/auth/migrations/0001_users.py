"""Add the tables of accounts and their sign-ins."""

from django.db import migrations, models

from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id


class Migration(migrations.Migration):
    """Makes the tables."""

    initial = True

    dependencies = ()
    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[("user", "user"), ("admin", "admin")],
                        default="user",
                        max_length=20,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(default=utc_now, editable=False)),
            ],
            options={
                "db_table": "users",
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ("id", models.UUIDField(default=new_id, primary_key=True, serialize=False)),
                ("secret_hash", models.CharField(max_length=64)),
{% if auth == "session" %}
                ("created_at", models.DateTimeField(default=utc_now)),
{% endif %}
                ("expires_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=models.DB_CASCADE, related_name="sign_ins", to="accounts.user"
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-in",
                "db_table": "sign_ins",
            },
        ),
    ]
