{% if framework == "fastapi" %}
import asyncio
from collections.abc import AsyncIterator
{% else %}
import threading
from collections.abc import Iterator
{% endif %}
from functools import partial

import pytest
from limits import RateLimitItem, RateLimitItemPerMinute
from structlog.testing import capture_logs

from {{ package_name }}.adapters.rate_limits import CREDENTIAL_FAILURES, RateLimiter
from {{ package_name }}.errors import ForbiddenError, RateLimitedError, ServiceError
from {{ package_name }}.settings import Settings

from tests.concurrently import together

THREE_A_MINUTE = RateLimitItemPerMinute(3, namespace="test")
NOBODY_LISTENS = "redis://127.0.0.1:1/0"


def make_limiter(*, enabled: bool = True, redis_url: str | None = None) -> RateLimiter:
    return RateLimiter(Settings(rate_limit_enabled=enabled, redis_url=redis_url))


@pytest.fixture(params=["memory", "redis"])
def storage_url(request: pytest.FixtureRequest) -> str | None:
    """Run the suite on every storage."""
    return None if request.param == "memory" else request.getfixturevalue("redis_url")


@pytest.fixture
{{ async_ }}def limiter(storage_url: str | None) -> {{ iterator_ }}[RateLimiter]:
    limiter = make_limiter(redis_url=storage_url)
    yield limiter
    {{ await_ }}limiter.close()


{{ async_ }}def use_up(limiter: RateLimiter, limit: RateLimitItem, key: str) -> None:
    """Call as often as the limit allows."""
    for _ in range(limit.amount):
        {{ await_ }}limiter.hit(limit, key)


{{ async_ }}def test_calls_are_counted_down(limiter: RateLimiter) -> None:
    usages = [{{ await_ }}limiter.hit(THREE_A_MINUTE, "ada") for _ in range(4)]

    assert [usage.remaining for usage in usages] == [2, 1, 0, 0]
    assert [usage.exceeded for usage in usages] == [False, False, False, True]


{{ async_ }}def test_each_client_has_a_count_of_its_own(limiter: RateLimiter) -> None:
    {{ await_ }}use_up(limiter, THREE_A_MINUTE, "ada")

    assert not ({{ await_ }}limiter.hit(THREE_A_MINUTE, "bob")).exceeded


{{ async_ }}def test_calls_at_once_do_not_slip_through(limiter: RateLimiter) -> None:
    usages = {{ await_ }}together(*[partial(limiter.hit, THREE_A_MINUTE, "ada")] * 10)

    assert sum(not usage.exceeded for usage in usages) == 3


{{ async_ }}def test_the_headers_say_what_is_left(limiter: RateLimiter) -> None:
    headers = ({{ await_ }}limiter.hit(THREE_A_MINUTE, "ada")).headers()

    assert headers["RateLimit-Policy"] == '"test";q=3;w=60'
    assert headers["RateLimit"].startswith('"test";r=2;t=')
    assert "Retry-After" not in headers


{{ async_ }}def test_who_has_used_it_up_is_told_when_to_come_back(limiter: RateLimiter) -> None:
    {{ await_ }}use_up(limiter, THREE_A_MINUTE, "ada")

    headers = ({{ await_ }}limiter.hit(THREE_A_MINUTE, "ada")).headers()

    assert 1 <= int(headers["Retry-After"]) <= 60


{{ async_ }}def attempt(limiter: RateLimiter, *keys: str, error: Exception | None = None) -> None:
    """Make an attempt at a credential, and fail at it with an error."""
    {{ async_ }}with limiter.attempt(*keys):
        if error is not None:
            raise error


{{ async_ }}def fail_attempts(limiter: RateLimiter, error: Exception) -> None:
    for _ in range(CREDENTIAL_FAILURES.amount):
        with pytest.raises(type(error)):
            {{ await_ }}attempt(limiter, "account:ada", error=error)


{{ async_ }}def test_refused_attempts_use_the_limit_up(limiter: RateLimiter) -> None:
    {{ await_ }}fail_attempts(limiter, ForbiddenError())

    with pytest.raises(RateLimitedError):
        {{ await_ }}attempt(limiter, "account:ada")


{{ async_ }}def test_attempts_that_succeed_do_not_count(limiter: RateLimiter) -> None:
    for _ in range(CREDENTIAL_FAILURES.amount + 1):
        {{ await_ }}attempt(limiter, "account:ada")


{{ async_ }}def attempts_at_once(limiter: RateLimiter, number: int, error: Exception | None) -> list[str]:
    """Make attempts of which each ends when all have begun; return what became of them."""
    all_have_begun = {{ "asyncio" if framework == "fastapi" else "threading" }}.Barrier(number)

    {{ async_ }}def attempt_with_the_others() -> str:
        try:
            {{ async_ }}with limiter.attempt("address:10.0.0.1"):
                {{ await_ }}all_have_begun.wait()
                if error is not None:
                    raise error
        except ServiceError as refusal:
            return type(refusal).__name__
        return "success"

    return {{ await_ }}together(*[attempt_with_the_others] * number)


{{ async_ }}def test_any_number_of_attempts_may_succeed_at_once(limiter: RateLimiter) -> None:
    number = CREDENTIAL_FAILURES.amount * 2

    assert {{ await_ }}attempts_at_once(limiter, number, None) == ["success"] * number


{{ async_ }}def test_of_attempts_that_fail_at_once_only_so_many_are_told(limiter: RateLimiter) -> None:
    number = CREDENTIAL_FAILURES.amount * 2

    results = {{ await_ }}attempts_at_once(limiter, number, ForbiddenError())

    assert results.count("ForbiddenError") == CREDENTIAL_FAILURES.amount
    assert results.count("RateLimitedError") == number - CREDENTIAL_FAILURES.amount


{{ async_ }}def test_a_success_is_not_told_after_too_many_failures(limiter: RateLimiter) -> None:
    {{ async_ }}def succeed_too_late() -> None:
        {{ async_ }}with limiter.attempt("account:ada"):
            {{ await_ }}fail_attempts(limiter, ForbiddenError())

    with pytest.raises(RateLimitedError):
        {{ await_ }}succeed_too_late()


{{ async_ }}def test_attempts_that_an_outage_ended_do_not_count(limiter: RateLimiter) -> None:
    {{ await_ }}fail_attempts(limiter, ConnectionError())

    {{ await_ }}attempt(limiter, "account:ada")


{{ async_ }}def test_one_key_that_is_used_up_is_enough(limiter: RateLimiter) -> None:
    {{ await_ }}use_up(limiter, CREDENTIAL_FAILURES, "address:10.0.0.1")

    with pytest.raises(RateLimitedError):
        {{ await_ }}attempt(limiter, "address:10.0.0.1", "account:ada")


{{ async_ }}def test_switched_off_it_counts_nothing() -> None:
    limiter = make_limiter(enabled=False)
    {{ await_ }}use_up(limiter, THREE_A_MINUTE, "ada")

    assert not ({{ await_ }}limiter.hit(THREE_A_MINUTE, "ada")).exceeded
    {{ await_ }}attempt(limiter, "ada")


{{ async_ }}def test_nobody_is_turned_away_while_redis_is_down() -> None:
    limiter = make_limiter(redis_url=NOBODY_LISTENS)

    with capture_logs() as lines:
        usage = {{ await_ }}limiter.hit(THREE_A_MINUTE, "ada")
        {{ await_ }}attempt(limiter, "ada")
    {{ await_ }}limiter.close()

    assert not usage.exceeded
    assert {line["event"] for line in lines} == {"rate_limit_unavailable"}


{{ async_ }}def test_failures_can_be_counted_where_success_is_never_turned_away(
    limiter: RateLimiter,
) -> None:
    for _ in range(CREDENTIAL_FAILURES.amount):
        {{ await_ }}limiter.count_failure("address:10.0.0.2")

    with pytest.raises(RateLimitedError):
        {{ await_ }}limiter.count_failure("address:10.0.0.2")
