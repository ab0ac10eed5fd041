"""Add the tables of accounts and their sign-ins."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the tables."""

    initial = True

    dependencies = ()
    operations = [
        migrations.CreateModel(
            name="UserRow",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True)),
                (
                    "role",
                    models.CharField(choices=[("user", "user"), ("admin", "admin")], max_length=20),
                ),
                ("is_active", models.BooleanField()),
                ("created_at", models.DateTimeField(editable=False)),
            ],
            options={"db_table": "users", "verbose_name": "user"},
        ),
        migrations.CreateModel(
            name="SignInRow",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("secret_hash", models.CharField(max_length=64)),
{% if auth == "session" %}
                ("created_at", models.DateTimeField()),
{% endif %}
                ("expires_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=models.DB_CASCADE,
                        related_name="sign_ins",
                        to="database.userrow",
                    ),
                ),
            ],
            options={"db_table": "sign_ins", "verbose_name": "sign-in"},
        ),
    ]
