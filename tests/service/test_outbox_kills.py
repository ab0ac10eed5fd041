"""Section 2, the outbox: whatever is killed and whenever, no job is lost and none done twice."""

import random
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable

import httpx2
import pytest

from .conftest import DOUBLES, Deploy
from .harness.callers import newcomer
from .harness.combination import Combination
from .harness.deployment import Deployment
from .harness.mail import Mailserver
from .harness.orders import Body, draft, place, read, wait_confirmed
from .harness.polling import eventually
from .harness.process import Process

pytestmark = pytest.mark.needs(architecture="cqrs", example="orders", fallback=False)

ORDERS = 200
SEED = 20260101
BETWEEN_KILLS = (0.5, 4.0)
"""Seconds, the shortest and the longest."""
BETWEEN_ORDERS = 0.1
"""Seconds: else all are placed before anything has been killed."""
SETTLED_WITHIN = 240.0
"""Seconds: a broker hands the jobs of a dead worker to another one only after a while."""

with_broker = pytest.mark.needs(broker=True)


class Victims:
    """The processes of one deployment: any of them may be killed, and is started again."""

    def __init__(self, combination: Combination, deployment: Deployment) -> None:
        """Start the server, and a relay and a worker where there is a broker."""
        self._deployment = deployment
        self.server = deployment.serve()
        self._port = self.server.url.rpartition(":")[2]
        self._start: dict[str, Callable[[], Process]] = {"server": self._serve}
        if combination.broker:
            self._start |= {
                name: lambda name=name: deployment.start(name)  # type: ignore[misc] # mypy takes the default for another type
                for name in ("relay", "worker")
            }
        self._processes = {"server": self.server.process}
        for name in self._start.keys() - {"server"}:
            self._processes[name] = self._start[name]()
        self.killed: Counter[str] = Counter()

    def _serve(self) -> Process:
        return self._deployment.start("serve", "--host", "127.0.0.1", "--port", self._port)

    def kill_until(self, stop: threading.Event) -> None:
        """Kill one after the other at random points; at the end all of them run."""
        chance = random.Random(SEED)  # noqa: S311 - no secret, but the same each time
        while not stop.wait(chance.uniform(*BETWEEN_KILLS)):
            name = chance.choice(sorted(self._start))
            self._processes[name].kill()
            self._processes[name] = self._start[name]()
            self.killed[name] += 1


def place_stubbornly(client: httpx2.Client, body: Body) -> Body:
    """Place an order, asking again with the same key until there is an answer."""
    headers = {"Idempotency-Key": secrets.token_hex(8)}

    def answer() -> Body:
        try:
            response = client.post("/orders", json=body, headers=headers, timeout=5)
        except httpx2.TransportError:
            return {}
        return response.json() if response.status_code == httpx2.codes.CREATED else {}

    return eventually(answer, within=60)


def nobody_waits(client: httpx2.Client) -> bool:
    """Tell whether no order is `placed`; a server that has just been started may not say."""
    try:
        page = client.get("/orders", params={"status": "placed", "limit": 1})
    except httpx2.TransportError:
        return False
    return page.is_success and not page.json()["items"]


def counted(client: httpx2.Client) -> int:
    """Return how many confirmed orders the projection knows."""
    count: int = client.get("/orders/stats").json()["confirmed"]
    return count


@pytest.mark.long
def test_no_job_is_lost_and_none_done_twice(
    combination: Combination,
    deploy: Deploy,
    mailserver: Mailserver,
    record_property: Callable[[str, object], None],
) -> None:
    """SMTP knows no transactions: a mail may come twice, but then it is the same by its id."""
    deployment = deploy()
    victims = Victims(combination, deployment)
    client = newcomer(deployment, victims.server)
    bodies = [draft() for _ in range(ORDERS)]
    stop = threading.Event()
    killer = threading.Thread(target=victims.kill_until, args=[stop])
    killer.start()
    try:
        orders = []
        for body in bodies:
            orders.append(place_stubbornly(client, body))
            time.sleep(BETWEEN_ORDERS)
    finally:
        stop.set()
        killer.join()
    eventually(lambda: nobody_waits(client), within=SETTLED_WITHIN, every=1)
    eventually(lambda: counted(client) == ORDERS, within=SETTLED_WITHIN, every=1)
    assert {read(client, order)["version"] for order in orders} == {2}
    assert client.get("/orders", params={"status": "confirmed", "limit": 1}).json()["items"]
    accepted = [mailserver.mails(body["customer_email"]) for body in bodies]
    assert {len({mail.message["Message-ID"] for mail in mails}) for mails in accepted} == {1}
    doubles = sum(len(mails) - 1 for mails in accepted)
    record_property(DOUBLES, f"{dict(victims.killed)} killed, {doubles} mails sent again")


@with_broker
def test_a_server_killed_after_its_answer_has_left_the_job_in_the_outbox(
    deploy: Deploy, mailserver: Mailserver
) -> None:
    deployment = deploy()
    server = deployment.serve()
    order = place(newcomer(deployment, server))
    server.process.kill()
    deployment.worker()
    eventually(lambda: mailserver.mails(order["customer_email"]), within=60)


@with_broker
def test_two_relays_send_each_job_once(deploy: Deploy, mailserver: Mailserver) -> None:
    """The worker finds as many jobs as there were orders."""
    deployment = deploy()
    client = newcomer(deployment, deployment.serve())
    bodies = [draft() for _ in range(30)]
    orders = [place(client, body) for body in bodies]
    for _ in range(2):
        deployment.start("relay")
    worker = deployment.start("worker")
    for order in orders:
        wait_confirmed(client, order)
    assert all(len(mailserver.mails(body["customer_email"])) == 1 for body in bodies)
    done = [line for line in worker.log.splitlines() if "job_done" in line]
    assert sum("confirm_order" in line for line in done) == len(orders)
