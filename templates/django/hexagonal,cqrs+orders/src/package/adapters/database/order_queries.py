"""Queries about orders: which meet the criteria, and what they add up to."""

from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Count,
    ExpressionWrapper,
    F,
    Model,
    Q,
    QuerySet,
    Sum,
)

from {{ package_name }}.adapters.database.order_rows import OrderRow, to_amount
{% if architecture == "cqrs" %}
from {{ package_name }}.application.ports.order_views import Criteria, Position, Stats
{% else %}
from {{ package_name }}.application.ports.orders import Criteria, Position, Stats
{% endif %}
from {{ package_name }}.money import Money

# SQLite's sum overflows at 2**63: sums are taken in two halves, and put together here.
HALF = 10**9
HIGH = Sum(ExpressionWrapper(F("total") / HALF, BigIntegerField()))
LOW = Sum(ExpressionWrapper(F("total") % HALF, BigIntegerField()))


def matching(rows: QuerySet[OrderRow], criteria: Criteria) -> QuerySet[OrderRow]:
    """Restrict rows to the orders that meet the criteria, and sort them."""
    rows = _owned_by(rows, criteria.owner_id)
    if criteria.status is not None:
        rows = rows.filter(status=criteria.status)
    if criteria.created_from is not None:
        rows = rows.filter(created_at__gte=criteria.created_from)
    if criteria.created_to is not None:
        rows = rows.filter(created_at__lt=criteria.created_to)
    if criteria.after is not None:
        rows = rows.filter(_behind(criteria.after, "lt" if criteria.descending else "gt"))
    sign = "-" if criteria.descending else ""
    return rows.order_by(f"{sign}created_at", f"{sign}id")


def _behind(position: Position, than: str) -> Q:
    """Compare with a position; the first comparison alone is what an index can be searched by."""
    return Q(**{f"created_at__{than}e": position.created_at}) & (
        Q(**{f"created_at__{than}": position.created_at}) | Q(**{f"id__{than}": position.order_id})
    )


def sum_up[Row: Model](rows: QuerySet[Row], owner_id: UUID | None) -> Stats:
    """Count the rows by status, and add up the confirmed ones by currency."""
    rows = _owned_by(rows, owner_id)
    counts = rows.order_by().values_list("status").annotate(Count("pk"))
    confirmed = rows.filter(status="confirmed").order_by("currency")
    sums = confirmed.values_list("currency").annotate(high=HIGH, low=LOW)
    return Stats(
        counts=dict(counts),
        revenue=[
            Money(to_amount(int(high) * HALF + int(low)), currency) for currency, high, low in sums
        ],
    )


def _owned_by[Row: Model](rows: QuerySet[Row], owner_id: UUID | None) -> QuerySet[Row]:
    return rows.all() if owner_id is None else rows.filter(owner_id=owner_id)
