"""Orders in their tables."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import col

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.idempotency import SqlIdempotencyKeys
{% if architecture == "hexagonal" %}
from {{ package_name }}.adapters.database.order_queries import matching, sum_up
from {{ package_name }}.adapters.database.order_tables import (
    OrderRow,
    orders,
    to_order,
    to_row,
    write,
)
from {{ package_name }}.adapters.database.tracked import Tracked
from {{ package_name }}.application.ports.orders import (
    Criteria,
    IdempotencyKeys,
    Orders,
    Stats,
)
{% else %}
from {{ package_name }}.adapters.database.order_tables import (
    OrderRow,
    to_order,
    to_row,
    write,
)
from {{ package_name }}.adapters.database.outbox import SqlOutbox
from {{ package_name }}.adapters.database.tracked import Tracked
from {{ package_name }}.application.ports.orders import IdempotencyKeys, Orders
from {{ package_name }}.application.ports.outbox import Outbox
{% endif %}
from {{ package_name }}.domain.orders import Order, OrderStatus


class SqlOrders:
    """The orders that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._tracked = Tracked(session, write)

    def add(self, order: Order) -> None:
        """Store a new order."""
        row = to_row(order)
        self._session.add(row)
        self._tracked.track(order, row)

    async def get(self, order_id: UUID, *, for_update: bool = False) -> Order | None:
        """Return an order, if need be locked until the transaction ends."""
        self._tracked.flush()
        row = await self._session.get(OrderRow, order_id, with_for_update=for_update or None)
        return None if row is None else self._tracked.track(to_order(row), row)

    async def delete(self, order_id: UUID) -> bool:
        """Delete an order; return whether there was one."""
        row = col(OrderRow.id) == order_id
        statement = delete(OrderRow).where(row).returning(col(OrderRow.id))
        return await self._session.scalar(statement) is not None

    async def placed(self) -> Sequence[UUID]:
        """Return the ids of all orders that wait for their confirmation."""
        self._tracked.flush()
        statement = select(col(OrderRow.id)).where(col(OrderRow.status) == OrderStatus.PLACED)
        return (await self._session.scalars(statement)).all()

{% if architecture == "hexagonal" %}
    async def find(self, criteria: Criteria, limit: int) -> Sequence[Order]:
        """Return the first orders that meet the criteria."""
        self._tracked.flush()
        rows = await self._session.scalars(matching(select(OrderRow), criteria).limit(limit))
        return [self._tracked.track(to_order(row), row) for row in rows]

    async def stats(self, owner_id: UUID | None) -> Stats:
        """Sum up an owner's orders, or everybody's; revenue is sorted by currency."""
        self._tracked.flush()
        return await sum_up(self._session, orders, owner_id)

{% endif %}

class SqlOrderStores:
    """What a use case of orders reads and writes, on one session."""

    def __init__(self, session: Session) -> None:
        self.orders: Orders = SqlOrders(session)
        self.idempotency_keys: IdempotencyKeys = SqlIdempotencyKeys(session)
{% if architecture == "cqrs" %}
        self.outbox: Outbox = SqlOutbox(session)
{% endif %}
