"""Orders in their tables."""

from collections.abc import Sequence
from uuid import UUID

from {{ package_name }}.adapters.database.engine import Session
from {{ package_name }}.adapters.database.idempotency import SqlIdempotencyKeys
{% if architecture == "hexagonal" %}
from {{ package_name }}.adapters.database.order_queries import matching, sum_up
{% endif %}
from {{ package_name }}.adapters.database.order_rows import (
    OrderLineRow,
    OrderRow,
    to_columns,
    to_line_rows,
    to_order,
)
{% if architecture == "hexagonal" %}
from {{ package_name }}.application.ports.orders import (
    Criteria,
    IdempotencyKeys,
    Orders,
    Stats,
)
{% else %}
from {{ package_name }}.adapters.database.outbox import SqlOutbox
from {{ package_name }}.application.ports.orders import IdempotencyKeys, Orders
from {{ package_name }}.application.ports.outbox import Outbox
{% endif %}
from {{ package_name }}.domain.orders import Order, OrderStatus


class SqlOrders:
    """The orders that a transaction sees."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows = OrderRow.objects.using(session.alias)
        self._lines = OrderLineRow.objects.using(session.alias)

    def add(self, order: Order) -> None:
        """Store a new order."""
        self._rows.create(id=order.id, **to_columns(order))
        self._lines.bulk_create(to_line_rows(order))
        self._session.watch(order, self._write)

    def get(self, order_id: UUID, *, for_update: bool = False) -> Order | None:
        """Return an order, if need be locked until the transaction ends."""
        self._session.flush()
        rows = self._rows.select_for_update() if for_update else self._rows
        row = rows.prefetch_related("lines").filter(id=order_id).first()
        return None if row is None else self._session.watch(to_order(row), self._write)

    def delete(self, order_id: UUID) -> bool:
        """Delete an order; return whether there was one."""
        self._session.forget(order_id)
        deleted, _ = self._rows.filter(id=order_id).delete()
        return deleted > 0

    def placed(self) -> Sequence[UUID]:
        """Return the ids of all orders that wait for their confirmation."""
        self._session.flush()
        return list(self._rows.filter(status=OrderStatus.PLACED).values_list("id", flat=True))

{% if architecture == "hexagonal" %}
    def find(self, criteria: Criteria, limit: int) -> Sequence[Order]:
        """Return the first orders that meet the criteria."""
        self._session.flush()
        rows = matching(self._rows, criteria).prefetch_related("lines")[:limit]
        return [self._session.watch(to_order(row), self._write) for row in rows]

    def stats(self, owner_id: UUID | None) -> Stats:
        """Sum up an owner's orders, or everybody's; revenue is sorted by currency."""
        self._session.flush()
        return sum_up(self._rows, owner_id)

{% endif %}
    def _write(self, order: Order) -> None:
        self._rows.filter(id=order.id).update(**to_columns(order))
        self._lines.filter(order_id=order.id).delete()
        self._lines.bulk_create(to_line_rows(order))


class SqlOrderStores:
    """What a use case of orders reads and writes, in one transaction."""

    def __init__(self, session: Session) -> None:
        self.orders: Orders = SqlOrders(session)
        self.idempotency_keys: IdempotencyKeys = SqlIdempotencyKeys(session)
{% if architecture == "cqrs" %}
        self.outbox: Outbox = SqlOutbox(session)
{% endif %}
