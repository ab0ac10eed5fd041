"""Bodies of orders, and orders that stay in the state a test needs."""

import re
import secrets
from typing import Any

import httpx2

from .accounts import unique_email
from .deployment import Deployment
from .mail import Mailserver
from .polling import eventually

Body = dict[str, Any]
FAILED = re.compile(r"fail|error", re.IGNORECASE)
"""What the log says of a job that failed, beside the id of the request that caused it."""
WITHIN = 120.0
"""Seconds that a job may take to begin: a worker may have many others before it."""


def line(
    sku: str = "SKU-1", quantity: int = 2, amount: str = "12.50", currency: str = "EUR"
) -> Body:
    """Return one line of an order."""
    price = {"amount": amount, "currency": currency}
    return {"sku": sku, "quantity": quantity, "unit_price": price}


def draft(*lines: Body, email: str | None = None) -> Body:
    """Return the body of `POST /orders`, with one line unless some are given."""
    return {"customer_email": email or unique_email("customer"), "lines": list(lines or [line()])}


def place(client: httpx2.Client, body: Body | None = None) -> Body:
    """Place an order and return it."""
    response = client.post("/orders", json=body or draft())
    assert response.status_code == httpx2.codes.CREATED, response.text
    order: Body = response.json()
    return order


def read(client: httpx2.Client, order: Body) -> Body:
    """Return the order as it is now."""
    response = client.get(f"/orders/{order['id']}")
    assert response.status_code == httpx2.codes.OK, response.text
    now: Body = response.json()
    return now


def wait_confirmed(client: httpx2.Client, order: Body, within: float = WITHIN) -> Body:
    """Wait until the job has confirmed the order and return the order."""
    return eventually(
        lambda: (now := read(client, order))["status"] == "confirmed" and now, within=within
    )


def cancel(client: httpx2.Client, order: Body) -> Body:
    """Cancel an order that stays `placed`, and return it.

    Its job tries it again and again; while it is at it, the order cannot be cancelled.
    """

    def try_it() -> Body | None:
        response = client.post(f"/orders/{order['id']}/cancel")
        if response.status_code == httpx2.codes.CONFLICT:
            return None
        assert response.status_code == httpx2.codes.OK, response.text
        cancelled: Body = response.json()
        return cancelled

    cancelled = eventually(try_it, within=WITHIN)
    assert cancelled is not None
    return cancelled


class Counter:
    """Places orders whose confirmation fails, so that they stay `placed`; clears them away."""

    def __init__(
        self, client: httpx2.Client, mailserver: Mailserver, deployment: Deployment
    ) -> None:
        """Place orders through `client`; `mailserver` refuses their mails."""
        self._client = client
        self._mailserver = mailserver
        self._deployment = deployment
        self._orders: list[Body] = []

    def place(self, body: Body | None = None) -> Body:
        """Place an order, and wait until its job has failed and rests for a second."""
        body = body or draft()
        self._mailserver.refuse(body["customer_email"])
        request_id = secrets.token_hex(8)
        headers = {"X-Request-ID": request_id}
        response = self._client.post("/orders", json=body, headers=headers)
        assert response.status_code == httpx2.codes.CREATED, response.text
        order: Body = response.json()
        self._orders.append(order)
        eventually(lambda: self._has_failed(request_id), every=0.02, within=WITHIN)
        return order

    def clear(self) -> None:
        """Cancel the orders, so that their jobs are not tried over and over."""
        for order in self._orders:
            self._client.post(f"/orders/{order['id']}/cancel")

    def _has_failed(self, request_id: str) -> bool:
        return any(
            request_id in line and FAILED.search(line)
            for process in self._deployment.processes
            for line in process.log.splitlines()
        )
