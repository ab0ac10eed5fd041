"""The combinations of answers and places that the contract is proven on."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations as pairs
from itertools import cycle, product
from operator import attrgetter
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """One set of answers, and the place where the service generated from it runs.

    `place` is `sqlite` (a file for the database and no broker: what a developer has on the first
    day) or `postgres` (PostgreSQL, Redis and where it was chosen RabbitMQ, named by environment
    variables).
    """

    auth: str
    queue: str
    place: str
    example: str = "orders"
    database: str = "postgresql"
    framework: str = "fastapi"
    architecture: str = "layered"
    message_broker: str = "redis"
    orm: str = "sqlalchemy"
    mfa: bool = False
    ci: str = "none"
    license: str = "proprietary"
    python_version: str = "3.13"

    @property
    def project(self) -> str:
        """Name of the answers alone; the places share what is generated for it."""
        words = [self.framework, self.architecture, self.orm, self.database]
        words += [f"auth_{self.auth}", f"queue_{self.queue}", f"example_{self.example}"]
        words += [self.message_broker, f"python_{self.python_version.replace('.', '')}"]
        if self.mfa:
            words.append("mfa")
        return "-".join(words)

    @property
    def name(self) -> str:
        """What `--combination` and the test ids call it: only what tells combinations apart."""
        words = [self.framework, self.architecture]
        if self.orm == "sqlmodel":
            words.append(self.orm)
        words += [f"{self.auth}_auth", f"{self.queue}_queue"]
        if self.message_broker == "rabbitmq":
            words.append("rabbitmq")
        if self.mfa:
            words.append("mfa")
        if self.example == "none":
            words.append("skeleton")
        if self.database == "sqlite":
            words.append("sqlite_database")
        return "-".join([*words, self.place])

    @property
    def answers(self) -> dict[str, Any]:
        """The answers file of `scaffold new`."""
        answers: dict[str, Any] = {
            "project_name": "Corner Shop",
            "framework": self.framework,
            "architecture": self.architecture,
            "orm": self.orm,
            "database": self.database,
            "auth": self.auth,
            "queue": self.queue,
            "example": self.example,
            "ci": self.ci,
            "license": self.license,
            "python_version": self.python_version,
        }
        if self.accounts:
            answers["mfa"] = self.mfa
        return answers | ({"broker": self.message_broker} if self.queue == "celery" else {})

    @property
    def slug(self) -> str:
        """The console script, which is also `iss` and `aud` of the tokens."""
        return "corner-shop"

    @property
    def broker(self) -> bool:
        """Whether jobs travel through a broker to a worker process."""
        return self.queue != "none" and self.place == "postgres"

    @property
    def broker_variable(self) -> str:
        """The setting that names the broker where there is one."""
        return "BROKER_URL" if self.message_broker == "rabbitmq" else "REDIS_URL"

    @property
    def fallback(self) -> bool:
        """Whether a queue was chosen but no broker is there: jobs run as if none had been."""
        return self.queue != "none" and not self.broker

    @property
    def identified(self) -> bool:
        """Whether callers are told apart, so that there are other people's things."""
        return self.auth != "none"

    @property
    def challenge(self) -> str:
        """The scheme that who is not signed in is told of."""
        return "Cookie" if self.auth == "session" else "Bearer"

    @property
    def accounts(self) -> bool:
        """Whether callers register with an e-mail and a password."""
        return self.auth in {"jwt", "session"}

    @property
    def self_sufficient(self) -> bool:
        """Whether the service lets callers in without an identity provider."""
        return self.auth != "oidc"

    @property
    def expiring(self) -> dict[str, tuple[str, str]]:
        """What expires: by the name that `cleanup` gives it, its table and the time in that."""
        kinds = {}
        if self.example == "orders":
            kinds["idempotency_keys"] = ("idempotency_records", "created_at")
        if self.accounts:
            kinds["sign_ins"] = ("sign_ins", "expires_at")
        if self.auth == "oidc":
            kinds["browser_sessions"] = ("browser_sessions", "expires_at")
        return kinds

    @property
    def expires(self) -> bool:
        """Whether anything does, so that there is something to clean up."""
        return bool(self.expiring)

    @property
    def api(self) -> bool:
        """Whether there is any route below /api/v1."""
        return self.identified or self.example != "none"

    @property
    def takes_bodies(self) -> bool:
        """Whether one of them reads a body: those of `oidc` do not."""
        return self.api and (self.example != "none" or self.auth != "oidc")


FRAMEWORKS = ("fastapi", "flask", "django")
ORMS = {
    "fastapi": ("sqlalchemy", "sqlmodel"),
    "flask": ("sqlalchemy",),
    "django": ("django-orm",),
}
"""Of each framework, the first one being its default."""

AXES: dict[str, tuple[Any, ...]] = {
    "framework": FRAMEWORKS,
    "orm": ("sqlalchemy", "sqlmodel", "django-orm"),
    "architecture": ("layered", "hexagonal", "cqrs"),
    "auth": ("jwt", "session", "api_key", "oidc", "none"),
    "mfa": (False, True),
    "queue": ("none", "celery", "rq"),
    "message_broker": ("redis", "rabbitmq"),
    "place": ("sqlite", "postgres"),
    "database": ("postgresql", "sqlite"),
    "example": ("orders", "none"),
}
"""Every answer that changes what a service does, and where it runs."""


ORDER = 1
"""The order in which combinations are chosen; found by trial."""


def allowed() -> Iterator[Combination]:
    """Every combination that can run: who asked for SQLite does not run on PostgreSQL.

    Of the queues only Celery leaves the broker to choose, an ORM runs with its framework only, and
    a second factor stands beside a password.
    """
    for values in product(*AXES.values()):
        combination = Combination(**dict(zip(AXES, values, strict=True)))
        if combination.database == "sqlite" and combination.place == "postgres":
            continue
        if combination.message_broker == "rabbitmq" and combination.queue != "celery":
            continue
        if combination.mfa and not combination.accounts:
            continue
        if combination.orm in ORMS[combination.framework]:
            yield combination


def _meetings(combination: Combination) -> frozenset[tuple[str, ...]]:
    """Return what meets in the combination: every two answers, and of the whole service three.

    So much code is written for a framework and its ORM in a style that each has to be seen on the
    real servers, and each queue and broker by each framework, which also begins on a file; the
    second factor, which has routes of its own, in each framework and style.
    """
    answers = {axis: f"{axis}={getattr(combination, axis)}" for axis in AXES}
    meetings = set[tuple[str, ...]](pairs(answers.values(), 2))
    if combination.example == "orders":
        meetings.add((answers["framework"], answers["place"], answers["example"]))
        if combination.place == "postgres":
            code = ("framework", "orm", "architecture", "place")
            meetings.add(tuple(answers[axis] for axis in code))
        if combination.broker:
            meetings.add((answers["framework"], answers["queue"], answers["message_broker"]))
    if combination.mfa:
        meetings.add((answers["framework"], answers["architecture"], answers["mfa"]))
    return frozenset(meetings)


def _covering() -> Iterator[Combination]:
    """Choose combinations until all that can meet has met, each time the one that adds most.

    Of those that add as much the first is taken, so the order counts: this one makes few of them.
    """
    combinations = list(allowed())
    random.Random(ORDER).shuffle(combinations)  # noqa: S311 - no secret
    left = {combination: set(_meetings(combination)) for combination in combinations}
    while left:
        chosen = max(left, key=lambda combination: len(left[combination]))
        yield chosen
        met = _meetings(chosen)
        left = {each: rest for each, new in left.items() if (rest := new - met)}


LICENSES = ("proprietary", "MIT", "Apache-2.0", "BSD-3-Clause")
PYTHONS = ("3.13", "3.12")
"""Python 3.14 is only rendered: the machines of the tests do not have it yet."""


def _spread(combinations: Iterable[Combination]) -> tuple[Combination, ...]:
    """Give each the next of the answers that change nothing of what the service does."""
    others = (cycle(("github", "gitlab", "none")), cycle(LICENSES), cycle(PYTHONS))
    return tuple(
        replace(combination, ci=ci, license=licence, python_version=python)
        for combination, ci, licence, python in zip(combinations, *others, strict=False)
    )


# PostgreSQL before SQLite, so that what is tried once is tried on the real thing.
PAIRWISE = _spread(sorted(_covering(), key=attrgetter("place")))
"""What the long run takes: every two answers meet."""

_FASTAPI: dict[str, Any] = {"framework": "fastapi", "place": "postgres"}
_FLASK: dict[str, Any] = {"framework": "flask", "place": "postgres"}
_DJANGO: dict[str, Any] = {"framework": "django", "orm": "django-orm", "place": "postgres"}
_LAYERED, _HEXAGONAL, _CQRS = (
    {"architecture": style} for style in ("layered", "hexagonal", "cqrs")
)
_RABBITMQ = {"queue": "celery", "message_broker": "rabbitmq"}
_SQLITE = {"database": "sqlite", "place": "sqlite"}

SMALL = _spread(
    (
        # What runs once for a framework meets each style.
        Combination(**_FASTAPI, **_LAYERED, auth="jwt", queue="celery"),
        Combination(**_FLASK, **_HEXAGONAL, auth="none", queue="none"),
        Combination(**_DJANGO, **_CQRS, auth="session", queue="rq"),
        Combination(**_FASTAPI, **_HEXAGONAL, orm="sqlmodel", auth="session", mfa=True, queue="rq"),
        Combination(**_FASTAPI, **_CQRS, auth="oidc", **_RABBITMQ),
        Combination(**_FLASK, **_LAYERED, auth="session", **_RABBITMQ),
        Combination(**_FLASK, **_CQRS, auth="api_key", queue="rq"),
        Combination(**_DJANGO, **_HEXAGONAL, auth="api_key", queue="celery"),
        Combination(**_FLASK, **_LAYERED, auth="oidc", queue="none", example="none"),
        Combination(**_DJANGO | _SQLITE, **_LAYERED, auth="jwt", mfa=True, queue="none"),
    )
)
"""What the short run takes: each framework in each style, and every answer at least once.

Nine have the example and one has not, so that leaving it out costs no style of a framework.
"""

BY_NAME = {each.name: each for each in (*PAIRWISE, *SMALL)}
"""All that `--combination` may name."""
