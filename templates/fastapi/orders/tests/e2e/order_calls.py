"""Calls that many tests of orders begin with."""

from typing import Any

from httpx2 import AsyncClient, Response

from tests.factories import order_body

ORDERS = "/api/v1/orders"


async def post_order(
    client: AsyncClient, body: dict[str, Any] | None = None, key: str | None = None
) -> Response:
    """Send an order, with an idempotency key or without."""
    headers = {} if key is None else {"Idempotency-Key": key}
    return await client.post(ORDERS, json=body or order_body(), headers=headers)


async def place_order(
    client: AsyncClient, *lines: dict[str, Any], customer_email: str = "ada@example.com"
) -> dict[str, Any]:
    """Place an order and return it."""
    response = await post_order(client, order_body(*lines, customer_email=customer_email))
    assert response.status_code == 201
    order: dict[str, Any] = response.json()
    return order


async def get_order(client: AsyncClient, order_id: str) -> dict[str, Any]:
    """Return an order."""
    response = await client.get(f"{ORDERS}/{order_id}")
    assert response.status_code == 200
    order: dict[str, Any] = response.json()
    return order


async def has_status(client: AsyncClient, order_id: str, status: str) -> bool:
    """Tell whether an order has a status."""
    return bool((await get_order(client, order_id))["status"] == status)


async def cancel_order(client: AsyncClient, order_id: str) -> Response:
    """Call an order off."""
    return await client.post(f"{ORDERS}/{order_id}/cancel")
