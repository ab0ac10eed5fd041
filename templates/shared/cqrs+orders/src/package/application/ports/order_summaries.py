"""The summaries of orders, from which their sums are read."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID


class OrderSummaries(Protocol):
    """One summary for each order."""

    {{ async_ }}def project(self, order_ids: Sequence[UUID]) -> None:
        """Make the summaries of some orders anew; an order that is gone has none.

        The orders are locked until the transaction ends: of two projections at once the second sees
        what the first saw, or something newer.
        """

    {{ async_ }}def next_orders(self, after: UUID | None, limit: int) -> Sequence[UUID]:
        """Return the ids of some orders, in their order, after an id or from the first."""
        ...

    {{ async_ }}def drop_orphans(self) -> None:
        """Delete the summaries of orders that are gone."""
