import pytest
from click.testing import CliRunner, Result

from {{ package_name }}.cli import cli
from {{ package_name }}.cli.orders import SEED
from {{ package_name }}.settings import Settings


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_seed_places_orders() -> None:
    result = invoke("seed")

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) >= len(SEED)


def test_seed_is_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("SECRET_KEY", "a-secret-of-more-than-32-characters")
    monkeypatch.setenv("ALLOWED_HOSTS", "api.example.com")
{% if auth == "oidc" %}
    monkeypatch.setenv("OIDC_ISSUER", "https://login.example.com")
    monkeypatch.setenv("OIDC_AUDIENCE", "https://api.example.com")
{% endif %}

    result = invoke("seed")

    assert result.exit_code == 1
    assert "this is production" in result.stderr


def test_without_placed_orders_there_is_nothing_to_re_queue() -> None:
    assert invoke("jobs", "requeue-placed").stdout == "0 re-queued\n"
