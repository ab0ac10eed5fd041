import os
import subprocess
import sys
from pathlib import Path

from tests.processes import PROJECT

PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "y3kq8vZr1TnW5bXc7LmPd2FhJs9GtAeUo4Ri6NwQxBzCvMlKj0",
    "ALLOWED_HOSTS": "shop.example",
{% if auth == "oidc" %}
    "OIDC_ISSUER": "https://login.example",
    "OIDC_AUDIENCE": "https://shop.example",
{% endif %}
}


def test_django_finds_nothing_amiss_with_the_production_settings(tmp_path: Path) -> None:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"]
    variables = os.environ | PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/shop.db"}

    result = subprocess.run(command, cwd=PROJECT, env=variables, capture_output=True, check=False)

    assert result.returncode == 0, result.stderr.decode()
