from datetime import timedelta

import pytest

from {{ package_name }}.clock import utc_now
from {{ package_name }}.sign_in_tokens import SIGN_IN_LIMIT

from tests.e2e.account_calls import AUTH, EMAIL, disable, register, sign_in
from tests.e2e.callers import CREDENTIALS, authorization
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client
from tests.e2e.tables import change, rows

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


{{ async_ }}def log_in(client: Client) -> str:
    """Register, sign in, and return the token, which the client keeps too, as a browser does."""
    client.headers.pop(CREDENTIALS, None)
    {{ await_ }}register(client)
    {{ await_ }}sign_in(client)
    return client.cookies["session"]


{{ async_ }}def me(client: Client, token: str | None = None) -> int:
    """Return the status of a request with the client's own session, or with another."""
    headers = {} if token is None else {"Cookie": f"session={token}"}
    return ({{ await_ }}client.get(f"{AUTH}/me", headers=headers)).status_code


{{ async_ }}def test_signing_in_answers_with_the_account(client: Client) -> None:
    account = ({{ await_ }}register(client)).json()

    assert ({{ await_ }}sign_in(client)).json() == account


{{ async_ }}def test_the_cookie_is_kept_from_scripts_and_other_sites(client: Client) -> None:
    {{ await_ }}register(client)

    cookie = ({{ await_ }}sign_in(client)).headers["Set-Cookie"]

    assert cookie.partition("; ")[2] == "Path=/; HttpOnly; SameSite=Lax"


{{ async_ }}def test_the_cookie_shows_who_is_signed_in(client: Client) -> None:
    {{ await_ }}log_in(client)

    assert ({{ await_ }}client.get(f"{AUTH}/me")).json()["email"] == EMAIL


{{ async_ }}def test_without_a_session_nobody_is_known(client: Client) -> None:
    del client.headers[CREDENTIALS]

    response = {{ await_ }}client.get(f"{AUTH}/me")

    assert problem(response) == (401, "not_authenticated")
    assert response.headers["WWW-Authenticate"] == "Cookie"


@pytest.mark.parametrize("token", ["", "nonsense", "019ac1d4-0000-7000-8000-000000000000.x"])
{{ async_ }}def test_a_token_that_is_none_is_refused(client: Client, token: str) -> None:
    assert {{ await_ }}me(client, token) == 401


{{ async_ }}def test_the_token_itself_is_not_stored(app: App, client: Client) -> None:
    token = {{ await_ }}log_in(client)

    stored = [row["secret_hash"] for row in {{ await_ }}rows(app, "sign_ins")]

    assert not any(secret in token or token in secret for secret in stored)


{{ async_ }}def test_signing_in_ends_the_session_that_the_browser_had(client: Client) -> None:
    before = {{ await_ }}log_in(client)

    {{ await_ }}sign_in(client)

    assert client.cookies["session"] != before
    assert {{ await_ }}me(client, before) == 401
    assert {{ await_ }}me(client) == 200


{{ async_ }}def test_a_failed_attempt_leaves_the_session_alone(client: Client) -> None:
    {{ await_ }}log_in(client)

    {{ await_ }}sign_in(client, password="wrong horse battery")

    assert {{ await_ }}me(client) == 200


{{ async_ }}def test_signing_out_ends_the_session_and_takes_the_cookie_away(client: Client) -> None:
    token = {{ await_ }}log_in(client)

    response = {{ await_ }}client.post(f"{AUTH}/logout")

    assert (response.status_code, response.content) == (204, b"")
    assert "session" not in client.cookies
    assert {{ await_ }}me(client, token) == 401


{{ async_ }}def test_signing_out_of_nothing_is_no_error(client: Client) -> None:
    del client.headers[CREDENTIALS]

    assert ({{ await_ }}client.post(f"{AUTH}/logout")).status_code == 204


{{ async_ }}def test_signing_out_leaves_other_sessions_alone(app: App, client: Client) -> None:
    {{ await_ }}log_in(client)
    other = ({{ await_ }}authorization(app))["Cookie"].removeprefix("session=")

    {{ await_ }}client.post(f"{AUTH}/logout")

    assert {{ await_ }}me(client, other) == 200


{{ async_ }}def test_a_disabled_account_is_shut_out_at_once(app: App, client: Client) -> None:
    {{ await_ }}log_in(client)
    {{ await_ }}disable(app)

    assert {{ await_ }}me(client) == 401


{{ async_ }}def test_an_expired_session_is_none(app: App, client: Client) -> None:
    {{ await_ }}log_in(client)
    {{ await_ }}change(app, "sign_ins", expires_at=utc_now() - MINUTE)

    assert {{ await_ }}me(client) == 401


{{ async_ }}def test_a_session_lasts_while_it_is_used(app: App, client: Client) -> None:
    {{ await_ }}log_in(client)
    nearly_over = utc_now() + MINUTE
    {{ await_ }}change(app, "sign_ins", expires_at=nearly_over)

    assert {{ await_ }}me(client) == 200

    ends = [row["expires_at"] for row in {{ await_ }}rows(app, "sign_ins")]
    assert sorted(end > nearly_over + DAY / 2 for end in ends) == [False, True]


{{ async_ }}def test_a_session_does_not_outlast_its_limit(app: App, client: Client) -> None:
    {{ await_ }}log_in(client)
    limit = utc_now() + 10 * MINUTE
    begun = limit - SIGN_IN_LIMIT
    {{ await_ }}change(app, "sign_ins", created_at=begun, expires_at=utc_now() + MINUTE)

    assert {{ await_ }}me(client) == 200

    assert limit in [row["expires_at"] for row in {{ await_ }}rows(app, "sign_ins")]


{{ async_ }}def test_not_every_request_writes(app: App, client: Client) -> None:
    {{ await_ }}log_in(client)
    before = {{ await_ }}rows(app, "sign_ins")

    {{ await_ }}me(client)

    assert {{ await_ }}rows(app, "sign_ins") == before
