{% if framework == "fastapi" %}
import asyncio

{% endif %}
import pytest
from click.testing import CliRunner, Result

from {{ package_name }}.app import create_app
from {{ package_name }}.cli import cli
from {{ package_name }}.settings import Settings

from tests.e2e.account_calls import AUTH, EMAIL, PASSWORD, sign_in
from tests.e2e.serving import Client, serving


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)


def create_admin(*options: str, password: str = PASSWORD, email: str = EMAIL) -> Result:
    typed = password if "--password-stdin" in options else f"{password}\n{password}"
    return CliRunner().invoke(cli, ["create-admin", "--email", email, *options], input=f"{typed}\n")


@pytest.mark.parametrize("options", [[], ["--password-stdin"]])
def test_an_admin_can_sign_in(settings: Settings, options: list[str]) -> None:
    assert create_admin(*options).exit_code == 0

    {{ async_ }}def me() -> str:
        {{ async_ }}with serving(create_app(settings)) as client:
            return {{ await_ }}role(client)

{% if framework == "fastapi" %}
    assert asyncio.run(me()) == "admin"
{% else %}
    assert me() == "admin"
{% endif %}


{{ async_ }}def role(client: Client) -> str:
    """Sign in and return the role of the account."""
{% if auth == "jwt" %}
    tokens = ({{ await_ }}sign_in(client)).json()
    client.headers["Authorization"] = f"Bearer {tokens['access_token']}"
{% else %}
    {{ await_ }}sign_in(client)
{% endif %}
    return str(({{ await_ }}client.get(f"{AUTH}/me")).json()["role"])


def test_a_short_password_is_refused() -> None:
    result = create_admin("--password-stdin", password="short")

    assert result.exit_code == 1
    assert "password: String should have at least 12 characters" in result.stderr


def test_the_refusal_does_not_show_the_password() -> None:
    result = create_admin("--password-stdin", password="hunter2")

    assert "hunter2" not in result.output


def test_an_email_that_is_taken_is_refused() -> None:
    create_admin("--password-stdin")

    result = create_admin("--password-stdin", email=EMAIL.upper())

    assert result.exit_code == 1
    assert "There is an account with this e-mail already." in result.stderr
