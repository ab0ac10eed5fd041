"""How often one client may call."""

import math
import time
{% if framework == "fastapi" %}
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
{% else %}
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
{% endif %}
from dataclasses import dataclass

import structlog
from limits import RateLimitItem, RateLimitItemPerSecond
{% if framework == "fastapi" %}
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.asyncio import ConnectionPool
{% else %}
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import FixedWindowRateLimiter
from redis import ConnectionPool
{% endif %}
from redis.exceptions import RedisError

from {{ package_name }}.errors import RateLimitedError, ServiceError
{% if mfa %}
from {{ package_name }}.one_time_codes import MfaRequiredError
{% endif %}
from {{ package_name }}.settings import Settings

API_LIMIT = RateLimitItemPerSecond(100, 10, namespace="api")
CREDENTIAL_FAILURES = RateLimitItemPerSecond(10, 60, namespace="credentials")
REDIS_TIMEOUT = 0.5

{% if framework == "fastapi" %}
Question = Callable[[RateLimitItem, str], Awaitable[bool]]
{% else %}
Question = Callable[[RateLimitItem, str], bool]
{% endif %}

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Usage:
    """What a client has left of a limit, and the seconds until it is whole again."""

    limit: RateLimitItem
    exceeded: bool
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """Describe the limit (draft-ietf-httpapi-ratelimit-headers)."""
        name = f'"{self.limit.namespace}"'
        headers = {
            "RateLimit-Policy": f"{name};q={self.limit.amount};w={self.limit.get_expiry()}",
            "RateLimit": f"{name};r={self.remaining};t={self.reset}",
        }
        return headers | ({"Retry-After": str(self.reset)} if self.exceeded else {})


class RateLimiter:
    """Counts in fixed windows: in Redis where there is one, else in the process.

    When Redis does not answer, nobody is turned away: a limit must not take the service down.
    """

    def __init__(self, settings: Settings) -> None:
        self.enabled = settings.rate_limit_enabled
        self._redis_pool = _make_pool(settings.redis_url)
        self._windows = FixedWindowRateLimiter(_make_storage(self._redis_pool))

    {{ async_ }}def close(self) -> None:
        """Close the connections to Redis."""
        if self._redis_pool is not None:
            {{ await_ }}self._redis_pool.{{ 'aclose' if framework == 'fastapi' else 'close' }}()

    {{ async_ }}def hit(self, limit: RateLimitItem, key: str) -> Usage:
        """Count one call of a client."""
        return {{ await_ }}self._ask(self._windows.hit, limit, key)

    {{ async_ }}def _ask(self, question: Question, limit: RateLimitItem, key: str) -> Usage:
        if not self.enabled:
            return Usage(limit, exceeded=False, remaining=limit.amount, reset=0)
        try:
            allowed = {{ await_ }}question(limit, key)
            window = {{ await_ }}self._windows.get_window_stats(limit, key)
        except RedisError as error:
            log.warning("rate_limit_unavailable", error=type(error).__name__)
            return Usage(limit, exceeded=False, remaining=limit.amount, reset=0)
        reset = max(1, math.ceil(window.reset_time - time.time()))
        return Usage(limit, exceeded=not allowed, remaining=window.remaining, reset=reset)

    @{{ contextmanager_ }}
    {{ async_ }}def attempt(self, *keys: str) -> {{ iterator_ }}[None]:
        """Make an attempt at a credential, and count it for each key if it fails.

        Any number may succeed at once. Of those that fail at once, only as many as the limit allows
        are told so; all that end later, successes too, are answered as one that comes too late: who
        guesses learns no more than one guess after the other would tell. Only a refusal, a
        `ServiceError`, counts: an outage is nobody's guess.

        Raises:
            RateLimitedError: There were too many failures for one of the keys.
        """
        {{ await_ }}self._check(self._windows.test, keys)
        try:
            yield
{% if mfa %}
        except MfaRequiredError:
            # The password was right: nothing was guessed.
            {{ await_ }}self._check(self._windows.test, keys)
            raise
{% endif %}
        except ServiceError:
            {{ await_ }}self.count_failure(*keys)
            raise
        {{ await_ }}self._check(self._windows.test, keys)

    {{ async_ }}def count_failure(self, *keys: str) -> None:
        """Count a failed attempt at a credential for each key.

        Raises:
            RateLimitedError: There were too many for one of the keys.
        """
        {{ await_ }}self._check(self._windows.hit, keys)

    {{ async_ }}def _check(self, question: Question, keys: Sequence[str]) -> None:
        # One after the other: of failures at once as many are told as the limit of each allows.
        for key in keys:
            usage = {{ await_ }}self._ask(question, CREDENTIAL_FAILURES, key)
            if usage.exceeded:
                raise RateLimitedError(headers=usage.headers())


def _make_pool(redis_url: str | None) -> ConnectionPool | None:
    if redis_url is None:
        return None
    return ConnectionPool.from_url(
        redis_url, socket_timeout=REDIS_TIMEOUT, socket_connect_timeout=REDIS_TIMEOUT
    )


def _make_storage(pool: ConnectionPool | None) -> Storage:
    if pool is None:
        return MemoryStorage()
{% if framework == "fastapi" %}
    return RedisStorage(
        "async+redis://",
        implementation="redispy",
        connection_pool=pool,  # type: ignore[arg-type] # handed on to the client as it is
    )
{% else %}
    return RedisStorage("redis://", connection_pool=pool)
{% endif %}
