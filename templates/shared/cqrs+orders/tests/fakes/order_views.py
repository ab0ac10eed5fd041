from collections.abc import Sequence
from uuid import UUID

from {{ package_name }}.application.ports.order_views import (
    Criteria,
    LineView,
    OrderView,
    Stats,
)
from {{ package_name }}.domain.orders import Order

from tests.fakes.order_queries import matching, sum_up
from tests.fakes.orders import InMemoryOrderStores


class InMemoryOrderViews:
    def __init__(self, stores: InMemoryOrderStores) -> None:
        self._stores = stores

    {{ async_ }}def get(self, order_id: UUID) -> OrderView | None:
        order = self._stores.stored.get(order_id)
        return None if order is None else _view(order)

    {{ async_ }}def find(self, criteria: Criteria, limit: int) -> Sequence[OrderView]:
        found = matching(self._stores.stored.values(), criteria)
        return [_view(order) for order in found[:limit]]

    {{ async_ }}def stats(self, owner_id: UUID | None) -> Stats:
        return sum_up(self._stores.summaries.values(), owner_id)


def _view(order: Order) -> OrderView:
    return OrderView(
        id=order.id,
        owner_id=order.owner_id,
        status=order.status,
        customer_email=order.customer_email,
        currency=order.currency,
        total=order.total,
        created_at=order.created_at,
        updated_at=order.updated_at,
        version=order.version,
        lines=[LineView(line.sku, line.quantity, line.unit_price) for line in order.lines],
    )
