from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from httpx2 import Response

from {{ package_name }}.admin_code import LoginWithCodeForm
from {{ package_name }}.one_time_codes import MAX_FAILURES

from tests.e2e.admin_calls import ADMIN, EMAIL, PASSWORD, log_in, send
from tests.e2e.callers import CREDENTIALS
from tests.e2e.second_factors import (
    Protected,
    code_of,
    enrol,
    post,
    protect,
    register,
)
from tests.e2e.serving import App, Client
from tests.e2e.tables import change, rows


def protected_admin(app: App, client: Client) -> Protected:
    """Make an admin with a second factor, whom nobody has logged in."""
    ada = protect(app, client)
    change(app, "users", role="admin")
    client.headers.pop(CREDENTIALS, None)
    return ada


def log_ada_in(client: Client, code: str = "", password: str = PASSWORD) -> Response:
    path = f"{ADMIN}login/"
    return send(client, path, username="ada@example.com", password=password, code=code)


def test_the_page_asks_for_a_code(client: Client) -> None:
    assert 'name="code"' in client.get(f"{ADMIN}login/").text


def test_who_has_no_second_factor_needs_no_code(client: Client) -> None:
    assert log_in(client, EMAIL).status_code == 302


def test_an_admin_with_a_second_factor_needs_a_code(app: App, client: Client) -> None:
    ada = protected_admin(app, client)

    refused = log_ada_in(client)

    assert refused.status_code == 200
    assert "Send the code of your authenticator app too" in refused.text
    assert client.get(ADMIN).status_code == 302
    assert log_ada_in(client, code_of(ada.secret)).status_code == 302
    assert client.get(ADMIN).status_code == 200


def test_a_code_logs_in_once(app: App, client: Client) -> None:
    ada = protected_admin(app, client)
    code = code_of(ada.secret)
    log_ada_in(client, code)
    client.cookies.clear()

    assert "The code is wrong or has been used." in log_ada_in(client, code).text


def test_a_wrong_password_tells_nothing_of_the_second_factor(app: App, client: Client) -> None:
    protected_admin(app, client)

    page = log_ada_in(client, password="wrong horse battery").text

    assert "Please enter the correct email and password" in page
    assert "authenticator" not in page


def test_wrong_codes_count(app: App, client: Client) -> None:
    protected_admin(app, client)
    log_ada_in(client, "000000")

    (factor,) = rows(app, "second_factors")

    assert factor["failures"] == 1


def test_guessing_is_limited(app: App, client: Client) -> None:
    ada = protected_admin(app, client)
    for _ in range(10):
        log_ada_in(client, "000000")

    assert "Too many requests" in log_ada_in(client, code_of(ada.secret)).text


def test_after_many_wrong_codes_only_a_recovery_code_works(app: App, client: Client) -> None:
    ada = protected_admin(app, client)
    change(app, "second_factors", failures=MAX_FAILURES)

    assert log_ada_in(client, code_of(ada.secret)).status_code == 200
    assert log_ada_in(client, ada.recovery_codes[0]).status_code == 302


def test_switching_the_factor_on_ends_the_sessions_of_the_admin(app: App, client: Client) -> None:
    headers = register(client)
    change(app, "users", role="admin")
    client.headers.pop(CREDENTIALS, None)
    code = code_of(enrol(client, headers))
    log_ada_in(client)
    assert client.get(ADMIN).status_code == 200

    assert post(client, "confirm", headers, code).status_code == 200

    assert client.get(ADMIN).status_code == 302


def test_switching_the_factor_off_ends_them_too(app: App, client: Client) -> None:
    ada = protected_admin(app, client)
    log_ada_in(client, ada.recovery_codes[0])
    assert client.get(ADMIN).status_code == 200

    assert post(client, "disable", ada.headers, code_of(ada.secret)).status_code == 204

    assert client.get(ADMIN).status_code == 302


def test_a_factor_confirmed_after_the_check_ends_the_login(
    app: App, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    protected_admin(app, client)
    change(app, "second_factors", is_confirmed=False)
    check = LoginWithCodeForm.check

    def check_and_confirm(form: LoginWithCodeForm) -> dict[str, Any]:
        cleaned = check(form)
        change(app, "second_factors", is_confirmed=True)
        return cleaned

    monkeypatch.setattr(LoginWithCodeForm, "check", check_and_confirm)

    assert log_ada_in(client).status_code == 302
    assert client.get(ADMIN).status_code == 302


@pytest.mark.parametrize(("is_confirmed", "status"), [(True, 200), (False, 302)])
def test_under_a_new_secret_key_sessions_last_as_long_as_the_factor(
    app: App, client: Client, *, is_confirmed: bool, status: int
) -> None:
    ada = protected_admin(app, client)
    log_ada_in(client, code_of(ada.secret))
    change(app, "second_factors", is_confirmed=is_confirmed)

    with override_settings(SECRET_KEY="new" * 20, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert client.get(ADMIN).status_code == status


def test_an_empty_form_is_refused(client: Client) -> None:
    client.headers.pop(CREDENTIALS, None)

    assert send(client, f"{ADMIN}login/", username="", password="").status_code == 200
