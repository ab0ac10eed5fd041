"""The combinations of answers and places that the contract is proven on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """One set of answers, and the place where the service generated from it runs.

    `place` is `sqlite` (a file for the database and no broker: what a developer has on the first
    day) or `postgres` (PostgreSQL and Redis, named by environment variables).
    """

    auth: str
    queue: str
    place: str
    example: str = "orders"
    database: str = "postgresql"
    framework: str = "fastapi"
    architecture: str = "layered"

    @property
    def orm(self) -> str:
        """Django has its own; the others take SQLAlchemy."""
        return "django-orm" if self.framework == "django" else "sqlalchemy"

    @property
    def project(self) -> str:
        """Name of the answers alone; the places share what is generated for it."""
        words = [self.framework, self.architecture, self.orm, self.database]
        words += [f"auth_{self.auth}", f"queue_{self.queue}", f"example_{self.example}"]
        return "-".join(words)

    @property
    def name(self) -> str:
        """What `--combination` and the test ids call it: only what tells combinations apart."""
        words = [self.framework, self.architecture, f"{self.auth}_auth", f"{self.queue}_queue"]
        if self.example == "none":
            words.append("skeleton")
        return "-".join([*words, self.place])

    @property
    def answers(self) -> dict[str, str]:
        """The answers file of `scaffold new`."""
        answers = {
            "project_name": "Corner Shop",
            "framework": self.framework,
            "architecture": self.architecture,
            "orm": self.orm,
            "database": self.database,
            "auth": self.auth,
            "queue": self.queue,
            "example": self.example,
            "ci": "none",
        }
        return answers | ({"broker": "redis"} if self.queue == "celery" else {})

    @property
    def slug(self) -> str:
        """The console script, which is also `iss` and `aud` of the tokens."""
        return "corner-shop"

    @property
    def broker(self) -> bool:
        """Whether jobs travel through a broker to a worker process."""
        return self.queue != "none" and self.place == "postgres"

    @property
    def fallback(self) -> bool:
        """Whether a queue was chosen but no broker is there: jobs run as if none had been."""
        return self.queue != "none" and not self.broker

    @property
    def checked(self) -> bool:
        """Whether the project's own checks run too: with a broker in each cell, and without one.

        They take as long as all other tests of a combination together.
        """
        return self.auth == "jwt" and (self.broker or self.architecture == "layered")

    @property
    def accounts(self) -> bool:
        """Whether callers have accounts, so that there are other people's things."""
        return self.auth != "none"

    @property
    def api(self) -> bool:
        """Whether there is any route below /api/v1."""
        return self.accounts or self.example != "none"


FRAMEWORKS = ("fastapi", "flask", "django")
STYLES = ("layered", "hexagonal", "cqrs")


def _cells() -> Iterator[Combination]:
    """For each framework and style: both places, both ways to authenticate and each queue.

    Every two of the answers meet in some cell, and so do the framework, the style and the queue.
    """
    for number, (framework, architecture) in enumerate(product(FRAMEWORKS, STYLES)):
        cell = partial(Combination, framework=framework, architecture=architecture)
        turn = number % 2
        yield cell(auth="jwt", queue="none", place="postgres")
        yield cell(auth="none", queue="none", place="sqlite")
        yield cell(auth=("jwt", "none")[turn], queue="celery", place="postgres")
        yield cell(auth=("none", "jwt")[turn], queue="rq", place="postgres")
        if architecture == "layered":
            yield cell(auth="jwt", queue="none", place="sqlite")
            yield cell(auth="none", queue=("rq", "celery")[turn], place="sqlite")
        if architecture == "cqrs":
            yield cell(auth="none", queue="none", place="postgres")


def _skeletons() -> Iterator[Combination]:
    """Without the example: each framework in two styles, bare and with everything."""
    for number, framework in enumerate(FRAMEWORKS):
        skeleton = partial(Combination, framework=framework, example="none")
        bare, whole = STYLES[number], STYLES[number - 1]
        yield skeleton(
            architecture=bare, auth="none", queue="none", place="sqlite", database="sqlite"
        )
        yield skeleton(
            architecture=whole, auth="jwt", queue=("celery", "rq")[number % 2], place="postgres"
        )


COMBINATIONS = (*_cells(), *_skeletons())
