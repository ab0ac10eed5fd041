"""Orders in their tables."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.idempotency import SqlIdempotencyKeys
{% if architecture == "hexagonal" %}
from {{ package_name }}.adapters.database.order_queries import matching, sum_up
from {{ package_name }}.adapters.database.order_tables import orders
from {{ package_name }}.application.ports.orders import (
    Criteria,
    IdempotencyKeys,
    Orders,
    Stats,
)
{% else %}
from {{ package_name }}.adapters.database.order_tables import orders
from {{ package_name }}.adapters.database.outbox import SqlOutbox
from {{ package_name }}.application.ports.orders import IdempotencyKeys, Orders
from {{ package_name }}.application.ports.outbox import Outbox
{% endif %}
from {{ package_name }}.domain.orders import Order, OrderStatus


class SqlOrders:
    """The orders that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, order: Order) -> None:
        """Store a new order."""
        self._session.add(order)

    {{ async_ }}def get(self, order_id: UUID, *, for_update: bool = False) -> Order | None:
        """Return an order, if need be locked until the transaction ends."""
        return {{ await_ }}self._session.get(Order, order_id, with_for_update=for_update or None)

    {{ async_ }}def delete(self, order_id: UUID) -> bool:
        """Delete an order; return whether there was one."""
        statement = orders.delete().where(orders.c.id == order_id).returning(orders.c.id)
        return {{ await_ }}self._session.scalar(statement) is not None

    {{ async_ }}def placed(self) -> Sequence[UUID]:
        """Return the ids of all orders that wait for their confirmation."""
        statement = select(orders.c.id).where(orders.c.status == OrderStatus.PLACED)
        return ({{ await_ }}self._session.scalars(statement)).all()

{% if architecture == "hexagonal" %}
    {{ async_ }}def find(self, criteria: Criteria, limit: int) -> Sequence[Order]:
        """Return the first orders that meet the criteria."""
        return ({{ await_ }}self._session.scalars(matching(select(Order), criteria).limit(limit))).all()

    {{ async_ }}def stats(self, owner_id: UUID | None) -> Stats:
        """Sum up an owner's orders, or everybody's; revenue is sorted by currency."""
        return {{ await_ }}sum_up(self._session, orders, owner_id)

{% endif %}

class SqlOrderStores:
    """What a use case of orders reads and writes, on one session."""

    def __init__(self, session: Session) -> None:
        self.orders: Orders = SqlOrders(session)
        self.idempotency_keys: IdempotencyKeys = SqlIdempotencyKeys(session)
{% if architecture == "cqrs" %}
        self.outbox: Outbox = SqlOutbox(session)
{% endif %}
