"""Section 4, `cleanup` and `schedule`: what has expired is deleted, and nothing else."""

import json
import secrets
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from .conftest import PRODUCTION, Deploy
from .harness.accounts import cookie_of, register, sign_in, tokens
from .harness.callers import newcomer
from .harness.combination import Combination
from .harness.deployment import Deployment, Server
from .harness.logins import CLIENT, Provider
from .harness.orders import draft
from .harness.polling import eventually
from .harness.storage import execute

BROWSERS = {"OIDC_CLIENT_ID": CLIENT, "PUBLIC_URL": "https://shop.example"}
"""Settings with which browsers log in, where a provider has the accounts."""

LONG_AGO = "2020-01-01 00:00:00.000000"
WITHIN = 120.0
"""Seconds: several processes start, on a busy machine."""

anything_expires = pytest.mark.needs(expires=True)
pytestmark = pytest.mark.short
on_each_queue = pytest.mark.once_for("framework", "queue", "place")

Works = Callable[[], bool]


class Scene:
    """A deployment of its own, in which things expire when a test wants it."""

    def __init__(self, combination: Combination, deployment: Deployment) -> None:
        """Start the server, and the worker where there is one."""
        self.deployment = deployment
        self._kinds = combination.expiring
        self._server: Server = deployment.serve()
        if combination.broker:
            deployment.worker()

    def leave(self) -> list[Works]:
        """Leave something of each kind; return what tells of each that it works."""
        makers = {
            "idempotency_keys": self._leave_key,
            "sign_ins": self._leave_sign_in,
            "browser_sessions": self._leave_browser_session,
        }
        return [makers[kind]() for kind in self._kinds]

    def expire(self) -> None:
        """Let everything that was left until now expire."""
        for table, column in self._kinds.values():
            self._execute(f"UPDATE {table} SET {column} = '{LONG_AGO}'")  # noqa: S608 - names of this suite

    def expire_oldest(self) -> None:
        """Let what is oldest of each kind expire."""
        for table, column in self._kinds.values():
            oldest = f"{column} = (SELECT min({column}) FROM {table})"  # noqa: S608 - names of this suite
            self._execute(f"UPDATE {table} SET {column} = '{LONG_AGO}' WHERE {oldest}")  # noqa: S608 - names of this suite

    def counts(self) -> dict[str, int]:
        """Return how much there is of each kind, expired or not."""
        return {
            kind: self._execute(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608 - names of this suite
            for kind, (table, _) in self._kinds.items()
        }

    def is_clean(self) -> bool:
        """Tell whether nothing of any kind is left."""
        return not any(self.counts().values())

    def clean_up(self) -> dict[str, int]:
        """Run `cleanup` and return what it says that it has deleted."""
        done = self.deployment.run("cleanup")
        assert done.returncode == 0, done.stderr
        lines = [line.split("\t") for line in done.stdout.splitlines()]
        return {kind: int(count) for kind, count in lines}

    def each(self, count: int) -> dict[str, int]:
        """Return so many of each kind."""
        return dict.fromkeys(self._kinds, count)

    def _leave_key(self) -> Works:
        client, body = newcomer(self.deployment, self._server), draft()
        headers = {"Idempotency-Key": secrets.token_hex(8)}

        def is_replayed() -> bool:
            response = client.post("/orders", json=body, headers=headers)
            assert response.status_code == httpx2.codes.CREATED, response.text
            return "Idempotency-Replayed" in response.headers

        assert not is_replayed()
        return is_replayed

    def _leave_sign_in(self) -> Works:
        if self.deployment.combination.auth == "session":
            browser = sign_in(self._server, register(self._server))
            return lambda: browser.get("/auth/me").is_success
        body = {"refresh_token": tokens(self._server, register(self._server))["refresh_token"]}
        client = self._server.client()
        return lambda: client.post("/auth/refresh", json=body).is_success

    def _leave_browser_session(self) -> Works:
        provider = Provider(self.deployment.issuer)
        provider.issuer.answer = provider.redeem
        begun = self._server.client().get("/auth/login")
        answer = provider.log_in(begun.headers["location"])
        entered = self._server.client(cookie_of(begun)).get("/auth/callback", params=answer)
        cookies = [each.partition(";")[0] for each in entered.headers.get_list("set-cookie")]
        session = next(each for each in cookies if each.startswith("__Host-session="))
        browser = self._server.client({"Cookie": session})
        return lambda: browser.get("/auth/me").is_success

    def _execute(self, statement: str) -> list[tuple[Any, ...]]:
        return execute(self.deployment.environment["DATABASE_URL"], statement)


@pytest.fixture
def scene(combination: Combination, deploy: Deploy) -> Scene:
    """One scene for each test, with production settings: what it logs is JSON."""
    return Scene(combination, deploy(**PRODUCTION, **BROWSERS))


@anything_expires
@pytest.mark.once_for("framework", "architecture", "place")
def test_cleanup_deletes_what_has_expired_and_tells_how_much(scene: Scene) -> None:
    scene.leave()
    scene.expire()
    expired = scene.counts()
    assert all(expired.values())
    assert scene.clean_up() == expired
    assert scene.is_clean()
    assert scene.clean_up() == scene.each(0)


@anything_expires
@pytest.mark.once_for("framework", "architecture", "place")
def test_cleanup_keeps_what_lives(scene: Scene) -> None:
    scene.leave()
    works = scene.leave()
    scene.expire_oldest()
    before = scene.counts()
    assert scene.clean_up() == scene.each(1)
    assert scene.counts() == {kind: count - 1 for kind, count in before.items()}
    assert all(still() for still in works)


@anything_expires
@on_each_queue
def test_the_scheduler_has_it_cleaned_up_again_and_again(scene: Scene) -> None:
    scene.deployment.start("schedule", "--every", "1")
    for _ in range(2):
        scene.leave()
        scene.expire()
        eventually(scene.is_clean, within=WITHIN)


@anything_expires
@on_each_queue
def test_a_scheduler_that_was_killed_begins_anew(scene: Scene) -> None:
    """It asks at its start, so an hour that was half over is not waited for twice."""
    for _ in range(2):
        scene.leave()
        scene.expire()
        scheduler = scene.deployment.start("schedule")
        eventually(scene.is_clean, within=WITHIN)
        scheduler.kill()


@anything_expires
@on_each_queue
def test_a_scheduler_that_is_told_to_stop_exits_0_and_leaves_no_file(scene: Scene) -> None:
    before = sorted(path.name for path in scene.deployment.project.directory.iterdir())
    scene.leave()
    scene.expire()
    scheduler = scene.deployment.start("schedule")
    eventually(scene.is_clean, within=WITHIN)
    scheduler.terminate()
    assert scheduler.wait() == 0, scheduler.log
    assert sorted(path.name for path in scene.deployment.project.directory.iterdir()) == before


@anything_expires
@on_each_queue
def test_each_run_is_logged_under_an_id_of_its_own(scene: Scene) -> None:
    scene.deployment.start("schedule", "--every", "1")

    def ids() -> set[str]:
        logs = (process.out.read_text().splitlines() for process in scene.deployment.processes)
        lines = [json.loads(line) for log in logs for line in log if line.startswith("{")]
        runs = (line for line in lines if line.get("job") == "cleanup")
        return {line["request_id"] for line in runs if line["event"] == "job_done"}

    eventually(lambda: len(ids()) > 1, within=WITHIN)
    assert "" not in ids()


@pytest.mark.needs(expires=False)
@pytest.mark.parametrize("command", ["cleanup", "schedule"])
def test_where_nothing_expires_there_is_nothing_to_clean_up(
    deployment: Deployment, command: str
) -> None:
    assert deployment.run(command).returncode == 2
