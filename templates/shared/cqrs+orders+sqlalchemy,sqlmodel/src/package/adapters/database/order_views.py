"""Orders as they are shown, read from the tables without the domain's classes."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, select

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.order_queries import matching, sum_up
from {{ package_name }}.adapters.database.order_tables import order_lines, orders
from {{ package_name }}.adapters.database.summary_tables import order_summaries
from {{ package_name }}.application.ports.order_views import (
    Criteria,
    LineView,
    OrderView,
    Stats,
)

COLUMNS = [column for column in orders.c if column is not orders.c.confirming_since]


class SqlOrderViews:
    """The orders that a look at the database sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    {{ async_ }}def get(self, order_id: UUID) -> OrderView | None:
        """Return an order."""
        rows = {{ await_ }}self._session.execute(select(*COLUMNS).where(orders.c.id == order_id))
        views = {{ await_ }}self._views(rows.all())
        return views[0] if views else None

    {{ async_ }}def find(self, criteria: Criteria, limit: int) -> Sequence[OrderView]:
        """Return the first orders that meet the criteria."""
        rows = {{ await_ }}self._session.execute(matching(select(*COLUMNS), criteria).limit(limit))
        return {{ await_ }}self._views(rows.all())

    {{ async_ }}def stats(self, owner_id: UUID | None) -> Stats:
        """Sum up an owner's orders, or everybody's; revenue is sorted by currency."""
        return {{ await_ }}sum_up(self._session, order_summaries, owner_id)

    {{ async_ }}def _views(self, rows: Sequence[Row[tuple[object, ...]]]) -> list[OrderView]:
        """Add to each order its lines."""
        lines: dict[UUID, list[LineView]] = defaultdict(list)
        found = {{ await_ }}self._session.execute(
            select(order_lines)
            .where(order_lines.c.order_id.in_([row.id for row in rows]))
            .order_by(order_lines.c.order_id, order_lines.c.position)
        )
        for line in found:
            lines[line.order_id].append(LineView(line.sku, line.quantity, line.unit_price))
        return [OrderView(**row._asdict(), lines=lines[row.id]) for row in rows]
