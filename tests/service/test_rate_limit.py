"""Section 1, rate limit: per client, stricter on credential routes, not to be got round."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx2
import pytest

from .conftest import Deploy
from .harness import accounts
from .harness.accounts import Account, unique_email
from .harness.deployment import Deployment, Server
from .harness.probe import Probe
from .harness.problem import assert_problem

pytestmark = [
    pytest.mark.needs(api=True),
    pytest.mark.once_for("framework", "place", "auth"),
    pytest.mark.short("framework"),
]

QUOTA = 100
FAILURES = 10
POLICY = re.compile(r'"[^"]+";q=(\d+);w=(\d+)')
LEFT = re.compile(r'"[^"]+";r=(\d+);t=(\d+)')


@dataclass(frozen=True)
class Limited:
    """A server that limits, behind a trusted proxy: the test itself."""

    deployment: Deployment
    server: Server
    path: str

    def get(self, client: str) -> httpx2.Response:
        """Ask as the client at this address."""
        return self.server.client().get(self.path, headers={"X-Forwarded-For": client})


@pytest.fixture(scope="module")
def limited(deploy_shared: Deploy, probe: Probe) -> Limited:
    """The server that limits; 127.0.0.1 is a proxy that it trusts."""
    deployment = deploy_shared(RATE_LIMIT_ENABLED="true")
    return Limited(deployment, deployment.serve(TRUSTED_PROXIES="127.0.0.1"), probe.reading)


def exhaust(server: Server, path: str, **headers: str) -> list[httpx2.Response]:
    """Ask until a request is refused; return all responses, the refused one last."""
    answers: list[httpx2.Response] = []
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    while len(answers) <= 2 * QUOTA:
        answers.append(server.client().get(path, headers=given))
        if answers[-1].status_code == 429:
            return answers
    message = f"{len(answers)} requests and none refused"
    raise AssertionError(message)


def test_the_101st_request_in_10_seconds_is_429(limited: Limited) -> None:
    """A window that ends on the way may let more pass, but never fewer than 100."""
    answers = exhaust(limited.server, limited.path, X_Forwarded_For="192.0.2.1")
    assert len(answers) > QUOTA
    assert_problem(answers[-1], 429, "rate_limited")


def test_a_refused_client_is_told_when_to_come_back(limited: Limited) -> None:
    refused = exhaust(limited.server, limited.path, X_Forwarded_For="192.0.2.2")[-1]
    assert 1 <= int(refused.headers["retry-after"]) <= 10


def test_every_answer_tells_the_policy_and_what_is_left(limited: Limited) -> None:
    answers = [limited.get("192.0.2.3") for _ in range(3)]
    for answer in answers:
        assert POLICY.search(answer.headers["ratelimit-policy"]).groups() == ("100", "10")  # type: ignore[union-attr] # no match fails the test as well
    left = [int(LEFT.search(each.headers["ratelimit"])[1]) for each in answers]  # type: ignore[index] # as above
    assert left == sorted(left, reverse=True)
    assert len(set(left)) == 3


def test_a_refusal_tells_that_nothing_is_left(limited: Limited) -> None:
    refused = exhaust(limited.server, limited.path, X_Forwarded_For="192.0.2.4")[-1]
    assert LEFT.search(refused.headers["ratelimit"])[1] == "0"  # type: ignore[index] # no match fails the test as well


def test_each_client_behind_a_trusted_proxy_has_its_own_quota(limited: Limited) -> None:
    exhaust(limited.server, limited.path, X_Forwarded_For="192.0.2.5")
    assert limited.get("192.0.2.6").status_code != 429


def test_what_the_client_writes_before_the_proxy_does_is_not_believed(limited: Limited) -> None:
    """A proxy appends the peer it saw; what stands left of that is the client's own claim."""
    exhaust(limited.server, limited.path, X_Forwarded_For="192.0.2.7")
    assert limited.get("198.51.100.1, 192.0.2.7").status_code == 429


def test_probes_are_not_limited(limited: Limited) -> None:
    exhaust(limited.server, limited.path, X_Forwarded_For="192.0.2.8")
    for path in ("/livez", "/readyz"):
        response = limited.server.root.get(path, headers={"X-Forwarded-For": "192.0.2.8"})
        assert response.status_code == 200


def test_the_limit_can_be_switched_off(server: Server, probe: Probe) -> None:
    answers = [server.root.get(f"/api/v1{probe.reading}") for _ in range(QUOTA + 5)]
    assert 429 not in {answer.status_code for answer in answers}


def test_a_forged_header_gets_nobody_round_the_limit(limited: Limited) -> None:
    """Without TRUSTED_PROXIES the header counts for nothing."""
    server = limited.deployment.serve()
    exhaust(server, limited.path)
    response = server.client().get(limited.path, headers={"X-Forwarded-For": "192.0.2.99"})
    assert response.status_code == 429
    server.process.stop()


@pytest.mark.needs(place="postgres")
def test_servers_with_one_redis_count_together(limited: Limited) -> None:
    other = limited.deployment.serve(TRUSTED_PROXIES="127.0.0.1")
    exhaust(limited.server, limited.path, X_Forwarded_For="192.0.2.10")
    headers = {"X-Forwarded-For": "192.0.2.10"}
    assert other.client().get(limited.path, headers=headers).status_code == 429
    other.process.stop()


def attempt(limited: Limited, account: Account, address: str) -> httpx2.Response:
    """Try to sign in from an address."""
    return accounts.attempt(limited.server, account, X_Forwarded_For=address)


def known(limited: Limited, address: str) -> Account:
    """Register an account from an address."""
    account = Account(unique_email())
    headers = {"X-Forwarded-For": address}
    client = limited.server.client()
    response = client.post("/auth/register", json=account.credentials, headers=headers)
    assert response.status_code == 201, response.text
    return account


def wrong(account: Account) -> Account:
    """Return the account with a password that is not its own."""
    return Account(account.email, "not the password")


@pytest.mark.needs(accounts=True)
def test_ten_failures_block_an_account_from_every_address(limited: Limited) -> None:
    account = known(limited, "203.0.113.1")
    for number in range(FAILURES):
        failure = attempt(limited, wrong(account), f"203.0.113.{10 + number}")
        assert_problem(failure, 401, "invalid_credentials")
    blocked = attempt(limited, account, "203.0.113.30")
    assert_problem(blocked, 429, "rate_limited")
    assert 1 <= int(blocked.headers["retry-after"]) <= 60


@pytest.mark.needs(accounts=True)
def test_an_account_is_blocked_whatever_the_case_of_its_address(limited: Limited) -> None:
    account = known(limited, "203.0.113.2")
    for number in range(FAILURES):
        attempt(limited, wrong(account), f"203.0.113.{40 + number}")
    shouted = Account(account.email.upper())
    assert attempt(limited, shouted, "203.0.113.60").status_code == 429


@pytest.mark.needs(accounts=True)
def test_ten_failures_block_an_address_for_every_account(limited: Limited) -> None:
    account = known(limited, "203.0.113.3")
    for _ in range(FAILURES):
        failure = attempt(limited, Account(unique_email()), "203.0.113.70")
        assert_problem(failure, 401, "invalid_credentials")
    assert_problem(attempt(limited, account, "203.0.113.70"), 429, "rate_limited")
    assert attempt(limited, account, "203.0.113.71").status_code == 200


@pytest.mark.needs(accounts=True)
def test_successes_do_not_count(limited: Limited) -> None:
    account = known(limited, "203.0.113.4")
    for _ in range(FAILURES + 2):
        assert attempt(limited, account, "203.0.113.80").status_code == 200


def attempts_at_once(limited: Limited, account: Account, address: str) -> Counter[int]:
    """Try to sign in twice as often as may fail, all at once; count the statuses."""
    number = 2 * FAILURES
    with ThreadPoolExecutor(number) as pool:
        answers = pool.map(lambda _: attempt(limited, account, address), range(number))
    return Counter(answer.status_code for answer in answers)


@pytest.mark.needs(accounts=True)
def test_any_number_of_sign_ins_may_succeed_at_once(limited: Limited) -> None:
    account = known(limited, "203.0.113.6")
    assert attempts_at_once(limited, account, "203.0.113.100") == {200: 2 * FAILURES}


@pytest.mark.needs(accounts=True)
def test_guesses_at_once_are_told_no_more_than_guesses_one_by_one(limited: Limited) -> None:
    account = wrong(known(limited, "203.0.113.7"))
    answers = attempts_at_once(limited, account, "203.0.113.110")
    assert answers == {401: FAILURES, 429: FAILURES}


@pytest.mark.needs(accounts=True)
def test_asking_which_addresses_are_taken_is_limited(limited: Limited) -> None:
    account = known(limited, "203.0.113.5")
    headers = {"X-Forwarded-For": "203.0.113.90"}
    answers = [
        limited.server.client().post("/auth/register", json=account.credentials, headers=headers)
        for _ in range(FAILURES + 1)
    ]
    assert [answer.status_code for answer in answers] == [409] * FAILURES + [429]
