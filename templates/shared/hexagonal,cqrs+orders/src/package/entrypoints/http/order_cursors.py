"""Cursors of the list of orders: where a page begins, and where it has ended."""

from datetime import datetime
from uuid import UUID

{% if architecture == "cqrs" %}
from {{ package_name }}.application.ports.order_views import (
    Criteria,
    OrderView,
    Position,
)
{% else %}
from {{ package_name }}.application.ports.orders import Criteria, Position
{% endif %}
from {{ package_name }}.cursors import Cursors
{% if architecture == "hexagonal" %}
from {{ package_name }}.domain.orders import Order
{% endif %}
from {{ package_name }}.entrypoints.http.order_schemas import OrderFilter


def to_criteria(cursors: Cursors, wanted: OrderFilter) -> Criteria:
    """Read what a caller wants.

    Raises:
        InvalidCursorError: The cursor is forged, or belongs to another query.
    """
    after = None
    if wanted.cursor is not None:
        created_at, order_id = cursors.read(wanted.cursor, _identity(wanted))
        after = Position(datetime.fromisoformat(created_at), UUID(order_id))
    return Criteria(
        status=wanted.status,
        created_from=wanted.created_from,
        created_to=wanted.created_to,
        descending=wanted.sort.startswith("-"),
        after=after,
    )


def next_cursor(cursors: Cursors, wanted: OrderFilter, last: {{ "OrderView" if architecture == "cqrs" else "Order" }}) -> str:
    """Write where the page that ends with an order ended."""
    return cursors.write([last.created_at.isoformat(), str(last.id)], _identity(wanted))


def _identity(wanted: OrderFilter) -> list[str | None]:
    """Say what a cursor belongs to."""
    times = (wanted.created_from, wanted.created_to)
    return [wanted.sort, wanted.status, *(time.isoformat() if time else None for time in times)]
