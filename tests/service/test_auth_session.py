"""Section 3, `session`: a cookie, the session behind it, and what foreign pages get of it."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie

import httpx2
import pytest

from .conftest import Deploy
from .harness.accounts import (
    PASSWORD,
    SIGN_IN,
    Account,
    attempt,
    cookie_of,
    create_admin,
    register,
    session,
    signed_in,
)
from .harness.deployment import Credentials, Deployment, Server
from .harness.problem import assert_problem
from .harness.storage import execute

pytestmark = [
    pytest.mark.needs(auth="session"),
    pytest.mark.once_for("framework", "architecture", "place"),
]

SET = "UPDATE sign_ins SET "
THEIRS = " WHERE user_id IN (SELECT id FROM users WHERE email = ?)"
COUNT = SET + "id = id" + THEIRS
EXPIRE = SET + "expires_at = '2020-01-01 00:00:00.000000'" + THEIRS
AGE = SET + "created_at = '2020-01-01 00:00:00.000000'" + THEIRS
SHUT = "UPDATE users SET is_active = false WHERE email = ?"
LISTED = "https://app.example"
"""One of CORS_ORIGINS of the production server."""
TLS = {"X-Forwarded-Proto": "https"}


def me(server: Server, cookie: Credentials) -> httpx2.Response:
    """Ask who the owner of a session is."""
    return server.client().get("/auth/me", headers=cookie)


def logout(server: Server, cookie: Credentials, **headers: str) -> httpx2.Response:
    """Sign out; `_` stands for `-` in the names of headers."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return server.client().post("/auth/logout", headers={**cookie, **sent})


def log_in(server: Server, account: Account, headers: Mapping[str, str]) -> httpx2.Response:
    """Try to sign in with these headers."""
    path = SIGN_IN["session"]
    return server.client().post(path, json=account.credentials, headers=dict(headers))


def own(server: Server) -> str:
    """Return the origin of the pages that the server itself would serve."""
    return server.url


@pytest.fixture
def cookie(server: Server, account: Account) -> Credentials:
    """The cookie of a new session."""
    return session(server, account)


# --- the cookie


def test_signing_in_answers_with_the_account(server: Server, account: Account) -> None:
    body = signed_in(server, account).json()
    assert set(body) == {"id", "email", "role", "created_at"}
    assert body["email"] == account.email


def test_the_cookie_is_as_strict_as_plain_http_lets_it_be(server: Server, account: Account) -> None:
    (morsel,) = SimpleCookie(signed_in(server, account).headers["set-cookie"]).values()
    assert morsel.key == "session"
    assert (morsel["path"], morsel["samesite"], morsel["domain"]) == ("/", "Lax", "")
    assert morsel["httponly"]
    assert not morsel["secure"]


def test_the_cookie_of_production_is_bound_to_host_and_tls(production_server: Server) -> None:
    account = register(production_server)
    (morsel,) = SimpleCookie(signed_in(production_server, account).headers["set-cookie"]).values()
    assert morsel.key == "__Host-session"
    assert (morsel["path"], morsel["samesite"], morsel["domain"]) == ("/", "Lax", "")
    assert morsel["httponly"]
    assert morsel["secure"]


def test_production_does_not_take_the_cookie_of_development(production_server: Server) -> None:
    good = session(production_server, register(production_server))
    renamed = {"Cookie": good["Cookie"].removeprefix("__Host-")}
    assert me(production_server, good).status_code == 200
    assert_problem(me(production_server, renamed), 401, "not_authenticated")


def test_nobody_is_asked_for_a_bearer_token(server: Server) -> None:
    response = me(server, {})
    assert_problem(response, 401, "not_authenticated")
    assert response.headers["www-authenticate"] == "Cookie"


@pytest.mark.parametrize("value", ["", "x", "x" * 3000, "a.b.c", "%00", '"'])
def test_a_cookie_that_is_no_session_is_401(server: Server, value: str) -> None:
    assert_problem(me(server, {"Cookie": f"session={value}"}), 401, "not_authenticated")


def test_a_token_with_another_secret_is_401(server: Server, cookie: Credentials) -> None:
    forged = {"Cookie": f"{cookie['Cookie'][:-4]}AAAA"}
    assert_problem(me(server, forged), 401, "not_authenticated")
    assert logout(server, forged).status_code == 204
    assert me(server, cookie).status_code == 200, "who does not know the secret ends no session"


def test_the_database_holds_no_token(
    deployment: Deployment, server: Server, account: Account
) -> None:
    token = session(server, account)["Cookie"].removeprefix("session=")
    digest = hashlib.sha256(token.encode()).hexdigest()
    url = deployment.environment["DATABASE_URL"]
    assert execute(url, COUNT, account.email) == 1
    assert execute(url, COUNT + " AND secret_hash = ?", account.email, digest) == 1


# --- its life


def test_a_stolen_cookie_is_worth_nothing_after_logout(
    server: Server, account: Account, cookie: Credentials
) -> None:
    assert me(server, cookie).json()["email"] == account.email
    response = logout(server, cookie)
    assert (response.status_code, response.content) == (204, b"")
    assert_problem(me(server, cookie), 401, "not_authenticated")


def test_logging_out_takes_the_cookie_away(server: Server, cookie: Credentials) -> None:
    (morsel,) = SimpleCookie(logout(server, cookie).headers["set-cookie"]).values()
    assert (morsel.key, morsel.value, morsel["max-age"]) == ("session", "", "0")
    assert morsel["path"] == "/"


def test_logging_out_again_is_no_error(server: Server, cookie: Credentials) -> None:
    assert [logout(server, cookie).status_code for _ in range(2)] == [204, 204]
    assert logout(server, {}).status_code == 204


def test_a_planted_cookie_is_not_the_session_after_login(server: Server, account: Account) -> None:
    """Fixation: the attacker's own session, or an invented one, waits in the victim's browser."""
    attackers = session(server, register(server))
    for planted in (attackers, {"Cookie": "session=chosen-by-the-attacker"}):
        after = cookie_of(log_in(server, account, planted))
        assert after != planted
        assert me(server, after).json()["email"] == account.email
        assert_problem(me(server, planted), 401, "not_authenticated")


def test_each_login_rotates_the_session(server: Server, account: Account) -> None:
    first = session(server, account)
    second = cookie_of(log_in(server, account, first))
    assert second != first
    assert_problem(me(server, first), 401, "not_authenticated")
    assert me(server, second).status_code == 200


def test_a_failed_login_ends_nothing(server: Server, account: Account, cookie: Credentials) -> None:
    failed = log_in(server, Account(account.email, "not the password"), cookie)
    assert_problem(failed, 401, "invalid_credentials")
    assert me(server, cookie).status_code == 200


def test_two_sessions_of_an_account_live_and_end_apart(server: Server, account: Account) -> None:
    laptop, phone = session(server, account), session(server, account)
    assert laptop != phone
    assert logout(server, laptop).status_code == 204
    assert me(server, laptop).status_code == 401
    assert me(server, phone).status_code == 200


def test_the_sessions_of_a_disabled_account_stop_at_once(
    deployment: Deployment, server: Server, account: Account, cookie: Credentials
) -> None:
    assert me(server, cookie).status_code == 200
    assert execute(deployment.environment["DATABASE_URL"], SHUT, account.email) == 1
    assert_problem(me(server, cookie), 401, "not_authenticated")


def test_a_changed_role_counts_at_once(deployment: Deployment, server: Server) -> None:
    admin = create_admin(deployment)
    cookie = session(server, admin)
    taken = "UPDATE users SET role = 'user' WHERE email = ?"
    assert execute(deployment.environment["DATABASE_URL"], taken, admin.email) == 1
    assert me(server, cookie).json()["role"] == "user"
    if deployment.combination.example == "orders":
        order = "/orders/00000000-0000-7000-8000-000000000000"
        refused = server.client().delete(order, headers=dict(cookie))
        assert_problem(refused, 403, "forbidden")


def test_an_expired_session_is_401(
    deployment: Deployment, server: Server, account: Account, cookie: Credentials
) -> None:
    assert execute(deployment.environment["DATABASE_URL"], EXPIRE, account.email) == 1
    assert_problem(me(server, cookie), 401, "not_authenticated")


def test_use_does_not_carry_a_session_past_its_limit(
    deployment: Deployment, server: Server, account: Account, cookie: Credentials
) -> None:
    """The end of one that began long ago does not move when it is used."""
    url = deployment.environment["DATABASE_URL"]
    soon = f"{datetime.now(UTC) + timedelta(minutes=1):%Y-%m-%d %H:%M:%S}.000000"
    assert execute(url, AGE, account.email) == 1
    assert execute(url, SET + "expires_at = ?" + THEIRS, soon, account.email) == 1
    assert me(server, cookie).status_code == 200
    assert execute(url, COUNT + " AND expires_at <= ?", account.email, soon) == 1


def test_use_makes_a_session_last(
    deployment: Deployment, server: Server, account: Account, cookie: Credentials
) -> None:
    url = deployment.environment["DATABASE_URL"]
    soon = f"{datetime.now(UTC) + timedelta(minutes=1):%Y-%m-%d %H:%M:%S}.000000"
    assert execute(url, SET + "expires_at = ?" + THEIRS, soon, account.email) == 1
    assert me(server, cookie).status_code == 200
    assert execute(url, COUNT + " AND expires_at > ?", account.email, soon) == 1


def test_signing_in_deletes_the_expired_sessions_of_the_account(
    deployment: Deployment, server: Server, account: Account
) -> None:
    url = deployment.environment["DATABASE_URL"]
    for _ in range(3):
        session(server, account)
    assert execute(url, EXPIRE, account.email) == 3
    session(server, account)
    assert execute(url, COUNT, account.email) == 1


# --- pages of other origins

FOREIGN = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "{own}.evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Origin": "{own}", "Sec-Fetch-Site": "cross-site"},
)
OURS: tuple[dict[str, str], ...] = (
    {},
    {"Origin": "{own}"},
    {"Origin": "{own}", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
)


def filled(headers: Mapping[str, str], server: Server) -> dict[str, str]:
    """Put the server's own origin in."""
    return {name: value.format(own=own(server)) for name, value in headers.items()}


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_page_changes_nothing_with_the_cookie(
    server: Server, cookie: Credentials, headers: dict[str, str]
) -> None:
    refused = logout(server, cookie, **filled(headers, server))
    assert_problem(refused, 403, "csrf_failed")
    assert me(server, cookie).status_code == 200


@pytest.mark.needs(example="orders")
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/orders"),
        ("PATCH", "/orders/00000000-0000-7000-8000-000000000000"),
        ("POST", "/orders/00000000-0000-7000-8000-000000000000/cancel"),
        ("DELETE", "/orders/00000000-0000-7000-8000-000000000000"),
    ],
)
def test_every_unsafe_method_is_guarded(
    server: Server, cookie: Credentials, method: str, path: str
) -> None:
    headers = {**cookie, "Origin": "https://evil.example"}
    refused = server.client().request(method, path, json={}, headers=headers)
    assert_problem(refused, 403, "csrf_failed")


@pytest.mark.parametrize("headers", OURS)
def test_our_own_page_may(server: Server, cookie: Credentials, headers: dict[str, str]) -> None:
    """Without `Origin`, too: no browser leaves it out, and a program sent the cookie itself."""
    assert logout(server, cookie, **filled(headers, server)).status_code == 204
    assert me(server, cookie).status_code == 401


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_page_may_make_a_browser_read(
    server: Server, cookie: Credentials, headers: dict[str, str]
) -> None:
    """Reading changes nothing, and CORS keeps the answer from the page."""
    answer = me(server, {**cookie, **filled(headers, server)})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_page_signs_nobody_in(
    server: Server, account: Account, headers: dict[str, str]
) -> None:
    """Login CSRF: the visitor would go on in the attacker's account, without a cookie before."""
    refused = log_in(server, account, filled(headers, server))
    assert_problem(refused, 403, "csrf_failed")
    assert "set-cookie" not in refused.headers


def test_without_the_cookie_a_foreign_origin_is_no_forgery(server: Server) -> None:
    account = Account(f"someone-{id(server)}@foreign.example", PASSWORD)
    headers = {"Origin": "https://evil.example"}
    answer = server.client().post("/auth/register", json=account.credentials, headers=headers)
    assert answer.status_code == 201


def test_a_listed_origin_may_with_credentials(production_server: Server) -> None:
    cookie = session(production_server, register(production_server))
    answer = logout(production_server, cookie, Origin=LISTED, Sec_Fetch_Site="same-site")
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == LISTED
    assert answer.headers["access-control-allow-credentials"] == "true"


def test_another_origin_never_gets_credentials(production_server: Server) -> None:
    cookie = session(production_server, register(production_server))
    for origin in ("https://evil.example", "https://app.example.evil.example", "null"):
        answer = me(production_server, {**cookie, "Origin": origin})
        assert "access-control-allow-origin" not in answer.headers
        refused = logout(production_server, cookie, Origin=origin)
        assert_problem(refused, 403, "csrf_failed")


def test_everybody_can_not_be_listed(deployment: Deployment) -> None:
    done = deployment.run("serve", "--port", "0", CORS_ORIGINS="*")
    assert done.returncode != 0
    assert "CORS_ORIGINS" in done.stdout + done.stderr


def test_production_is_reached_over_tls_alone(production_server: Server) -> None:
    """The browser's origin, though the proxy before the service speaks plain HTTP to it."""
    cookie = session(production_server, register(production_server))
    plain = production_server.url
    secure = plain.replace("http://", "https://")
    assert_problem(logout(production_server, cookie, Origin=plain), 403, "csrf_failed")
    assert logout(production_server, cookie, Origin=secure).status_code == 204


def test_the_scheme_is_what_a_trusted_proxy_tells(deploy: Deploy) -> None:
    deployment = deploy()
    behind = deployment.serve(TRUSTED_PROXIES="127.0.0.1")
    secure = own(behind).replace("http://", "https://")
    account = register(behind)
    assert attempt(behind, account, Origin=secure, **TLS).status_code == 200
    assert_problem(attempt(behind, account, Origin=own(behind), **TLS), 403, "csrf_failed")
    assert_problem(attempt(behind, account, Origin=secure), 403, "csrf_failed")


def test_the_scheme_that_a_stranger_tells_is_not_believed(server: Server, account: Account) -> None:
    secure = own(server).replace("http://", "https://")
    assert_problem(attempt(server, account, Origin=secure, **TLS), 403, "csrf_failed")
