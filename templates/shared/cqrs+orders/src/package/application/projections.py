"""Projections: what queries read that commands do not write.

The summary of an order is made anew from the order itself, so projections may come late, twice or
out of turn and still end at the same summary.
"""

from uuid import UUID

from {{ package_name }}.application.ports.order_summaries import OrderSummaries
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork

BATCH = 200


{{ async_ }}def project_order(uow: UnitOfWork[OrderSummaries], order_id: UUID) -> None:
    """Bring the summary of an order up to date."""
    {{ async_ }}with uow.transaction() as summaries:
        {{ await_ }}summaries.project([order_id])


{{ async_ }}def rebuild(uow: UnitOfWork[OrderSummaries]) -> int:
    """Make every summary anew, while orders go on changing; return how many there are."""
    count = 0
    last: UUID | None = None
    while True:
        {{ async_ }}with uow.transaction() as summaries:
            order_ids = {{ await_ }}summaries.next_orders(last, BATCH)
            if not order_ids:
                {{ await_ }}summaries.drop_orphans()
                return count
            {{ await_ }}summaries.project(order_ids)
        count += len(order_ids)
        last = order_ids[-1]
