from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from {{ package_name }}.application.ports.orders import (
    Criteria,
    IdempotencyKeys,
    Orders,
    Stats,
)
from {{ package_name }}.domain.orders import Order, OrderStatus
from {{ package_name }}.money import Money

from tests.fakes.idempotency import InMemoryIdempotencyKeys


class InMemoryOrders:
    def __init__(self) -> None:
        self._orders: dict[UUID, Order] = {}

    def add(self, order: Order) -> None:
        self._orders[order.id] = order

    {{ async_ }}def get(self, order_id: UUID, *, for_update: bool = False) -> Order | None:  # noqa: ARG002 - transactions take turns anyway
        return self._orders.get(order_id)

    {{ async_ }}def delete(self, order_id: UUID) -> bool:
        return self._orders.pop(order_id, None) is not None

    {{ async_ }}def placed(self) -> Sequence[UUID]:
        return [order.id for order in self._orders.values() if order.status == OrderStatus.PLACED]

    {{ async_ }}def find(self, criteria: Criteria, limit: int) -> Sequence[Order]:
        found = (order for order in self._orders.values() if _meets(order, criteria))
        return sorted(found, key=_key, reverse=criteria.descending)[:limit]

    {{ async_ }}def stats(self, owner_id: UUID | None) -> Stats:
        counts: Counter[str] = Counter()
        revenue: defaultdict[str, Decimal] = defaultdict(Decimal)
        for order in self._orders.values():
            if owner_id in {None, order.owner_id}:
                counts[order.status] += 1
                if order.status == OrderStatus.CONFIRMED:
                    revenue[order.currency] += order.total
        return Stats(counts, [Money(revenue[currency], currency) for currency in sorted(revenue)])


def _meets(order: Order, criteria: Criteria) -> bool:
    return (
        criteria.owner_id in {None, order.owner_id}
        and criteria.status in {None, order.status}
        and (criteria.created_from is None or criteria.created_from <= order.created_at)
        and (criteria.created_to is None or order.created_at < criteria.created_to)
        and _is_after(order, criteria)
    )


def _is_after(order: Order, criteria: Criteria) -> bool:
    if criteria.after is None:
        return True
    last = (criteria.after.created_at, criteria.after.order_id)
    return _key(order) < last if criteria.descending else _key(order) > last


def _key(order: Order) -> tuple[datetime, UUID]:
    return order.created_at, order.id


class InMemoryOrderStores:
    def __init__(self) -> None:
        self.orders: Orders = InMemoryOrders()
        self.idempotency_keys: IdempotencyKeys = InMemoryIdempotencyKeys()
