from collections.abc import Sequence
from copy import copy
from uuid import UUID

from tests.fakes.orders import InMemoryOrderStores


class InMemoryOrderSummaries:
    def __init__(self, stores: InMemoryOrderStores) -> None:
        self._stores = stores

    {{ async_ }}def project(self, order_ids: Sequence[UUID]) -> None:
        for order_id in order_ids:
            self._stores.summaries.pop(order_id, None)
            if order_id in self._stores.stored:
                self._stores.summaries[order_id] = copy(self._stores.stored[order_id])

    {{ async_ }}def next_orders(self, after: UUID | None, limit: int) -> Sequence[UUID]:
        order_ids = sorted(self._stores.stored)
        return [order_id for order_id in order_ids if after is None or order_id > after][:limit]

    {{ async_ }}def drop_orphans(self) -> None:
        for order_id in self._stores.summaries.keys() - self._stores.stored.keys():
            del self._stores.summaries[order_id]
