import pytest
from httpx2 import Response

{% if architecture == "layered" %}
from {{ package_name }}.auth.models import User
{% else %}
from {{ package_name }}.adapters.database.accounts import UserRow as User
{% endif %}

from tests.e2e.admin_calls import ADMIN, EMAIL, PASSWORD, log_in, send
from tests.e2e.serving import Client

LOGIN = f"{ADMIN}login/"
USERS = f"{ADMIN}{{ "accounts/user" if architecture == "layered" else "database/userrow" }}/"


def register(client: Client, email: str = "ada@example.com") -> User:
    account = {"email": email, "password": PASSWORD}
    client.post("/api/v1/auth/register", json=account)
    return User.objects.get(email=email)


def change(client: Client, user: User, **form: str) -> Response:
    return send(client, f"{USERS}{user.id}/change/", **form)


def test_an_admin_logs_in_whatever_the_case_of_the_email(client: Client) -> None:
    assert log_in(client, EMAIL.upper()).status_code == 302
    assert client.get(ADMIN).status_code == 200


def test_who_is_no_admin_is_not_let_in(client: Client) -> None:
    user = register(client)

    assert log_in(client, user.email).status_code == 200
    assert client.get(ADMIN).status_code == 302


def test_guessing_is_limited(client: Client) -> None:
    log_in(client)
    client.cookies.clear()
    guess = {"username": EMAIL, "password": "wrong horse battery"}
    for _ in range(10):
        assert "Please enter the correct email and password" in send(client, LOGIN, **guess).text

    refused = send(client, LOGIN, username=EMAIL, password=PASSWORD)

    assert refused.status_code == 200
    assert client.get(ADMIN).status_code == 302


def test_a_browser_tells_the_forms_origin(client: Client) -> None:
    """Without a referrer it would say `null`, which Django's CSRF protection refuses."""
    assert client.get(f"{ADMIN}login/").headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("page", ["", "?q=ada", "?role__exact=user"])
def test_accounts_are_listed_and_found(client: Client, page: str) -> None:
    register(client)
    log_in(client)

    assert "ada@example.com" in client.get(USERS + page).text


def test_an_account_can_be_shut(client: Client) -> None:
    user = register(client)
    log_in(client)

    assert change(client, user, role="user").status_code == 302

    user.refresh_from_db()
    assert not user.is_active


def test_a_role_can_be_given(client: Client) -> None:
    user = register(client)
    log_in(client)

    assert change(client, user, role="admin", is_active="on").status_code == 302

    user.refresh_from_db()
    assert user.role == "admin"


@pytest.mark.parametrize("action", ["add/", "{id}/delete/"])
def test_accounts_are_neither_made_nor_deleted(client: Client, action: str) -> None:
    user = register(client)
    log_in(client)

    assert client.get(USERS + action.format(id=user.id)).status_code == 403
