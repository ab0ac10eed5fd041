from collections.abc import Sequence
from uuid import UUID

{% if architecture == "hexagonal" %}
from {{ package_name }}.application.ports.orders import (
    Criteria,
    IdempotencyKeys,
    Orders,
    Stats,
)
{% else %}
from {{ package_name }}.application.ports.orders import IdempotencyKeys, Orders
from {{ package_name }}.application.ports.outbox import Outbox
{% endif %}
from {{ package_name }}.domain.orders import Order, OrderStatus
{% if architecture == "cqrs" %}
from {{ package_name }}.jobs import Job
{% endif %}

from tests.fakes.idempotency import InMemoryIdempotencyKeys
{% if architecture == "hexagonal" %}
from tests.fakes.order_queries import matching, sum_up
{% else %}
from tests.fakes.outbox import InMemoryOutbox
{% endif %}


class InMemoryOrders:
    def __init__(self, orders: dict[UUID, Order]) -> None:
        self._orders = orders

    def add(self, order: Order) -> None:
        self._orders[order.id] = order

    {{ async_ }}def get(self, order_id: UUID, *, for_update: bool = False) -> Order | None:  # noqa: ARG002 - transactions take turns anyway
        return self._orders.get(order_id)

    {{ async_ }}def delete(self, order_id: UUID) -> bool:
        return self._orders.pop(order_id, None) is not None

    {{ async_ }}def placed(self) -> Sequence[UUID]:
        return [order.id for order in self._orders.values() if order.status == OrderStatus.PLACED]
{% if architecture == "hexagonal" %}

    {{ async_ }}def find(self, criteria: Criteria, limit: int) -> Sequence[Order]:
        return matching(self._orders.values(), criteria)[:limit]

    {{ async_ }}def stats(self, owner_id: UUID | None) -> Stats:
        return sum_up(self._orders.values(), owner_id)
{% endif %}


class InMemoryOrderStores:
{% if architecture == "hexagonal" %}
    def __init__(self) -> None:
        self.orders: Orders = InMemoryOrders({})
        self.idempotency_keys: IdempotencyKeys = InMemoryIdempotencyKeys()
{% else %}
    """What commands may do to an order, a key or the outbox, over what views and projections see.

    A summary is a copy of its order, as the order was when it was projected.
    """

    def __init__(self) -> None:
        self.stored: dict[UUID, Order] = {}
        self.summaries: dict[UUID, Order] = {}
        self.jobs: list[Job] = []
        self.orders: Orders = InMemoryOrders(self.stored)
        self.idempotency_keys: IdempotencyKeys = InMemoryIdempotencyKeys()
        self.outbox: Outbox = InMemoryOutbox(self.jobs)
{% endif %}
