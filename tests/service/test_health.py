"""Section 1, `/livez` and `/readyz`, while the database and the broker come and go."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from .conftest import Deploy
from .harness.callers import newcomer
from .harness.combination import Combination
from .harness.deployment import Deployment, Server, wait_for
from .harness.orders import draft, read, wait_confirmed
from .harness.polling import eventually
from .harness.problem import assert_problem
from .harness.relay import Relay

pytestmark = pytest.mark.short("framework")
on_postgres = pytest.mark.needs(place="postgres")
with_broker = pytest.mark.needs(broker=True)


def test_livez_is_ok(server: Server) -> None:
    response = server.root.get("/livez")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_readyz_names_each_check(combination: Combination, server: Server) -> None:
    response = server.root.get("/readyz")
    checks = {"database": "ok"} | ({"broker": "ok"} if combination.broker else {})
    checks |= {"identity_provider": "ok"} if combination.auth == "oidc" else {}
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": checks})


@dataclass(frozen=True)
class Fragile:
    """A server whose way to its database and its broker leads through relays."""

    deployment: Deployment
    server: Server
    database: Relay
    broker: Relay


@pytest.fixture(scope="module")
def fragile_shared(combination: Combination, deploy_shared: Deploy) -> Iterator[Fragile]:
    """Start the server behind its relays once."""
    deployment = deploy_shared()
    database = Relay(deployment.environment["DATABASE_URL"])
    broker = Relay(deployment.environment[combination.broker_variable])
    urls = {"DATABASE_URL": database.url, combination.broker_variable: broker.url}
    server = deployment.serve(**urls)
    yield Fragile(deployment, server, database, broker)
    server.process.stop()
    database.stop()
    broker.stop()


@pytest.fixture
def fragile(fragile_shared: Fragile) -> Iterator[Fragile]:
    """Mend the relays after each test, so that the next one finds the server ready."""
    yield fragile_shared
    fragile_shared.database.pass_on()
    fragile_shared.broker.pass_on()
    eventually(lambda: fragile_shared.server.root.get("/readyz").is_success)


def not_ready(fragile: Fragile) -> dict[str, str]:
    """Return the checks of both relays by a /readyz that fails in about a second."""
    start = time.monotonic()
    response = fragile.server.root.get("/readyz")
    took = time.monotonic() - start
    assert took < 2.5, f"/readyz took {took:.1f} s"
    checks: dict[str, str] = assert_problem(response, 503, "not_ready")["checks"]
    return {name: check for name, check in checks.items() if name in {"database", "broker"}}


@on_postgres
def test_readyz_is_503_when_the_database_never_answers(fragile: Fragile) -> None:
    fragile.database.fall_silent()
    assert not_ready(fragile)["database"] == "unavailable"


@on_postgres
def test_readyz_is_503_when_the_database_refuses(fragile: Fragile) -> None:
    fragile.database.shut()
    assert not_ready(fragile)["database"] == "unavailable"


@on_postgres
def test_readyz_recovers_with_the_database(fragile: Fragile) -> None:
    fragile.database.shut()
    assert fragile.server.root.get("/readyz").status_code == 503
    fragile.database.pass_on()
    eventually(lambda: fragile.server.root.get("/readyz").is_success)


@with_broker
def test_readyz_is_503_when_the_broker_never_answers(fragile: Fragile) -> None:
    fragile.broker.fall_silent()
    assert not_ready(fragile) == {"database": "ok", "broker": "unavailable"}


@with_broker
def test_readyz_is_503_when_the_broker_refuses(fragile: Fragile) -> None:
    fragile.broker.shut()
    assert not_ready(fragile) == {"database": "ok", "broker": "unavailable"}


@with_broker
def test_readyz_names_both_when_neither_answers(fragile: Fragile) -> None:
    fragile.broker.fall_silent()
    fragile.database.fall_silent()
    assert not_ready(fragile) == {"database": "unavailable", "broker": "unavailable"}


@on_postgres
@pytest.mark.parametrize("way", ["fall_silent", "shut"])
def test_livez_touches_nothing(fragile: Fragile, way: str) -> None:
    getattr(fragile.database, way)()
    getattr(fragile.broker, way)()
    start = time.monotonic()
    assert fragile.server.root.get("/livez").status_code == 200
    assert time.monotonic() - start < 0.5


@on_postgres
@pytest.mark.needs(example="orders")
def test_a_route_whose_database_is_gone_is_503_and_tells_nothing(fragile: Fragile) -> None:
    client = newcomer(fragile.deployment, fragile.server)
    fragile.database.shut()
    response = client.get("/orders")
    assert_problem(response, 503, "service_unavailable")


@on_postgres
@pytest.mark.once_for("framework")
def test_a_server_starts_without_its_database_and_waits_for_it(deploy: Deploy) -> None:
    deployment = deploy()
    relay = Relay(deployment.environment["DATABASE_URL"])
    relay.shut()
    server = deployment.serve(ready="/livez", DATABASE_URL=relay.url)
    assert server.root.get("/readyz").status_code == 503
    relay.pass_on()
    wait_for(server, "/readyz")
    relay.stop()


@on_postgres
@pytest.mark.needs(example="orders")
def test_no_redis_means_no_rate_limit_and_no_failure(deploy: Deploy) -> None:
    """Counting is a protection; it must not take the service down with it."""
    deployment = deploy(RATE_LIMIT_ENABLED="true")
    relay = Relay(deployment.environment["REDIS_URL"])
    server = deployment.serve(REDIS_URL=relay.url)
    client = newcomer(deployment, server)
    relay.shut()
    assert client.get("/orders").status_code == 200
    relay.stop()


@with_broker
@pytest.mark.needs(example="orders")
def test_an_order_is_stored_though_the_broker_is_gone(fragile: Fragile) -> None:
    """The window that the README states; `jobs requeue-placed` closes it."""
    client = newcomer(fragile.deployment, fragile.server)
    fragile.broker.shut()
    response = client.post("/orders", json=draft())
    assert response.status_code == 201, response.text
    order = response.json()
    assert read(client, order)["status"] == "placed"
    fragile.broker.pass_on()
    assert fragile.deployment.jobs("requeue-placed").strip()
    fragile.deployment.worker()
    wait_confirmed(client, order)
