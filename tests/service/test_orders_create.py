"""Section 2, `POST /orders`: what is stored, and what is refused."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import httpx2
import pytest

from .harness.combination import Combination
from .harness.deployment import Server
from .harness.orders import Body, draft, line, place, read
from .harness.problem import pointers

pytestmark = [
    pytest.mark.needs(example="orders"),
    pytest.mark.once_for("framework", "architecture"),
]

UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
MEMBERS = {
    *("id", "status", "customer_email", "lines", "total", "created_at", "updated_at", "version"),
}


def priced(**price: Any) -> Body:  # noqa: ANN401 - any JSON, to be refused
    """Return a line whose price has these members instead of the usual ones."""
    return line() | {"unit_price": line()["unit_price"] | price}


def test_a_new_order_is_201_with_where_it_is_and_its_version(user: httpx2.Client) -> None:
    response = user.post("/orders", json=draft())
    order = response.json()
    assert response.status_code == 201
    assert response.headers["location"].endswith(f"/api/v1/orders/{order['id']}")
    assert response.headers["etag"] == f'"{order["version"]}"'
    found = user.get(urljoin(str(response.request.url), response.headers["location"]))
    assert found.json()["id"] == order["id"]


def test_it_is_placed_and_has_exactly_the_members_of_an_order(user: httpx2.Client) -> None:
    order = place(user)
    assert set(order) == MEMBERS
    assert order["status"] == "placed"


def test_its_lines_and_customer_come_back_as_they_were_sent(user: httpx2.Client) -> None:
    body = draft(line("B", 3, "0.99"), line("A", 1, "100.00"))
    order = place(user, body)
    assert order["lines"] == body["lines"]
    assert order["customer_email"] == body["customer_email"]


def test_its_id_is_a_uuid_of_version_7(user: httpx2.Client) -> None:
    assert UUID7.fullmatch(place(user)["id"])


def test_ids_grow_with_time(user: httpx2.Client) -> None:
    ids = [place(user)["id"] for _ in range(3)]
    assert ids == sorted(ids)


@pytest.mark.parametrize("member", ["created_at", "updated_at"])
def test_its_times_are_rfc_3339_in_utc(user: httpx2.Client, member: str) -> None:
    text = place(user)[member]
    assert TIME.fullmatch(text)
    assert abs((datetime.now(UTC) - datetime.fromisoformat(text)).total_seconds()) < 10


def test_its_total_is_the_sum_of_its_lines(user: httpx2.Client) -> None:
    """As floats these would be 0.1 * 3 + 0.2 * 3 = 0.9000000000000001."""
    order = place(user, draft(line("A", 3, "0.10"), line("B", 3, "0.20")))
    assert order["total"] == {"amount": "0.90", "currency": "EUR"}


def test_a_total_may_be_larger_than_any_amount(user: httpx2.Client) -> None:
    lines = [line(f"S-{number}", 10_000, "9999999999.99") for number in range(100)]
    order = place(user, draft(*lines))
    assert order["total"] == {"amount": "9999999999990000.00", "currency": "EUR"}
    assert read(user, order)["total"] == order["total"]


def test_an_amount_may_be_zero(user: httpx2.Client) -> None:
    assert place(user, draft(line(amount="0.00")))["total"]["amount"] == "0.00"


@pytest.mark.parametrize("currency", ["USD", "JPY", "CHF"])
def test_any_currency_of_iso_4217_will_do(user: httpx2.Client, currency: str) -> None:
    order = place(user, draft(line(currency=currency)))
    assert order["total"] == {"amount": "25.00", "currency": currency}


def test_it_is_stored_before_the_response(user: httpx2.Client) -> None:
    order = place(user)
    stored = read(user, order)
    fixed = ("id", "customer_email", "lines", "total", "created_at")
    assert {name: stored[name] for name in fixed} == {name: order[name] for name in fixed}


def test_an_order_may_have_100_lines(user: httpx2.Client) -> None:
    assert len(place(user, draft(*[line(f"S-{n}") for n in range(100)]))["lines"]) == 100


@pytest.mark.parametrize("quantity", [1, 10_000])
def test_a_quantity_may_be(user: httpx2.Client, quantity: int) -> None:
    assert place(user, draft(line(quantity=quantity)))["lines"][0]["quantity"] == quantity


@pytest.mark.parametrize("sku", ["a", "x" * 64, "A.b_c-9"])
def test_a_sku_may_be(user: httpx2.Client, sku: str) -> None:
    assert place(user, draft(line(sku)))["lines"][0]["sku"] == sku


@pytest.mark.parametrize("quantity", [0, -1, 10_001, 1.5, "2", None, True, 10**30])
def test_a_quantity_may_not_be(user: httpx2.Client, quantity: object) -> None:
    response = user.post("/orders", json=draft(line() | {"quantity": quantity}))
    assert pointers(response) == ["/lines/0/quantity"]


@pytest.mark.parametrize("sku", ["", "x" * 65, "two words", "a/b", "é", "a\n", 7, None])
def test_a_sku_may_not_be(user: httpx2.Client, sku: object) -> None:
    response = user.post("/orders", json=draft(line() | {"sku": sku}))
    assert pointers(response) == ["/lines/0/sku"]


@pytest.mark.parametrize(
    "amount",
    [
        *("-0.01", "-0.00", "10000000000.00", "12.5", "12.500", "12", "1e3", "NaN", "Infinity"),
        *(" 12.50", "12.50 ", "12,50", "+1.00", "\u0663.00", "01.00", "", 12.5, 12, None),
    ],
    ids=repr,
)
def test_an_amount_may_not_be(user: httpx2.Client, amount: object) -> None:
    response = user.post("/orders", json=draft(priced(amount=amount)))
    assert pointers(response) == ["/lines/0/unit_price/amount"]


@pytest.mark.parametrize("currency", ["eur", "EURO", "XYZ", "", "E", None, 978])
def test_a_currency_may_not_be(user: httpx2.Client, currency: object) -> None:
    response = user.post("/orders", json=draft(priced(currency=currency)))
    assert pointers(response) == ["/lines/0/unit_price/currency"]


@pytest.mark.parametrize("email", ["", "nobody", "a@", "@b.example", "a b@c.example", 7, None])
def test_a_customer_email_may_not_be(user: httpx2.Client, email: object) -> None:
    response = user.post("/orders", json=draft() | {"customer_email": email})
    assert pointers(response) == ["/customer_email"]


@pytest.mark.parametrize("lines", [[], [line(f"S-{n}") for n in range(101)], {}, "SKU-1", None])
def test_lines_may_not_be(user: httpx2.Client, lines: object) -> None:
    response = user.post("/orders", json=draft() | {"lines": lines})
    assert pointers(response) == ["/lines"]


def test_lines_may_not_differ_in_currency(user: httpx2.Client) -> None:
    body = draft(line("A", currency="EUR"), line("B", currency="USD"))
    assert all(each.startswith("/lines") for each in pointers(user.post("/orders", json=body)))


def test_a_sku_may_not_come_twice(user: httpx2.Client) -> None:
    body = draft(line("A", 1), line("B", 1), line("A", 2))
    assert all(each.startswith("/lines") for each in pointers(user.post("/orders", json=body)))


@pytest.mark.parametrize("field", ["id", "status", "total", "version", "created_at", "owner"])
def test_what_the_service_decides_cannot_be_sent(user: httpx2.Client, field: str) -> None:
    assert pointers(user.post("/orders", json=draft() | {field: "x"})) == [f"/{field}"]


def test_unknown_fields_are_refused_at_every_depth(user: httpx2.Client) -> None:
    assert pointers(user.post("/orders", json=draft(priced(vat=1)))) == ["/lines/0/unit_price/vat"]


@pytest.mark.needs(identified=True)
def test_an_order_cannot_be_placed_without_credentials(
    combination: Combination, server: Server
) -> None:
    response = server.client().post("/orders", json=draft())
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith(combination.challenge)
