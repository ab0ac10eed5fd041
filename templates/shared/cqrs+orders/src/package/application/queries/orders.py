"""What can be asked about orders."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from {{ package_name }}.application.ports.order_views import (
    Criteria,
    OrderView,
    OrderViews,
    Stats,
)
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotFoundError


@dataclass(frozen=True)
class Page:
    """Some orders, and whether there are more."""

    orders: Sequence[OrderView]
    has_more: bool


{{ async_ }}def get_order(uow: UnitOfWork[OrderViews], caller: Caller, order_id: UUID) -> OrderView:
    """Return an order.

    Raises:
        NotFoundError: The caller has no such order.
    """
    {{ async_ }}with uow.reading() as views:
        order = {{ await_ }}views.get(order_id)
    if order is None or not (caller.is_admin or order.owner_id == caller.id):
        raise NotFoundError
    return order


{{ async_ }}def list_orders(
    uow: UnitOfWork[OrderViews], caller: Caller, criteria: Criteria, limit: int
) -> Page:
    """Return a page of the orders that the caller may know of."""
    criteria = replace(criteria, owner_id=_owner(caller))
    {{ async_ }}with uow.reading() as views:
        orders = {{ await_ }}views.find(criteria, limit + 1)
    return Page(orders[:limit], has_more=len(orders) > limit)


{{ async_ }}def get_stats(uow: UnitOfWork[OrderViews], caller: Caller) -> Stats:
    """Count the caller's orders by status, and add up the confirmed ones by currency."""
    {{ async_ }}with uow.reading() as views:
        return {{ await_ }}views.stats(_owner(caller))


def _owner(caller: Caller) -> UUID | None:
    """Say whose orders a caller may know of: their own, or everybody's."""
    return None if caller.is_admin else caller.id
