"""Orders as they are shown, read from the tables without the domain's classes."""

from collections.abc import Sequence
from uuid import UUID

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.order_queries import matching, sum_up
from {{ package_name }}.adapters.database.order_rows import OrderRow, to_amount
from {{ package_name }}.adapters.database.order_summaries import OrderSummaryRow
from {{ package_name }}.application.ports.order_views import (
    Criteria,
    LineView,
    OrderView,
    Stats,
)


class SqlOrderViews:
    """The orders that a look at the database sees."""

    def __init__(self, session: Session) -> None:
        self._orders = OrderRow.objects.using(session.alias).prefetch_related("lines")
        self._summaries = OrderSummaryRow.objects.using(session.alias)

    def get(self, order_id: UUID) -> OrderView | None:
        """Return an order."""
        row = self._orders.filter(id=order_id).first()
        return None if row is None else _to_view(row)

    def find(self, criteria: Criteria, limit: int) -> Sequence[OrderView]:
        """Return the first orders that meet the criteria."""
        return [_to_view(row) for row in matching(self._orders, criteria)[:limit]]

    def stats(self, owner_id: UUID | None) -> Stats:
        """Sum up an owner's orders, or everybody's; revenue is sorted by currency."""
        return sum_up(self._summaries, owner_id)


def _to_view(row: OrderRow) -> OrderView:
    return OrderView(
        id=row.id,
        owner_id=row.owner_id,
        status=row.status,
        customer_email=row.customer_email,
        currency=row.currency,
        total=to_amount(row.total),
        created_at=row.created_at,
        updated_at=row.updated_at,
        version=row.version,
        lines=[
            LineView(line.sku, line.quantity, to_amount(line.unit_price))
            for line in row.lines.all()
        ],
    )
