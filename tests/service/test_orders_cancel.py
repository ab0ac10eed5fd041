"""Section 2, `POST /orders/{id}/cancel`."""

import httpx2
import pytest

from .harness.mail import Mailserver
from .harness.orders import Body, Counter, draft, place, read, wait_confirmed
from .harness.polling import at_once, eventually
from .harness.problem import assert_problem
from .test_orders_read import UNKNOWN

pytestmark = [
    pytest.mark.needs(example="orders"),
    pytest.mark.once_for("framework", "architecture", "place"),
]


def cancel(client: httpx2.Client, order: Body) -> httpx2.Response:
    """Cancel an order."""
    return client.post(f"/orders/{order['id']}/cancel")


def test_a_placed_order_is_cancelled(user: httpx2.Client, placed: Body) -> None:
    response = cancel(user, placed)
    assert response.status_code == 200
    assert response.json()["status"] == "cancelled"
    assert response.headers["etag"] == f'"{response.json()["version"]}"'
    assert read(user, placed) == response.json()


def test_cancelling_again_changes_nothing(user: httpx2.Client, placed: Body) -> None:
    first, second = cancel(user, placed), cancel(user, placed)
    assert (second.status_code, second.json()) == (200, first.json())


def test_ten_cancel_at_once_and_it_is_cancelled_once(user: httpx2.Client, placed: Body) -> None:
    answers = at_once(lambda _: cancel(user, placed), 10)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["version"] for answer in answers}) == 1


def test_a_confirmed_order_cannot_be_cancelled(user: httpx2.Client) -> None:
    order = wait_confirmed(user, place(user))
    assert_problem(cancel(user, order), 409, "order_already_confirmed")
    assert read(user, order) == order


def test_an_unknown_order_is_404(user: httpx2.Client) -> None:
    assert_problem(cancel(user, {"id": UNKNOWN}), 404, "not_found")


def test_a_cancelled_order_is_never_confirmed(
    user: httpx2.Client, counter: Counter, mailserver: Mailserver
) -> None:
    """Its job is tried again, and the mail would be accepted now."""
    body = draft()
    email = body["customer_email"]
    order = counter.place(body)
    eventually(lambda: mailserver.attempts(email))
    cancel(user, order)
    mailserver.accept(email)
    other = place(user)
    wait_confirmed(user, other)
    assert read(user, order)["status"] == "cancelled"
    assert mailserver.mails(email) == []
