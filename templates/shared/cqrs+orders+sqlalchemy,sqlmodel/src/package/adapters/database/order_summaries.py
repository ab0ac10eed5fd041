"""The summaries of orders, in a table of their own."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.order_tables import orders
from {{ package_name }}.adapters.database.summary_tables import order_summaries

# What a summary holds of its order.
SUMMARY = (
    orders.c.id.label("order_id"),
    orders.c.owner_id,
    orders.c.status,
    orders.c.currency,
    orders.c.total,
)


class SqlOrderSummaries:
    """The summaries that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    {{ async_ }}def project(self, order_ids: Sequence[UUID]) -> None:
        """Make the summaries of some orders anew; an order that is gone has none."""
        found = select(*SUMMARY).where(orders.c.id.in_(order_ids)).order_by(orders.c.id)
        rows = {{ await_ }}self._session.execute(found.with_for_update())
        summaries = [row._asdict() for row in rows]
        {{ await_ }}self._session.execute(
            order_summaries.delete().where(order_summaries.c.order_id.in_(order_ids))
        )
        if summaries:
            {{ await_ }}self._session.execute(order_summaries.insert(), summaries)

    {{ async_ }}def next_orders(self, after: UUID | None, limit: int) -> Sequence[UUID]:
        """Return the ids of some orders, in their order, after an id or from the first."""
        statement = select(orders.c.id).order_by(orders.c.id).limit(limit)
        if after is not None:
            statement = statement.where(orders.c.id > after)
        return ({{ await_ }}self._session.scalars(statement)).all()

    {{ async_ }}def drop_orphans(self) -> None:
        """Delete the summaries of orders that are gone."""
        {{ await_ }}self._session.execute(
            order_summaries.delete().where(order_summaries.c.order_id.not_in(select(orders.c.id)))
        )
