"""Calls that many tests of orders begin with."""

from typing import Any

from httpx2 import Response

from tests.e2e.serving import Client
from tests.factories import order_body

ORDERS = "/api/v1/orders"


{{ async_ }}def post_order(
    client: Client, body: dict[str, Any] | None = None, key: str | None = None
) -> Response:
    """Send an order, with an idempotency key or without."""
    headers = {} if key is None else {"Idempotency-Key": key}
    return {{ await_ }}client.post(ORDERS, json=body or order_body(), headers=headers)


{{ async_ }}def place_order(
    client: Client, *lines: dict[str, Any], customer_email: str = "ada@example.com"
) -> dict[str, Any]:
    """Place an order and return it."""
    response = {{ await_ }}post_order(client, order_body(*lines, customer_email=customer_email))
    assert response.status_code == 201
    order: dict[str, Any] = response.json()
    return order


{{ async_ }}def get_order(client: Client, order_id: str) -> dict[str, Any]:
    """Return an order."""
    response = {{ await_ }}client.get(f"{ORDERS}/{order_id}")
    assert response.status_code == 200
    order: dict[str, Any] = response.json()
    return order


{{ async_ }}def has_status(client: Client, order_id: str, status: str) -> bool:
    """Tell whether an order has a status."""
    return bool(({{ await_ }}get_order(client, order_id))["status"] == status)


{{ async_ }}def cancel_order(client: Client, order_id: str) -> Response:
    """Call an order off."""
    return {{ await_ }}client.post(f"{ORDERS}/{order_id}/cancel")
