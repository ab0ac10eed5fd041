"""Section 1, shutdown: on SIGTERM nothing in flight is lost, and the exit code is 0."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import httpx2
import pytest

from .conftest import Deploy
from .harness.callers import newcomer
from .harness.deployment import Server
from .harness.orders import draft
from .harness.polling import eventually
from .harness.problem import assert_problem

pytestmark = pytest.mark.once_for("framework", "place")


AT_ONCE = 15
"""Seconds, on a busy machine; far from the 30 that requests in flight are given."""


@pytest.fixture
def mortal(deploy: Deploy) -> Server:
    """A server that the test may end."""
    return deploy().serve()


class Slow:
    """A body of which the second half is sent when the test says so."""

    def __init__(self, body: bytes) -> None:
        """Nothing is sent before the body is iterated over."""
        self._body = body
        self.begun = Event()
        self.finish = Event()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the first half, wait, and yield the second."""
        half = len(self._body) // 2
        yield self._body[:half]
        self.begun.set()
        assert self.finish.wait(20)
        yield self._body[half:]


def test_an_idle_server_exits_0_at_once(mortal: Server) -> None:
    mortal.process.terminate()
    assert mortal.process.wait(within=AT_ONCE) == 0


def test_an_idle_connection_does_not_delay_the_exit(mortal: Server) -> None:
    with httpx2.Client(base_url=mortal.url, trust_env=False) as client:
        assert client.get("/livez").status_code == 200
        mortal.process.terminate()
        assert mortal.process.wait(within=AT_ONCE) == 0


def test_a_server_of_two_processes_exits_0(deploy: Deploy) -> None:
    server = deploy().serve(WEB_WORKERS="2")
    server.process.terminate()
    assert server.process.wait(within=10) == 0


def not_ready(server: Server) -> list[httpx2.Response]:
    """Return the answer of /readyz if it is 503."""
    response = server.root.get("/readyz")
    return [response] if response.status_code == 503 else []


@pytest.mark.needs(example="orders")
def test_a_request_in_flight_finishes_while_readyz_is_503(deploy: Deploy) -> None:
    deployment = deploy()
    mortal = deployment.serve()
    client = newcomer(deployment, mortal)
    body = Slow(json.dumps(draft()).encode())
    headers = {"Content-Type": "application/json"}
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(client.post, "/orders", content=body, headers=headers)
        assert body.begun.wait(10)
        assert mortal.root.get("/livez").status_code == 200  # so the request has arrived as well
        mortal.process.terminate()
        draining = eventually(lambda: not_ready(mortal))[0]
        assert mortal.process.exit_code is None
        body.finish.set()
        assert answer.result(20).status_code == 201
    assert mortal.process.wait(within=10) == 0
    assert assert_problem(draining, 503, "not_ready")["checks"]["server"] == "draining"
