"""Section 2, the job `confirm_order`: confirmed once and mailed once, whatever happens."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx2
import pytest

from .conftest import Deploy
from .harness.callers import newcomer
from .harness.combination import Combination
from .harness.deployment import Deployment
from .harness.mail import Mailserver
from .harness.orders import Body, draft, place, read, wait_confirmed
from .harness.polling import eventually

pytestmark = pytest.mark.needs(example="orders")


def confirmed(client: httpx2.Client, body: Body) -> Body:
    """Place an order and wait until it is confirmed."""
    return wait_confirmed(client, place(client, body))


def test_an_order_is_confirmed_soon(user: httpx2.Client) -> None:
    order = place(user)
    after = wait_confirmed(user, order)
    assert after["version"] > order["version"]
    assert after["updated_at"] > order["updated_at"]


def test_the_mails_of_two_orders_are_told_apart(
    user: httpx2.Client, mailserver: Mailserver
) -> None:
    body = draft()
    for _ in range(2):
        confirmed(user, body)
    assert len(mailserver.ids(body["customer_email"])) == 2


def test_the_customer_gets_one_mail(user: httpx2.Client, mailserver: Mailserver) -> None:
    order = confirmed(user, draft())
    mails = mailserver.mails(order["customer_email"])
    assert len(mails) == 1
    assert order["id"] in str(mails[0].message)
    assert mails[0].message["From"]
    assert mails[0].message["Subject"]
    assert mails[0].message["To"] == order["customer_email"]


@pytest.fixture(scope="module")
def queued_again(combination: Combination, deploy_shared: Deploy) -> Deployment:
    """A deployment whose orders are queued again; the failing orders of other tests must not be."""
    deployment = deploy_shared()
    if combination.broker:
        deployment.worker()
    return deployment


@pytest.fixture(scope="module")
def owner(queued_again: Deployment) -> httpx2.Client:
    """The one caller of `queued_again`."""
    return newcomer(queued_again, queued_again.serve())


def test_requeueing_a_confirmed_order_mails_nothing(
    queued_again: Deployment, owner: httpx2.Client, mailserver: Mailserver
) -> None:
    order = confirmed(owner, draft())
    queued_again.jobs("requeue-placed")
    confirmed(owner, draft())
    assert read(owner, order) == order
    assert len(mailserver.mails(order["customer_email"])) == 1


def test_run_twice_at_the_same_time_it_confirms_and_mails_once(
    queued_again: Deployment, owner: httpx2.Client, mailserver: Mailserver
) -> None:
    """The order is queued again while its first job waits for the mail server."""
    body = draft()
    hold = mailserver.hold(body["customer_email"])
    order = place(owner, body)
    hold.wait()
    command = queued_again.start("jobs", "requeue-placed")
    try:
        eventually(lambda: command.exit_code is not None, within=5)
    except AssertionError:
        pass  # with jobs in the process, the command itself waits for the first job
    finally:
        hold.accept()
    assert command.wait() == 0
    after = wait_confirmed(owner, order)
    confirmed(owner, draft())
    assert read(owner, order) == after
    assert len(mailserver.mails(body["customer_email"])) == 1


def test_the_command_tells_how_many_orders_it_queued_again(
    queued_again: Deployment, owner: httpx2.Client, mailserver: Mailserver
) -> None:
    body = draft()
    mailserver.refuse(body["customer_email"])
    order = place(owner, body)
    assert "1" in queued_again.jobs("requeue-placed").split()
    mailserver.accept(body["customer_email"])
    wait_confirmed(owner, order)
    assert "0" in queued_again.jobs("requeue-placed").split()


def test_a_slow_mail_server_delays_no_request(user: httpx2.Client, mailserver: Mailserver) -> None:
    body = draft()
    hold = mailserver.hold(body["customer_email"])
    order = place(user, body)
    hold.wait()
    try:
        path = f"/orders/{order['id']}"
        assert user.get(path, timeout=3).json()["status"] == "placed"
        assert user.post("/orders", json=draft(), timeout=3).status_code == 201
    finally:
        hold.accept()
    wait_confirmed(user, order)


def test_cancelled_while_its_mail_is_on_the_way_it_ends_in_one_of_two_states(
    user: httpx2.Client, mailserver: Mailserver
) -> None:
    """Either the cancelling won and stays, or the confirmation did and the mail was sent."""
    body = draft()
    hold = mailserver.hold(body["customer_email"])
    order = place(user, body)
    hold.wait()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(user.post, f"/orders/{order['id']}/cancel")
        hold.accept()
        cancelling = answer.result(30)
    if cancelling.status_code == 200:
        confirmed(user, draft())
        assert read(user, order)["status"] == "cancelled"
    else:
        assert cancelling.status_code == 409
        wait_confirmed(user, order)
        assert len(mailserver.mails(body["customer_email"])) == 1


@pytest.mark.needs(broker=True)
def test_queueing_without_the_broker_fails_with_a_message_or_is_made_up_for(
    combination: Combination,
    queued_again: Deployment,
    owner: httpx2.Client,
    mailserver: Mailserver,
) -> None:
    body = draft()
    mailserver.refuse(body["customer_email"])
    order = place(owner, body)
    broker = urlsplit(queued_again.environment[combination.broker_variable])
    nobody_there = broker._replace(netloc="127.0.0.1:9").geturl()
    variables = {combination.broker_variable: nobody_there}
    done = queued_again.run("jobs", "requeue-placed", **variables)
    if done.returncode:
        assert done.returncode == 1
        assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    mailserver.accept(body["customer_email"])
    wait_confirmed(owner, order)
