from functools import partial
from typing import Any

import pytest
from argon2 import PasswordHasher
from httpx2 import Response

from {{ package_name }}.adapters.rate_limits import CREDENTIAL_FAILURES

from tests.concurrently import together
from tests.e2e.callers import authorization
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client
from tests.e2e.tables import change, rows

AUTH = "/api/v1/auth"
EMAIL = "ada@example.com"
PASSWORD = "correct horse battery"
{% if framework == "django" %}
# Django puts the algorithm's name before what the algorithm writes.
HASH_COLUMN, HASH_PREFIX = "password", "argon2"
{% else %}
HASH_COLUMN, HASH_PREFIX = "password_hash", ""
{% endif %}


{{ async_ }}def register(client: Client, email: str = EMAIL, password: str = PASSWORD) -> Response:
    return {{ await_ }}client.post(f"{AUTH}/register", json={"email": email, "password": password})


{{ async_ }}def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD) -> Response:
    return {{ await_ }}client.post(f"{AUTH}/token", json={"email": email, "password": password})


{{ async_ }}def refresh(client: Client, token: str) -> Response:
    return {{ await_ }}client.post(f"{AUTH}/refresh", json={"refresh_token": token})


{{ async_ }}def tokens_of_new_account(client: Client) -> dict[str, Any]:
    """Register, sign in and return the tokens."""
    {{ await_ }}register(client)
    tokens: dict[str, Any] = ({{ await_ }}sign_in(client)).json()
    return tokens


{{ async_ }}def disable(app: App) -> None:
    """Disable every account."""
    {{ await_ }}change(app, "users", is_active=False)


{{ async_ }}def stored_hash(app: App) -> str:
    """Return the password hash of the only account."""
    (user,) = {{ await_ }}rows(app, "users")
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


{{ async_ }}def test_signing_in_gives_tokens(client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)

    assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 900)


{{ async_ }}def test_signing_in_takes_the_email_in_any_case(client: Client) -> None:
    {{ await_ }}register(client)

    assert ({{ await_ }}sign_in(client, "ADA@Example.com")).status_code == 200


{{ async_ }}def test_the_access_token_shows_who_is_signed_in(client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)

    response = {{ await_ }}client.get(
        f"{AUTH}/me", headers={"Authorization": f"Bearer {tokens['access_token']}"}
    )

    assert (response.status_code, response.json()["email"]) == (200, EMAIL)


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


{{ async_ }}def test_without_a_token_nobody_is_known(client: Client) -> None:
    del client.headers["Authorization"]

    response = {{ await_ }}client.get(f"{AUTH}/me")

    assert problem(response) == (401, "not_authenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer a.b.c"])
{{ async_ }}def test_a_token_that_is_none_is_refused(client: Client, header: str) -> None:
    response = {{ await_ }}client.get(f"{AUTH}/me", headers={"Authorization": header})

    assert problem(response) == (401, "invalid_token")
    assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


{{ async_ }}def test_the_token_of_an_account_that_is_gone_is_refused(app: App, client: Client) -> None:
    response = {{ await_ }}client.get(f"{AUTH}/me", headers=authorization(app))

    assert problem(response) == (401, "invalid_token")


{{ async_ }}def test_a_refresh_token_gives_new_tokens(client: Client) -> None:
    before = {{ await_ }}tokens_of_new_account(client)

    after = ({{ await_ }}refresh(client, before["refresh_token"])).json()

    assert set(after) == set(before)
    assert after["refresh_token"] != before["refresh_token"]


{{ async_ }}def test_an_unknown_refresh_token_is_refused(client: Client) -> None:
    assert problem({{ await_ }}refresh(client, "unknown")) == (401, "invalid_refresh_token")


{{ async_ }}def test_a_refresh_token_works_once(client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)
    {{ await_ }}refresh(client, tokens["refresh_token"])

    response = {{ await_ }}refresh(client, tokens["refresh_token"])

    assert problem(response) == (401, "invalid_refresh_token")


{{ async_ }}def test_a_refresh_token_used_twice_revokes_what_came_from_it(client: Client) -> None:
    first = {{ await_ }}tokens_of_new_account(client)
    second = ({{ await_ }}refresh(client, first["refresh_token"])).json()
    {{ await_ }}refresh(client, first["refresh_token"])

    response = {{ await_ }}refresh(client, second["refresh_token"])

    assert problem(response) == (401, "invalid_refresh_token")


{{ async_ }}def test_of_two_refreshes_at_once_one_succeeds(client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)

    responses = {{ await_ }}together(*[partial(refresh, client, tokens["refresh_token"])] * 2)

    assert sorted(response.status_code for response in responses) == [200, 401]


{{ async_ }}def test_another_sign_in_stays_when_one_is_revoked(client: Client) -> None:
    laptop = {{ await_ }}tokens_of_new_account(client)
    phone = ({{ await_ }}sign_in(client)).json()
    {{ await_ }}client.post(f"{AUTH}/logout", json={"refresh_token": laptop["refresh_token"]})

    assert ({{ await_ }}refresh(client, phone["refresh_token"])).status_code == 200


{{ async_ }}def test_a_disabled_account_cannot_refresh(app: App, client: Client) -> None:
    tokens = {{ await_ }}tokens_of_new_account(client)
    {{ await_ }}disable(app)

    response = {{ await_ }}refresh(client, tokens["refresh_token"])

    assert problem(response) == (401, "invalid_refresh_token")


{{ async_ }}def test_signing_out_revokes_the_refresh_token(client: Client) -> None:
    token = ({{ await_ }}tokens_of_new_account(client))["refresh_token"]

    response = {{ await_ }}client.post(f"{AUTH}/logout", json={"refresh_token": token})

    assert response.status_code == 204
    assert problem({{ await_ }}refresh(client, token)) == (401, "invalid_refresh_token")


{{ async_ }}def test_signing_out_with_an_unknown_token_is_no_error(client: Client) -> None:
    response = {{ await_ }}client.post(f"{AUTH}/logout", json={"refresh_token": "unknown"})

    assert response.status_code == 204


@pytest.mark.parametrize("path", ["me", "no-such-path"])
{{ async_ }}def test_no_cache_stores_what_auth_routes_answer(client: Client, path: str) -> None:
    response = {{ await_ }}client.get(f"{AUTH}/{path}")

    assert response.headers["Cache-Control"] == "no-store"
