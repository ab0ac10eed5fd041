"""Add the table of browser sessions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Makes the table."""

    initial = True

    dependencies = ()
    operations = [
        migrations.CreateModel(
            name="BrowserSession",
            fields=[
                ("token_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("caller_id", models.UUIDField(db_index=True)),
                (
                    "role",
                    models.CharField(choices=[("user", "user"), ("admin", "admin")], max_length=20),
                ),
                ("expires_at", models.DateTimeField()),
            ],
            options={"db_table": "browser_sessions", "verbose_name": "browser session"},
        ),
    ]
