import pytest

from tests.e2e.admin_calls import ADMIN, log_in, send
from tests.e2e.order_calls import place_order
from tests.e2e.serving import Client

ORDERS = f"{ADMIN}{{ "orders/order" if architecture == "layered" else "database/orderrow" }}/"

pytestmark = pytest.mark.usefixtures("jobs")


@pytest.mark.parametrize("page", ["", "?q={id}", "?status__exact=placed"])
def test_orders_are_listed_and_found(client: Client, page: str) -> None:
    order = place_order(client)
    log_in(client)

    assert order["id"] in client.get(ORDERS + page.format(**order)).text


def test_an_order_is_shown_with_its_lines(client: Client) -> None:
    order = place_order(client)
    log_in(client)

    page = client.get(f"{ORDERS}{order['id']}/change/").text

    assert "9.00 EUR" in page
    assert "2 tea at 4.50" in page


def test_an_order_cannot_be_changed(client: Client) -> None:
    order = place_order(client)
    log_in(client)

    response = send(client, f"{ORDERS}{order['id']}/change/", status="confirmed")

    assert response.status_code == 403


@pytest.mark.parametrize("action", ["add/", "{id}/delete/"])
def test_orders_are_neither_made_nor_deleted(client: Client, action: str) -> None:
    order = place_order(client)
    log_in(client)

    assert client.get(ORDERS + action.format(**order)).status_code == 403
