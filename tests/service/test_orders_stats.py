"""Section 2, `GET /orders/stats`: over what the caller may see, settled within 5 s."""

from decimal import Decimal
from typing import Any

import httpx2
import pytest

from .harness.deployment import Deployment
from .harness.mail import Mailserver
from .harness.orders import Counter, cancel, draft, line, place, wait_confirmed
from .harness.polling import eventually

pytestmark = pytest.mark.needs(example="orders")

Stats = dict[str, Any]


def stats(client: httpx2.Client) -> Stats:
    """Return the statistics."""
    response = client.get("/orders/stats")
    assert response.status_code == 200, response.text
    body: Stats = response.json()
    return body


def revenue(figures: Stats) -> dict[str, Decimal]:
    """Return the revenue by currency."""
    return {each["currency"]: Decimal(each["amount"]) for each in figures["revenue"]}


def test_it_has_exactly_these_members(user: httpx2.Client) -> None:
    assert set(stats(user)) == {"placed", "confirmed", "cancelled", "revenue"}


@pytest.mark.needs(identified=True)
def test_who_has_no_orders_gets_zeros(newcomer: httpx2.Client) -> None:
    zeros = {"placed": 0, "confirmed": 0, "cancelled": 0, "revenue": []}
    assert stats(newcomer) == zeros


@pytest.mark.needs(identified=True)
def test_orders_are_counted_by_status(
    newcomer: httpx2.Client, mailserver: Mailserver, deployment: Deployment
) -> None:
    counter = Counter(newcomer, mailserver, deployment)
    counter.place()
    cancel(newcomer, counter.place())
    wait_confirmed(newcomer, place(newcomer))
    expected = {"placed": 1, "confirmed": 1, "cancelled": 1}
    figures = eventually(lambda: (now := stats(newcomer))["confirmed"] == 1 and now, within=5)
    assert {name: figures[name] for name in expected} == expected
    counter.clear()


@pytest.mark.needs(identified=True)
def test_revenue_is_added_up_by_currency_over_confirmed_orders(
    newcomer: httpx2.Client, mailserver: Mailserver, deployment: Deployment
) -> None:
    """0.10 and 0.20 added as floats would not be 0.30."""
    counter = Counter(newcomer, mailserver, deployment)
    counter.place(draft(line(quantity=1, amount="1000.00")))
    lines = [line(quantity=1, amount="0.10"), line(quantity=1, amount="0.20")]
    for priced in (*lines, line(quantity=2, amount="7.00", currency="USD")):
        wait_confirmed(newcomer, place(newcomer, draft(priced)))
    figures = eventually(lambda: (now := stats(newcomer))["confirmed"] == 3 and now, within=5)
    assert sorted(figures["revenue"], key=lambda each: str(each["currency"])) == [
        {"amount": "0.30", "currency": "EUR"},
        {"amount": "14.00", "currency": "USD"},
    ]
    counter.clear()


def test_a_confirmed_order_adds_to_the_revenue(user: httpx2.Client) -> None:
    before = revenue(stats(user)).get("CHF", Decimal(0))
    price = line(quantity=3, amount="33.33", currency="CHF")
    wait_confirmed(user, place(user, draft(price)))
    eventually(lambda: revenue(stats(user)).get("CHF") == before + Decimal("99.99"), within=5)


@pytest.mark.needs(identified=True)
def test_an_admin_sees_everything(newcomer: httpx2.Client, admin: httpx2.Client) -> None:
    before = stats(admin)["confirmed"]
    wait_confirmed(newcomer, place(newcomer))
    eventually(lambda: stats(admin)["confirmed"] > before, within=5)


def test_revenue_may_be_larger_than_any_order(user: httpx2.Client) -> None:
    lines = [line(f"S-{number}", 10_000, "9999999999.99", "GBP") for number in range(100)]
    before = revenue(stats(user)).get("GBP", Decimal(0))
    for _ in range(2):
        wait_confirmed(user, place(user, draft(*lines)))
    expected = before + 2 * Decimal("9999999999990000.00")
    eventually(lambda: revenue(stats(user)).get("GBP") == expected, within=5)
