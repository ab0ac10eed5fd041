"""The combinations of answers and places that the contract is proven on."""

from dataclasses import dataclass


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
    orm: str = "sqlalchemy"

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
    def accounts(self) -> bool:
        """Whether callers have accounts, so that there are other people's things."""
        return self.auth != "none"

    @property
    def api(self) -> bool:
        """Whether there is any route below /api/v1."""
        return self.accounts or self.example != "none"


STYLES = ("layered", "hexagonal", "cqrs")
COMBINATIONS = (
    *(
        Combination(architecture=architecture, auth=auth, queue=queue, place=place)
        for architecture in STYLES
        for auth in ("jwt", "none")
        for queue in ("none", "celery", "rq")
        for place in ("sqlite", "postgres")
    ),
    Combination(auth="jwt", queue="celery", place="postgres", example="none"),
    Combination(auth="jwt", queue="none", place="sqlite", example="none", database="sqlite"),
    Combination(auth="none", queue="rq", place="postgres", example="none"),
    Combination(auth="none", queue="none", place="sqlite", example="none", database="sqlite"),
    Combination(architecture="hexagonal", auth="jwt", queue="rq", place="postgres", example="none"),
    Combination(architecture="cqrs", auth="none", queue="celery", place="postgres", example="none"),
)
