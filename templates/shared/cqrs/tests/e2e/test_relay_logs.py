import json

import pytest
from click.testing import CliRunner

from {{ package_name }}.cli import cli
from {{ package_name }}.settings import Settings


{{ async_ }}def stop_at_once(*_arguments: object) -> None:
    """Stand for a relay that is told to stop."""


def test_a_relay_logs_to_standard_output_as_the_server_does(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("SECRET_KEY", "0123456789abcdef" * 2)
    monkeypatch.setenv("ALLOWED_HOSTS", "example.com")
{% if auth == "oidc" %}
    monkeypatch.setenv("OIDC_ISSUER", "https://login.example.com")
    monkeypatch.setenv("OIDC_AUDIENCE", "https://api.example.com")
{% endif %}
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setattr("{{ package_name }}.cli.relay.relay_until", stop_at_once)

    result = CliRunner().invoke(cli, ["relay"])

    assert result.exit_code == 0
    assert json.loads(result.stdout)["event"] == "relay_started"
