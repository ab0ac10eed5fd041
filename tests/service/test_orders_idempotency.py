"""Section 2, `Idempotency-Key`: one order, however often and however parallel it is sent."""

import secrets

import httpx2
import pytest

from .harness.accounts import unique_email
from .harness.orders import Body, draft, line
from .harness.polling import at_once
from .harness.problem import assert_problem

pytestmark = pytest.mark.needs(example="orders")


@pytest.fixture
def key() -> str:
    """A key that was never used."""
    return secrets.token_hex(16)


def send(client: httpx2.Client, body: Body, key: str) -> httpx2.Response:
    """Place an order with a key."""
    return client.post("/orders", json=body, headers={"Idempotency-Key": key})


def count(client: httpx2.Client, body: Body) -> int:
    """Return how many of the latest orders belong to the customer of this body."""
    items = client.get("/orders", params={"limit": 100}).json()["items"]
    return sum(item["customer_email"] == body["customer_email"] for item in items)


def test_the_same_request_again_gets_the_first_response_again(
    user: httpx2.Client, key: str
) -> None:
    body = draft()
    first, second = send(user, body, key), send(user, body, key)
    assert (second.status_code, second.json()) == (201, first.json())
    assert second.headers["location"] == first.headers["location"]
    assert second.headers["etag"] == first.headers["etag"]
    assert count(user, body) == 1


def test_only_the_repeated_response_says_so(user: httpx2.Client, key: str) -> None:
    body = draft()
    first, second = send(user, body, key), send(user, body, key)
    assert "idempotency-replayed" not in first.headers
    assert second.headers["idempotency-replayed"] == "true"


def test_the_first_response_is_repeated_though_the_order_has_changed(
    user: httpx2.Client, key: str
) -> None:
    body = draft()
    first = send(user, body, key)
    user.post(f"/orders/{first.json()['id']}/cancel")
    assert send(user, body, key).json() == first.json()


def test_ten_at_once_place_one_order(user: httpx2.Client, key: str) -> None:
    body = draft()
    answers = at_once(lambda _: send(user, body, key), 10)
    assert [answer.status_code for answer in answers] == [201] * 10
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum("idempotency-replayed" not in answer.headers for answer in answers) == 1
    assert count(user, body) == 1


def test_another_body_with_the_same_key_is_422(user: httpx2.Client, key: str) -> None:
    body = draft()
    send(user, body, key)
    other = send(user, body | {"lines": [line(quantity=3)]}, key)
    assert_problem(other, 422, "idempotency_key_reused")


def test_ten_bodies_at_once_with_one_key_place_one_order(user: httpx2.Client, key: str) -> None:
    email = unique_email()
    bodies = [draft(line(quantity=number + 1), email=email) for number in range(10)]
    answers = at_once(lambda number: send(user, bodies[number], key), 10)
    assert sorted(answer.status_code for answer in answers) == [201] + [422] * 9
    assert count(user, bodies[0]) == 1


def test_the_same_body_written_otherwise_is_the_same_body(user: httpx2.Client, key: str) -> None:
    body = draft()
    first = send(user, body, key)
    swapped = {"lines": body["lines"], "customer_email": body["customer_email"]}
    assert send(user, swapped, key).json() == first.json()


def test_a_refused_request_does_not_use_up_its_key(user: httpx2.Client, key: str) -> None:
    assert send(user, draft(line(quantity=0)), key).status_code == 422
    assert send(user, draft(), key).status_code == 201


@pytest.mark.parametrize("length", [1, 255])
def test_a_key_may_have_1_to_255_characters(user: httpx2.Client, length: int) -> None:
    key = secrets.token_hex(128)[:length] if length > 1 else "k"
    assert send(user, draft(email="one-letter-key@example.com"), key).status_code == 201


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_of_another_length_is_422(user: httpx2.Client, key: str) -> None:
    assert_problem(send(user, draft(), key), 422, "validation_failed")


def test_without_a_key_each_request_places_an_order(user: httpx2.Client) -> None:
    body = draft()
    assert {user.post("/orders", json=body).status_code for _ in range(2)} == {201}
    assert count(user, body) == 2


@pytest.mark.needs(identified=True)
def test_a_key_belongs_to_its_caller(
    user: httpx2.Client, newcomer: httpx2.Client, key: str
) -> None:
    body = draft()
    first = send(user, body, key)
    other = send(newcomer, body, key)
    assert other.status_code == 201
    assert "idempotency-replayed" not in other.headers
    assert other.json()["id"] != first.json()["id"]
