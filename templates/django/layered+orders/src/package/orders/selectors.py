"""What reads orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import BigIntegerField, Count, ExpressionWrapper, F, Q, Sum

from {{ package_name }}.adapters.database.connections import READING
from {{ package_name }}.callers import Caller
from {{ package_name }}.cursors import Cursors
from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.orders.fields import HUNDREDTHS
from {{ package_name }}.orders.models import Order, OrderStatus
from {{ package_name }}.orders.schemas import MoneyOut, OrderFilter, OrderStats

# SQLite's sum overflows at 2**63: sums are taken in two halves, and put together as decimals.
HALF = 10**9
# What a look at several tables needs: it sees them as they were at one moment.
consistent = transaction.atomic(using=READING)


@dataclass(frozen=True)
class Page:
    """Some orders, and where the next ones begin."""

    orders: Sequence[Order]
    next_cursor: str | None


@consistent
def get_order(caller: Caller, order_id: UUID) -> Order:
    """Return an order.

    Raises:
        NotFoundError: The caller has no such order.
    """
    orders = Order.objects.using(READING).visible_to(caller).with_lines()
    order = orders.filter(id=order_id).first()
    if order is None:
        raise NotFoundError
    return order


@consistent
def list_orders(cursors: Cursors, caller: Caller, wanted: OrderFilter) -> Page:
    """Return a page of orders.

    It begins after the last order of the page before, whatever was added meanwhile.

    Raises:
        InvalidCursorError: The cursor is forged, or belongs to another query.
    """
    query = _identity(wanted)
    descending = wanted.sort.startswith("-")
    orders = Order.objects.using(READING).visible_to(caller).with_lines()
    if wanted.status is not None:
        orders = orders.filter(status=wanted.status)
    if wanted.created_from is not None:
        orders = orders.filter(created_at__gte=wanted.created_from)
    if wanted.created_to is not None:
        orders = orders.filter(created_at__lt=wanted.created_to)
    if wanted.cursor is not None:
        orders = orders.filter(_behind(*cursors.read(wanted.cursor, query), descending=descending))
    sign = "-" if descending else ""
    orders = orders.order_by(f"{sign}created_at", f"{sign}id")
    page = list(orders[: wanted.limit + 1])
    if len(page) <= wanted.limit:
        return Page(page, next_cursor=None)
    page = page[: wanted.limit]
    ended_at = [page[-1].created_at.isoformat(), str(page[-1].id)]
    return Page(page, cursors.write(ended_at, query))


def _behind(created_at: str, order_id: str, *, descending: bool) -> Q:
    """Compare with a position; the first comparison alone is what an index can be searched by."""
    than = "lt" if descending else "gt"
    time = datetime.fromisoformat(created_at)
    later = Q(**{f"created_at__{than}": time}) | Q(**{f"id__{than}": UUID(order_id)})
    return Q(**{f"created_at__{than}e": time}) & later


def _identity(wanted: OrderFilter) -> list[str | None]:
    """Say what a cursor belongs to."""
    times = (wanted.created_from, wanted.created_to)
    return [wanted.sort, wanted.status, *(time.isoformat() if time else None for time in times)]


@consistent
def get_stats(caller: Caller) -> OrderStats:
    """Count the caller's orders by status, and add up the confirmed ones by currency."""
    orders = Order.objects.using(READING).visible_to(caller)
    by_status = dict(orders.values_list("status").annotate(Count("id")))
    confirmed = orders.filter(status=OrderStatus.CONFIRMED).order_by("currency")
    sums = confirmed.values_list("currency").annotate(
        high=Sum(ExpressionWrapper(F("total") / HALF, BigIntegerField())),
        low=Sum(ExpressionWrapper(F("total") % HALF, BigIntegerField())),
    )
    return OrderStats(
        placed=by_status.get(OrderStatus.PLACED, 0),
        confirmed=by_status.get(OrderStatus.CONFIRMED, 0),
        cancelled=by_status.get(OrderStatus.CANCELLED, 0),
        revenue=[
            MoneyOut.of(Decimal(int(high) * HALF + int(low)) / HUNDREDTHS, currency)
            for currency, high, low in sums
        ],
    )
