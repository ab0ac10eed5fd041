from functools import partial

import pytest
from argon2 import PasswordHasher

from {{ package_name }}.adapters.rate_limits import CREDENTIAL_FAILURES

from tests.concurrently import together
from tests.e2e.account_calls import (
    AUTH,
    EMAIL,
    PASSWORD,
    disable,
    register,
    sign_in,
)
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client
from tests.e2e.tables import change, rows

{% if framework == "django" %}
# Django puts the algorithm's name before what the algorithm writes.
HASH_COLUMN, HASH_PREFIX = "password", "argon2"
{% else %}
HASH_COLUMN, HASH_PREFIX = "password_hash", ""
{% endif %}


{{ async_ }}def stored_hash(app: App) -> str:
    """Return the password hash of the account."""
    (user,) = [row for row in {{ await_ }}rows(app, "users") if row["email"] == EMAIL]
    return str(user[HASH_COLUMN])


{{ async_ }}def test_a_new_account_is_a_user(client: Client) -> None:
    response = {{ await_ }}register(client)

    assert response.status_code == 201
    assert (response.json()["email"], response.json()["role"]) == (EMAIL, "user")


{{ async_ }}def test_an_account_shows_nothing_of_its_password(client: Client) -> None:
    assert set(({{ await_ }}register(client)).json()) == {"id", "email", "role", "created_at"}


{{ async_ }}def test_an_email_is_taken_whatever_its_case(client: Client) -> None:
    {{ await_ }}register(client)

    assert problem({{ await_ }}register(client, "ADA@Example.com")) == (409, "email_taken")


{{ async_ }}def test_of_two_that_want_one_email_at_once_one_gets_it(client: Client) -> None:
    responses = {{ await_ }}together(*[partial(register, client)] * 2)

    assert sorted(response.status_code for response in responses) == [201, 409]


@pytest.mark.parametrize(
    ("email", "password", "pointer"),
    [
        ("nobody", PASSWORD, "/email"),
        ("ada@localhost", PASSWORD, "/email"),
        (EMAIL, "x" * 11, "/password"),
        (EMAIL, "x" * 129, "/password"),
    ],
)
{{ async_ }}def test_a_poor_registration_is_refused(
    client: Client, email: str, password: str, pointer: str
) -> None:
    response = {{ await_ }}register(client, email, password)

    assert problem(response) == (422, "validation_failed")
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


{{ async_ }}def test_nobody_registers_as_an_admin(client: Client) -> None:
    body = {"email": EMAIL, "password": PASSWORD, "role": "admin"}

    assert problem({{ await_ }}client.post(f"{AUTH}/register", json=body)) == (422, "validation_failed")


{{ async_ }}def test_signing_in_takes_the_email_in_any_case(client: Client) -> None:
    {{ await_ }}register(client)

    assert ({{ await_ }}sign_in(client, "ADA@Example.com")).status_code == 200


{{ async_ }}def test_a_wrong_password_and_an_unknown_account_are_answered_alike(
    client: Client,
) -> None:
    {{ await_ }}register(client)

    wrong = {{ await_ }}sign_in(client, password="wrong horse battery")
    unknown = {{ await_ }}sign_in(client, email="bob@example.com")

    assert problem(wrong) == problem(unknown) == (401, "invalid_credentials")
    assert wrong.json()["detail"] == unknown.json()["detail"]
    assert wrong.headers["WWW-Authenticate"] == unknown.headers["WWW-Authenticate"]


{{ async_ }}def test_a_disabled_account_cannot_sign_in(app: App, client: Client) -> None:
    {{ await_ }}register(client)
    {{ await_ }}disable(app)

    assert problem({{ await_ }}sign_in(client)) == (401, "invalid_credentials")


{{ async_ }}def test_a_password_hashed_at_another_cost_is_hashed_again_when_it_is_known(
    app: App, client: Client
) -> None:
    {{ await_ }}register(client)
    today = ({{ await_ }}stored_hash(app)).split("$")[3]
    other = HASH_PREFIX + PasswordHasher(time_cost=2).hash(PASSWORD)
    {{ await_ }}change(app, "users", **{HASH_COLUMN: other})

    responses = [{{ await_ }}sign_in(client) for _ in range(2)]

    assert [response.status_code for response in responses] == [200, 200]
    assert ({{ await_ }}stored_hash(app)).split("$")[3] == today


{{ async_ }}def test_who_keeps_guessing_has_to_wait(client: Client) -> None:
    {{ await_ }}register(client)
    for _ in range(CREDENTIAL_FAILURES.amount):
        {{ await_ }}sign_in(client, password="wrong horse battery")

    assert problem({{ await_ }}sign_in(client)) == (429, "rate_limited")


@pytest.mark.parametrize("path", ["me", "no-such-path"])
{{ async_ }}def test_no_cache_stores_what_auth_routes_answer(client: Client, path: str) -> None:
    response = {{ await_ }}client.get(f"{AUTH}/{path}")

    assert response.headers["Cache-Control"] == "no-store"
