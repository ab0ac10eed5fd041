"""Queries about orders: which meet the criteria, and what they add up to."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Table,
    func,
    literal,
    select,
    true,
    tuple_,
    type_coerce,
)

from {{ package_name }}.adapters.database.columns import HUNDREDTHS
from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.order_tables import orders
{% if architecture == "cqrs" %}
from {{ package_name }}.application.ports.order_views import Criteria, Stats
{% else %}
from {{ package_name }}.application.ports.orders import Criteria, Stats
{% endif %}
from {{ package_name }}.money import Money

# SQLite's sum overflows at 2**63: sums are taken in two halves, and put together as decimals.
HALF = 10**9


def matching[Rows: Select[Any]](statement: Rows, criteria: Criteria) -> Rows:
    """Restrict a statement to the orders that meet the criteria, and sort it."""
    columns = (orders.c.created_at, orders.c.id)
    return statement.where(*_conditions(criteria)).order_by(
        *(column.desc() if criteria.descending else column.asc() for column in columns)
    )


def _conditions(criteria: Criteria) -> list[ColumnElement[bool]]:
    conditions = [_owned_by(orders, criteria.owner_id)]
    if criteria.status is not None:
        conditions.append(orders.c.status == criteria.status)
    if criteria.created_from is not None:
        conditions.append(orders.c.created_at >= criteria.created_from)
    if criteria.created_to is not None:
        conditions.append(orders.c.created_at < criteria.created_to)
    if criteria.after is not None:
        position = tuple_(orders.c.created_at, orders.c.id)
        last = tuple_(
            literal(criteria.after.created_at, orders.c.created_at.type),
            literal(criteria.after.order_id, orders.c.id.type),
        )
        conditions.append(position < last if criteria.descending else position > last)
    return conditions


{{ async_ }}def sum_up(session: Session, table: Table, owner_id: UUID | None) -> Stats:
    """Count the rows by status, and add up the confirmed ones by currency."""
    owned = _owned_by(table, owner_id)
    counts = {{ await_ }}session.execute(
        select(table.c.status, func.count()).where(owned).group_by(table.c.status)
    )
    hundredths = type_coerce(table.c.total, BigInteger)
    sums = {{ await_ }}session.execute(
        select(table.c.currency, func.sum(hundredths // HALF), func.sum(hundredths % HALF))
        .where(owned, table.c.status == "confirmed")
        .group_by(table.c.currency)
        .order_by(table.c.currency)
    )
    return Stats(
        counts={str(status): count for status, count in counts},
        revenue=[
            Money(Decimal(int(high) * HALF + int(low)) / HUNDREDTHS, currency)
            for currency, high, low in sums
        ],
    )


def _owned_by(table: Table, owner_id: UUID | None) -> ColumnElement[bool]:
    return true() if owner_id is None else table.c.owner_id == owner_id
