"""Request bodies to start from; a test names only what matters to it."""

from typing import Any


def line_body(
    sku: str = "tea", quantity: int = 2, amount: str = "4.50", currency: str = "EUR"
) -> dict[str, Any]:
    """Make a line of an order."""
    unit_price = {"amount": amount, "currency": currency}
    return {"sku": sku, "quantity": quantity, "unit_price": unit_price}


def order_body(*lines: dict[str, Any], customer_email: str = "ada@example.com") -> dict[str, Any]:
    """Make an order, of one line if none is given."""
    return {"customer_email": customer_email, "lines": list(lines) or [line_body()]}
