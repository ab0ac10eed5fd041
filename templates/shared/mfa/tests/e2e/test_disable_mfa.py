{% if framework == "fastapi" %}
import asyncio
from concurrent.futures import Future, ThreadPoolExecutor, wait
{% else %}
from concurrent.futures import Future, ThreadPoolExecutor, wait
{% endif %}

import pytest
from click.testing import CliRunner, Result

from {{ package_name }}.adapters.secret_box import FernetBox
from {{ package_name }}.app import create_app
from {{ package_name }}.cli import cli
from {{ package_name }}.settings import Settings

from tests.e2e.account_calls import EMAIL
from tests.e2e.problems import problem
from tests.e2e.second_factors import protect, sign_in
from tests.e2e.serving import App, Client, serving
from tests.e2e.tables import rows


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


{{ async_ }}def test_a_factor_taken_away_while_a_code_is_checked_is_gone(
    app: App,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    {{ await_ }}protect(app, client)
    removals: list[Future[Result]] = []

    with ThreadPoolExecutor(1) as threads:

        def open_meanwhile(_box: FernetBox, _sealed: str) -> None:
            removals.append(threads.submit(disable_mfa))
            wait(removals, timeout=1)

        monkeypatch.setattr(FernetBox, "open", open_meanwhile)
        refused = {{ await_ }}sign_in(client, "000000")

    assert problem(refused) == (401, "invalid_code")
    assert [removal.result().exit_code for removal in removals] == [0]
    assert not {{ await_ }}rows(app, "second_factors")


def test_an_account_without_a_second_factor_is_told() -> None:
    result = disable_mfa()

    assert result.exit_code == 1
    assert "No account with this e-mail has a second factor." in result.stderr
