"""Section 3, signing in with a password for tokens or for a session, and `GET /auth/me`.

What a failure gives away, above all: nothing, whether the account is unknown, disabled, or the
password wrong.
"""

import threading
import time
from statistics import median, quantiles

import pytest

from .harness.accounts import SIGN_IN, Account, attempt, register, sign_in, unique_email
from .harness.deployment import Deployment, Server
from .harness.polling import at_once
from .harness.problem import assert_problem, pointers
from .harness.storage import change

pytestmark = [
    pytest.mark.needs(accounts=True),
    pytest.mark.once_for("framework", "architecture", "auth"),
    pytest.mark.short("framework"),
]


def wrong(account: Account) -> Account:
    """Return the account with a password that is not its own."""
    return Account(account.email, "not the password")


@pytest.fixture(scope="module")
def disabled(deployment: Deployment, server: Server) -> Account:
    """An account that was shut."""
    account = register(server)
    shut = "UPDATE users SET is_active = false WHERE email = ?"
    assert change(deployment.environment["DATABASE_URL"], shut, account.email) == 1
    return account


def test_me_is_the_account(server: Server, account: Account) -> None:
    me = sign_in(server, account).get("/auth/me")
    assert me.status_code == 200
    assert set(me.json()) == {"id", "email", "role", "created_at"}
    assert (me.json()["email"], me.json()["role"]) == (account.email, "user")


def test_me_is_nobody_without_credentials(server: Server) -> None:
    response = server.client().get("/auth/me")
    assert_problem(response, 401, "not_authenticated")
    assert response.headers["www-authenticate"]


def test_a_wrong_password_is_401(server: Server, account: Account) -> None:
    response = attempt(server, wrong(account))
    assert_problem(response, 401, "invalid_credentials")
    assert response.headers["www-authenticate"]
    assert "set-cookie" not in response.headers


def test_unknown_and_disabled_accounts_get_the_same_answer(
    server: Server, account: Account, disabled: Account
) -> None:
    known = attempt(server, wrong(account))
    same = ("status", "title", "detail", "code", "type", "instance")
    for other in (Account(unique_email()), disabled, wrong(disabled)):
        answer = attempt(server, other)
        assert [known.json()[name] for name in same] == [answer.json()[name] for name in same]
        assert set(known.json()) == set(answer.json())
        assert set(known.headers) == set(answer.headers)


def seconds(server: Server, account: Account) -> float:
    """Return how long a failed attempt takes."""
    start = time.perf_counter()
    assert attempt(server, account).status_code == 401
    return time.perf_counter() - start


def test_unknown_and_disabled_accounts_take_as_long_as_a_wrong_password(
    server: Server, account: Account, disabled: Account
) -> None:
    """Without a hash to check, the answer would come at least ten times as soon."""
    rounds = [
        (
            seconds(server, wrong(account)),
            seconds(server, Account(unique_email())),
            seconds(server, disabled),
        )
        for _ in range(9)
    ]
    known, unknown, shut = (median(times) for times in zip(*rounds, strict=True))
    assert 0.5 < unknown / known < 2, f"known {known:.3f} s, unknown {unknown:.3f} s"
    assert 0.5 < shut / known < 2, f"known {known:.3f} s, disabled {shut:.3f} s"


def test_a_missing_field_is_422(server: Server) -> None:
    path = SIGN_IN[server.combination.auth]
    response = server.client().post(path, json={"email": "ada@example.com"})
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
