"""Section 3, the second factor: enrolment, the step up at sign-in, and what guessing comes to."""

import sqlite3
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

import httpx2
import psycopg
import pytest

from .conftest import PRODUCTION, SECRET_KEY, Deploy
from .harness.accounts import (
    SIGN_IN,
    Account,
    bearer,
    cookie_of,
    create_admin,
    register,
    sign_in,
    unique_email,
)
from .harness.authenticator import Authenticator, settle
from .harness.deployment import Credentials, Deployment, Server
from .harness.polling import at_once
from .harness.problem import assert_problem, pointers

pytestmark = [
    pytest.mark.needs(mfa=True),
    pytest.mark.once_for("framework", "architecture", "auth", "orm"),
    pytest.mark.short,
]

FAILURES = 10
MANY = 100
NEW_KEY = "another-secret-that-only-these-tests-know-9876543210"


@dataclass(frozen=True, slots=True)
class Protected:
    """An account with a second factor, its app, its recovery codes, and a client that is in.

    Its next codes are those of this moment and of the step after it.
    """

    account: Account
    app: Authenticator
    recovery_codes: list[str]
    client: httpx2.Client


def enrol(client: httpx2.Client) -> Authenticator:
    """Begin an enrolment."""
    response = client.post("/auth/mfa")
    assert response.status_code == 200, response.text
    return Authenticator(response.json()["secret"])


def send(client: httpx2.Client, path: str, code: str, **headers: str) -> httpx2.Response:
    """Send a code to one of the routes of second factors."""
    return client.post(f"/auth/mfa/{path}", json={"code": code}, headers=headers)


def attempt(
    server: Server, account: Account, code: str | None = None, address: str = ""
) -> httpx2.Response:
    """Try to sign in, with a code or without."""
    body = account.credentials | ({} if code is None else {"code": code})
    headers = {"X-Forwarded-For": address} if address else {}
    return server.client().post(SIGN_IN[server.combination.auth], json=body, headers=headers)


def credentials_of(response: httpx2.Response) -> Credentials:
    """Return what a sign-in gave, as it is sent."""
    assert response.status_code == 200, response.text
    if "set-cookie" in response.headers:
        return cookie_of(response)
    return bearer(response.json()["access_token"])


def protect(server: Server, account: Account | None = None) -> Protected:
    """Give an account a second factor, and sign it in by a recovery code."""
    settle()
    account = account or register(server)
    client = sign_in(server, account)
    app = enrol(client)
    confirmed = send(client, "confirm", app.code(-1))
    assert confirmed.status_code == 200, confirmed.text
    *codes, last = confirmed.json()["recovery_codes"]
    credentials = credentials_of(attempt(server, account, last))
    return Protected(account, app, codes, server.client(credentials))


@pytest.fixture
def protected(server: Server) -> Protected:
    """An account with a second factor."""
    return protect(server)


def test_an_enrolment_gives_the_secret_to_type_and_to_scan(server: Server) -> None:
    account = register(server)
    body = sign_in(server, account).post("/auth/mfa").json()
    assert set(body) == {"secret", "otpauth_uri"}
    assert len(Authenticator(body["secret"]).key) == 20
    uri = urlsplit(body["otpauth_uri"])
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert unquote(uri.path) == f"/corner-shop:{account.email}"
    assert parse_qs(uri.query)["secret"] == [body["secret"]]
    assert parse_qs(uri.query)["issuer"] == ["corner-shop"]


@pytest.mark.parametrize("path", ["", "/confirm", "/recovery-codes", "/disable"])
def test_only_who_is_signed_in_has_a_second_factor(server: Server, path: str) -> None:
    response = server.client().post(f"/auth/mfa{path}", json={"code": "123456"})
    assert_problem(response, 401, "not_authenticated")


def test_nothing_is_asked_for_before_it_is_confirmed(server: Server, account: Account) -> None:
    enrol(sign_in(server, account))
    assert attempt(server, account).status_code == 200


def test_the_secret_of_the_last_enrolment_counts(server: Server, account: Account) -> None:
    client = sign_in(server, account)
    first, second = enrol(client), enrol(client)
    assert_problem(send(client, "confirm", first.code()), 401, "invalid_code")
    assert send(client, "confirm", second.code()).status_code == 200


def test_enrolments_at_once_do_not_fail(server: Server, account: Account) -> None:
    client = sign_in(server, account)
    answers = at_once(lambda _: client.post("/auth/mfa").status_code, 5)
    assert answers == [200] * 5


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(server: Server, account: Account, steps: int) -> None:
    settle()
    client = sign_in(server, account)
    assert send(client, "confirm", enrol(client).code(steps)).status_code == 200


@pytest.mark.parametrize("steps", [-2, 2])
def test_a_clock_may_not_be_a_minute_off(server: Server, account: Account, steps: int) -> None:
    settle()
    client = sign_in(server, account)
    assert_problem(send(client, "confirm", enrol(client).code(steps)), 401, "invalid_code")


def test_confirming_gives_ten_recovery_codes_of_120_bits(server: Server, account: Account) -> None:
    client = sign_in(server, account)
    answer = send(client, "confirm", enrol(client).code())
    codes = answer.json()["recovery_codes"]
    assert set(answer.json()) == {"recovery_codes"}
    assert len(set(codes)) == 10
    assert {len(code.replace("-", "")) for code in codes} == {24}
    assert answer.headers["cache-control"] == "no-store"


def test_a_right_password_without_a_code_asks_for_one(server: Server, protected: Protected) -> None:
    response = attempt(server, protected.account)
    assert_problem(response, 401, "mfa_required")
    assert response.headers["www-authenticate"]
    assert "set-cookie" not in response.headers


def test_a_code_signs_in(server: Server, protected: Protected) -> None:
    credentials = credentials_of(attempt(server, protected.account, protected.app.code()))
    me = server.client(credentials).get("/auth/me")
    assert me.json()["email"] == protected.account.email


def test_a_wrong_code_is_refused(server: Server, protected: Protected) -> None:
    response = attempt(server, protected.account, protected.app.wrong())
    assert_problem(response, 401, "invalid_code")


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", " "])
def test_what_is_no_code_is_refused(server: Server, protected: Protected, code: str) -> None:
    assert_problem(attempt(server, protected.account, code), 401, "invalid_code")


def test_a_code_that_is_too_long_is_422(server: Server, protected: Protected) -> None:
    assert pointers(attempt(server, protected.account, "1" * 65)) == ["/code"]


def test_a_code_is_no_use_to_an_account_without_a_factor(server: Server, account: Account) -> None:
    assert attempt(server, account, "123456").status_code == 200


def test_a_wrong_password_tells_nothing_of_the_factor(server: Server, protected: Protected) -> None:
    wrong = Account(protected.account.email, "not the password")
    answers = [
        attempt(server, wrong),
        attempt(server, wrong, protected.app.code()),
        attempt(server, wrong, protected.app.wrong()),
        attempt(server, Account(unique_email()), protected.app.code()),
    ]
    bodies = [
        {**assert_problem(answer, 401, "invalid_credentials"), "request_id": ""}
        for answer in answers
    ]
    assert bodies == bodies[:1] * 4
    assert attempt(server, protected.account, protected.app.code()).status_code == 200


def test_a_code_works_once(server: Server, protected: Protected) -> None:
    code = protected.app.code()
    assert attempt(server, protected.account, code).status_code == 200
    assert_problem(attempt(server, protected.account, code), 401, "invalid_code")
    assert attempt(server, protected.account, protected.app.code(1)).status_code == 200


def test_the_code_that_confirmed_does_not_sign_in(server: Server, account: Account) -> None:
    client = sign_in(server, account)
    code = enrol(client).code
    first = code()
    assert send(client, "confirm", first).status_code == 200
    assert_problem(attempt(server, account, first), 401, "invalid_code")


def test_a_code_from_before_the_last_one_is_refused(server: Server, protected: Protected) -> None:
    earlier = protected.app.code()
    assert attempt(server, protected.account, protected.app.code(1)).status_code == 200
    assert_problem(attempt(server, protected.account, earlier), 401, "invalid_code")


def test_of_ten_with_one_code_at_once_one_signs_in(server: Server, protected: Protected) -> None:
    code = protected.app.code()
    answers = at_once(lambda _: attempt(server, protected.account, code).status_code, 10)
    assert sorted(answers) == [200] + [401] * 9


def test_a_code_of_one_account_is_no_use_to_another(server: Server, protected: Protected) -> None:
    other = protect(server)
    assert_problem(attempt(server, other.account, protected.app.code()), 401, "invalid_code")
    stolen = protected.recovery_codes[0]
    assert_problem(attempt(server, other.account, stolen), 401, "invalid_code")


def test_each_recovery_code_signs_in_once(server: Server, protected: Protected) -> None:
    for code in protected.recovery_codes[:2]:
        assert attempt(server, protected.account, code).status_code == 200
        assert_problem(attempt(server, protected.account, code), 401, "invalid_code")


def test_of_ten_with_one_recovery_code_at_once_one_signs_in(
    server: Server, protected: Protected
) -> None:
    code = protected.recovery_codes[0]
    answers = at_once(lambda _: attempt(server, protected.account, code).status_code, 10)
    assert sorted(answers) == [200] + [401] * 9


def test_a_recovery_code_may_be_typed_without_hyphens(server: Server, protected: Protected) -> None:
    typed = protected.recovery_codes[0].replace("-", "").upper()
    assert attempt(server, protected.account, typed).status_code == 200


def test_new_recovery_codes_end_the_old_ones(server: Server, protected: Protected) -> None:
    renewed = send(protected.client, "recovery-codes", protected.app.code())
    new = renewed.json()["recovery_codes"]
    assert len(set(new)) == 10
    refused = attempt(server, protected.account, protected.recovery_codes[0])
    assert_problem(refused, 401, "invalid_code")
    assert attempt(server, protected.account, new[0]).status_code == 200


@pytest.mark.parametrize("path", ["recovery-codes", "disable"])
def test_a_wrong_code_changes_nothing(server: Server, protected: Protected, path: str) -> None:
    wrong = send(protected.client, path, protected.app.wrong())
    assert_problem(wrong, 401, "invalid_code")
    assert_problem(attempt(server, protected.account), 401, "mfa_required")
    assert attempt(server, protected.account, protected.recovery_codes[0]).status_code == 200


def test_what_is_on_is_not_switched_on_again(protected: Protected) -> None:
    assert_problem(protected.client.post("/auth/mfa"), 409, "mfa_enabled")
    again = send(protected.client, "confirm", protected.app.code())
    assert_problem(again, 409, "mfa_enabled")


@pytest.mark.parametrize("path", ["confirm", "recovery-codes", "disable"])
def test_what_is_off_cannot_be_used(server: Server, account: Account, path: str) -> None:
    assert_problem(send(sign_in(server, account), path, "123456"), 409, "mfa_not_enabled")


def test_a_disabled_factor_is_asked_for_no_more(server: Server, protected: Protected) -> None:
    assert send(protected.client, "disable", protected.app.code()).status_code == 204
    assert attempt(server, protected.account).status_code == 200


def still_in(server: Server, response: httpx2.Response) -> bool:
    """Tell whether a sign-in can go on: be renewed, or be used where it is a session."""
    if server.combination.auth == "session":
        return server.client(cookie_of(response)).get("/auth/me").status_code == 200
    token = {"refresh_token": response.json()["refresh_token"]}
    return server.client().post("/auth/refresh", json=token).status_code == 200


def test_switching_it_on_signs_out_who_signed_in_without(server: Server, account: Account) -> None:
    before = attempt(server, account)
    client = sign_in(server, account)
    assert send(client, "confirm", enrol(client).code()).status_code == 200
    assert not still_in(server, before)


def test_switching_it_off_signs_out_everywhere(server: Server, protected: Protected) -> None:
    before = attempt(server, protected.account, protected.recovery_codes[0])
    assert send(protected.client, "disable", protected.app.code()).status_code == 204
    assert not still_in(server, before)


def test_a_command_helps_who_has_lost_the_app(
    deployment: Deployment, server: Server, protected: Protected
) -> None:
    before = attempt(server, protected.account, protected.recovery_codes[0])
    done = deployment.run("disable-mfa", "--email", protected.account.email.upper())
    assert done.returncode == 0, done.stderr
    assert attempt(server, protected.account).status_code == 200
    assert not still_in(server, before)


def test_the_command_says_when_there_is_nothing_to_disable(deployment: Deployment) -> None:
    done = deployment.run("disable-mfa", "--email", unique_email())
    assert done.returncode == 1
    assert "no account with this e-mail has a second factor" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_after_100_wrong_codes_only_a_recovery_code_works(
    server: Server, protected: Protected
) -> None:
    """However slowly they come: the rate limit, which is off here, would let them through."""
    for _ in range(MANY):
        wrong = send(protected.client, "recovery-codes", protected.app.wrong())
        assert wrong.status_code == 401
    refused = attempt(server, protected.account, protected.app.code())
    assert_problem(refused, 401, "invalid_code")
    assert attempt(server, protected.account, protected.recovery_codes[0]).status_code == 200
    assert attempt(server, protected.account, protected.app.code()).status_code == 200


@pytest.fixture(scope="module")
def limited(deploy_shared: Deploy) -> Server:
    """A server that limits, behind a trusted proxy: the test itself."""
    deployment = deploy_shared(RATE_LIMIT_ENABLED="true")
    return deployment.serve(TRUSTED_PROXIES="127.0.0.1")


def test_ten_wrong_codes_block_an_account_from_every_address(limited: Server) -> None:
    ada = protect(limited)
    for number in range(FAILURES):
        wrong = attempt(limited, ada.account, ada.app.wrong(), f"203.0.113.{number}")
        assert_problem(wrong, 401, "invalid_code")
    blocked = attempt(limited, ada.account, ada.app.code(), "203.0.113.30")
    assert_problem(blocked, 429, "rate_limited")
    assert 1 <= int(blocked.headers["retry-after"]) <= 60


def test_ten_wrong_codes_block_an_address_for_every_account(limited: Server) -> None:
    ada, bob = protect(limited), protect(limited)
    for _ in range(FAILURES):
        attempt(limited, ada.account, ada.app.wrong(), "203.0.113.40")
    blocked = attempt(limited, bob.account, bob.app.code(), "203.0.113.40")
    assert_problem(blocked, 429, "rate_limited")
    assert attempt(limited, bob.account, bob.app.code(), "203.0.113.41").status_code == 200


def test_guesses_at_once_are_told_no_more_than_guesses_one_by_one(limited: Server) -> None:
    ada = protect(limited)
    wrong = ada.app.wrong()
    answers = at_once(
        lambda _: attempt(limited, ada.account, wrong, "203.0.113.50").status_code, 2 * FAILURES
    )
    assert sorted(answers) == [401] * FAILURES + [429] * FAILURES


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("confirm", "203.0.113.60"),
        ("recovery-codes", "203.0.113.61"),
        ("disable", "203.0.113.62"),
    ],
)
def test_guessing_is_limited_for_who_is_signed_in_too(
    limited: Server, path: str, address: str
) -> None:
    if path == "confirm":
        client = sign_in(limited, register(limited))
        app = enrol(client)
    else:
        ada = protect(limited)
        client, app = ada.client, ada.app
    sender = {"X-Forwarded-For": address}
    answers = [send(client, path, app.wrong(), **sender).status_code for _ in range(11)]
    assert answers == [401] * FAILURES + [429]


def test_to_be_asked_for_the_code_is_no_failure(limited: Server) -> None:
    ada = protect(limited)
    for _ in range(FAILURES + 1):
        assert_problem(attempt(limited, ada.account, None, "203.0.113.90"), 401, "mfa_required")
    assert attempt(limited, ada.account, ada.app.code(), "203.0.113.90").status_code == 200


def stored(deployment: Deployment) -> str:
    """Return all that the table of second factors holds, as text."""
    url = deployment.environment["DATABASE_URL"]
    query = "SELECT * FROM second_factors"
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            return str(connection.execute(query).fetchall())
    with psycopg.connect(url) as connection:
        return str(connection.execute(query).fetchall())


def test_the_database_shows_neither_secret_nor_recovery_codes(
    deployment: Deployment, protected: Protected
) -> None:
    text = stored(deployment)
    assert "gAAAA" in text
    assert protected.app.secret not in text
    assert protected.app.key.hex() not in text
    for code in protected.recovery_codes:
        assert code not in text
        assert code.replace("-", "") not in text


def test_the_key_can_be_replaced(deploy: Deploy) -> None:
    """A code that is used moves the secret to the new key; what has not moved needs recovery."""
    deployment = deploy()
    server = deployment.serve()
    ada, bob = protect(server), protect(server)
    server.process.stop()
    both = deployment.serve(SECRET_KEY=NEW_KEY, SECRET_KEY_FALLBACKS=SECRET_KEY)
    assert attempt(both, ada.account, ada.app.code()).status_code == 200
    both.process.stop()
    new = deployment.serve(SECRET_KEY=NEW_KEY)
    assert attempt(new, ada.account, ada.app.code(1)).status_code == 200
    assert_problem(attempt(new, bob.account, bob.app.code()), 401, "invalid_code")
    assert attempt(new, bob.account, bob.recovery_codes[0]).status_code == 200


def test_no_log_shows_a_secret_or_a_code(deploy: Deploy) -> None:
    deployment = deploy(**PRODUCTION)
    server = deployment.serve()
    ada = protect(server)
    code = ada.app.code()
    attempt(server, ada.account, code)
    attempt(server, ada.account, "very-recognisable-code")
    text = "".join(process.log for process in deployment.processes)
    for secret in (ada.app.secret, "very-recognisable-code", *ada.recovery_codes):
        assert secret not in text
    assert f'"{code}"' not in text


@pytest.mark.needs(framework="django")
def test_djangos_admin_asks_for_the_code_too(deploy: Deploy) -> None:
    deployment = deploy(RATE_LIMIT_ENABLED="true")
    server = deployment.serve()
    root = protect(server, create_admin(deployment))
    assert log_in_to_admin(server, root.account, "").status_code == 200
    assert log_in_to_admin(server, root.account, root.app.wrong()).status_code == 200
    code = root.app.code()
    assert log_in_to_admin(server, root.account, code).status_code == 302
    assert log_in_to_admin(server, root.account, code).status_code == 200
    for _ in range(FAILURES):
        log_in_to_admin(server, root.account, root.app.wrong())
    blocked = log_in_to_admin(server, root.account, root.app.code(1))
    assert "Too many requests" in blocked.text


def log_in_to_admin(server: Server, account: Account, code: str) -> httpx2.Response:
    """Fill in the login form of the admin, as a new browser."""
    with httpx2.Client(base_url=server.url, trust_env=False) as browser:
        browser.get("/admin/login/")
        form = {
            "username": account.email,
            "password": account.password,
            "code": code,
            "csrfmiddlewaretoken": browser.cookies["csrftoken"],
        }
        return browser.post("/admin/login/", data=form, headers={"Origin": server.url})
