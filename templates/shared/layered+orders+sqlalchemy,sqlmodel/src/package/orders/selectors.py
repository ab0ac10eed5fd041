{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""What reads orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, ColumnElement, func, select, true, tuple_, type_coerce
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.columns import HUNDREDTHS
from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.callers import Caller
from {{ package_name }}.cursors import Cursors
from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.orders.models import Order, OrderStatus
from {{ package_name }}.orders.schemas import MoneyOut, OrderFilter, OrderStats

# SQLite's sum overflows at 2**63: sums are taken in two halves, and put together as decimals.
HALF = 10**9


@dataclass(frozen=True)
class Page:
    """Some orders, and where the next ones begin."""

    orders: Sequence[Order]
    next_cursor: str | None


def visible_to(caller: Caller) -> ColumnElement[bool]:
    """Say which orders a caller may know of: their own, or all."""
    return true() if caller.is_admin else {{ col("Order.owner_id") }} == caller.id


{{ async_ }}def get_order(database: Database, caller: Caller, order_id: UUID) -> Order:
    """Return an order.

    Raises:
        NotFoundError: The caller has no such order.
    """
    found = select(Order).where({{ col("Order.id") }} == order_id, visible_to(caller))
    {{ async_ }}with database.reading() as session:
        order = {{ await_ }}session.scalar(found)
    if order is None:
        raise NotFoundError
    return order


{{ async_ }}def list_orders(
    database: Database,
    cursors: Cursors,
    caller: Caller,
    wanted: OrderFilter,
) -> Page:
    """Return a page of orders.

    It begins after the last order of the page before, whatever was added meanwhile.

    Raises:
        InvalidCursorError: The cursor is forged, or belongs to another query.
    """
    query = _identity(wanted)
    descending = wanted.sort.startswith("-")
    columns = ({{ col("Order.created_at") }}, {{ col("Order.id") }})
    position = tuple_(*columns)
    statement = select(Order).where(visible_to(caller))
    if wanted.status is not None:
        statement = statement.where({{ col("Order.status") }} == wanted.status)
    if wanted.created_from is not None:
        statement = statement.where({{ col("Order.created_at") }} >= wanted.created_from)
    if wanted.created_to is not None:
        statement = statement.where({{ col("Order.created_at") }} < wanted.created_to)
    if wanted.cursor is not None:
        created_at, order_id = cursors.read(wanted.cursor, query)
        last = (datetime.fromisoformat(created_at), UUID(order_id))
        statement = statement.where(position < last if descending else position > last)
    statement = statement.order_by(*(c.desc() if descending else c.asc() for c in columns))
    {{ async_ }}with database.reading() as session:
        orders = ({{ await_ }}session.scalars(statement.limit(wanted.limit + 1))).all()
    if len(orders) <= wanted.limit:
        return Page(orders, next_cursor=None)
    orders = orders[: wanted.limit]
    ended_at = [orders[-1].created_at.isoformat(), str(orders[-1].id)]
    return Page(orders, cursors.write(ended_at, query))


def _identity(wanted: OrderFilter) -> list[str | None]:
    """Say what a cursor belongs to."""
    times = (wanted.created_from, wanted.created_to)
    return [wanted.sort, wanted.status, *(time.isoformat() if time else None for time in times)]


{{ async_ }}def get_stats(database: Database, caller: Caller) -> OrderStats:
    """Count the caller's orders by status, and add up the confirmed ones by currency."""
    counted = select({{ col("Order.status") }}, func.count()).group_by({{ col("Order.status") }})
    hundredths = type_coerce({{ col("Order.total") }}, BigInteger)
    {{ async_ }}with database.reading() as session:
        counts = {{ await_ }}session.execute(counted.where(visible_to(caller)))
        sums = {{ await_ }}session.execute(
            select(
                {{ col("Order.currency") }},
                func.sum(hundredths // HALF),
                func.sum(hundredths % HALF),
            )
            .where(visible_to(caller), {{ col("Order.status") }} == OrderStatus.CONFIRMED)
            .group_by({{ col("Order.currency") }})
            .order_by({{ col("Order.currency") }})
        )
    by_status: dict[OrderStatus, int] = dict(counts.all())
    return OrderStats(
        placed=by_status.get(OrderStatus.PLACED, 0),
        confirmed=by_status.get(OrderStatus.CONFIRMED, 0),
        cancelled=by_status.get(OrderStatus.CANCELLED, 0),
        revenue=[
            MoneyOut.of(Decimal(int(high) * HALF + int(low)) / HUNDREDTHS, currency)
            for currency, high, low in sums
        ],
    )
