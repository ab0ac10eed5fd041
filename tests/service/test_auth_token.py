"""Section 3, `POST /auth/token` and `GET /auth/me`: signing in, and what a failure gives away."""

import threading
import time
from statistics import median, quantiles

import httpx2
import pytest

from .harness.accounts import Account, sign_in, tokens, unique_email
from .harness.deployment import Server
from .harness.polling import at_once
from .harness.problem import assert_problem, pointers

pytestmark = [pytest.mark.needs(auth="jwt"), pytest.mark.once_for("framework", "architecture")]


def attempt(server: Server, account: Account) -> httpx2.Response:
    """Try to sign in."""
    return server.client().post("/auth/token", json=account.credentials)


def wrong(account: Account) -> Account:
    """Return the account with a password that is not its own."""
    return Account(account.email, "not the password")


def test_signing_in_gives_both_tokens(server: Server, account: Account) -> None:
    body = tokens(server, account)
    assert set(body) == {"access_token", "token_type", "expires_in", "refresh_token"}
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 15 * 60)


def test_me_is_the_account(server: Server, account: Account) -> None:
    me = sign_in(server, account).get("/auth/me")
    assert me.status_code == 200
    assert set(me.json()) == {"id", "email", "role", "created_at"}
    assert (me.json()["email"], me.json()["role"]) == (account.email, "user")


def test_the_scheme_is_found_whatever_its_case(server: Server, account: Account) -> None:
    """RFC 9110, section 11.1."""
    token = tokens(server, account)["access_token"]
    headers = {"Authorization": f"bearer {token}"}
    assert server.client().get("/auth/me", headers=headers).status_code == 200


def test_a_wrong_password_is_401(server: Server, account: Account) -> None:
    response = attempt(server, wrong(account))
    assert_problem(response, 401, "invalid_credentials")
    assert response.headers["www-authenticate"]


def test_an_unknown_account_gets_the_same_answer(server: Server, account: Account) -> None:
    known = attempt(server, wrong(account))
    unknown = attempt(server, Account(unique_email()))
    same = ("status", "title", "detail", "code", "type", "instance")
    assert [known.json()[name] for name in same] == [unknown.json()[name] for name in same]
    assert set(known.json()) == set(unknown.json())
    assert set(known.headers) == set(unknown.headers)


def seconds(server: Server, account: Account) -> float:
    """Return how long a failed attempt takes."""
    start = time.perf_counter()
    assert attempt(server, account).status_code == 401
    return time.perf_counter() - start


def test_an_unknown_account_takes_as_long_as_a_wrong_password(
    server: Server, account: Account
) -> None:
    """Without a hash to check, the answer would come at least ten times as soon."""
    pairs = [
        (seconds(server, wrong(account)), seconds(server, Account(unique_email())))
        for _ in range(9)
    ]
    known, unknown = (median(times) for times in zip(*pairs, strict=True))
    assert 0.5 < unknown / known < 2, f"known {known:.3f} s, unknown {unknown:.3f} s"


def test_a_missing_field_is_422(server: Server) -> None:
    response = server.client().post("/auth/token", json={"email": "ada@example.com"})
    assert pointers(response) == ["/password"]


def test_signing_in_never_blocks_other_requests(server: Server, account: Account) -> None:
    """Hashing takes most of a login; done in the event loop, /livez would wait for all of them."""
    server.root.get("/livez")
    logins: list[float] = []

    def sign_in_twice(_: int) -> None:
        for _ in range(2):
            start = time.perf_counter()
            assert attempt(server, account).status_code == 200
            logins.append(time.perf_counter() - start)

    probes: list[float] = []
    thread = threading.Thread(target=at_once, args=(sign_in_twice, 8))
    thread.start()
    while thread.is_alive():
        start = time.perf_counter()
        assert server.root.get("/livez").status_code == 200
        probes.append(time.perf_counter() - start)
    thread.join()
    assert len(logins) == 16
    p95, login = quantiles(probes, n=20)[-1], median(logins)
    assert p95 < login / 2, f"/livez p95 {p95:.3f} s, median login {login:.3f} s"
