{% if framework == "fastapi" %}
import asyncio

{% endif %}
import pytest
from click.testing import CliRunner, Result

from {{ package_name }}.app import create_app
from {{ package_name }}.cli import cli
from {{ package_name }}.settings import Settings

from tests.e2e.serving import serving


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)


def create_api_key(scopes: str, *options: str) -> Result:
    arguments = ["create-api-key", "--name", "first", "--scopes", scopes, *options]
    return CliRunner().invoke(cli, arguments)


def test_it_prints_a_key_that_works_and_nothing_else(settings: Settings) -> None:
    result = create_api_key("orders:admin, orders:read", "--expires", "2999-01-31T12:00:00Z")
    (key,) = result.stdout.splitlines()

    {{ async_ }}def status() -> int:
        {{ async_ }}with serving(create_app(settings)) as client:
            response = {{ await_ }}client.get("/api/v1/api-keys", headers={"X-API-Key": key})
        return response.status_code

{% if framework == "fastapi" %}
    assert asyncio.run(status()) == 200
{% else %}
    assert status() == 200
{% endif %}


def test_a_scope_that_there_is_not_is_refused_once() -> None:
    result = create_api_key("orders:all,everything")

    assert result.exit_code == 1
    assert result.stderr.count("scopes: Input should be 'orders:read'") == 1


@pytest.mark.parametrize("expires", ["tomorrow", "2001-01-31T12:00:00Z"])
def test_an_end_that_is_none_is_refused(expires: str) -> None:
    result = create_api_key("orders:read", "--expires", expires)

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: expires_at: ")
