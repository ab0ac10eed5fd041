{% if framework == "fastapi" %}
import asyncio

{% endif %}
import pytest
from click.testing import CliRunner, Result

from {{ package_name }}.app import create_app
from {{ package_name }}.cli import cli
from {{ package_name }}.settings import Settings

from tests.e2e.account_calls import EMAIL
from tests.e2e.second_factors import protect, sign_in
from tests.e2e.serving import serving


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)


def disable_mfa(email: str = EMAIL) -> Result:
    return CliRunner().invoke(cli, ["disable-mfa", "--email", email])


def test_who_has_lost_the_app_signs_in_by_password_again(settings: Settings) -> None:
    {{ async_ }}def make() -> None:
        app = create_app(settings)
        {{ async_ }}with serving(app) as client:
            {{ await_ }}protect(app, client)

    {{ async_ }}def status() -> int:
        {{ async_ }}with serving(create_app(settings)) as client:
            return ({{ await_ }}sign_in(client)).status_code

{% if framework == "fastapi" %}
    asyncio.run(make())
    assert disable_mfa(EMAIL.upper()).exit_code == 0
    assert asyncio.run(status()) == 200
{% else %}
    make()
    assert disable_mfa(EMAIL.upper()).exit_code == 0
    assert status() == 200
{% endif %}


def test_an_account_without_a_second_factor_is_told() -> None:
    result = disable_mfa()

    assert result.exit_code == 1
    assert "No account with this e-mail has a second factor." in result.stderr
