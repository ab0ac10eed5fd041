"""The use cases of orders."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import structlog

from {{ package_name }}.application.ports.orders import (
    Claim,
    Criteria,
    IdempotencyKey,
    OrderStores,
    Stats,
)
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import Caller
from {{ package_name }}.domain.orders import Item, Order
from {{ package_name }}.errors import NotFoundError, QueueError
from {{ package_name }}.jobs import Job, JobQueue
from {{ package_name }}.mail import Mail, Mailer
from {{ package_name }}.preconditions import require_match

CONFIRM_ORDER = "confirm_order"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Placement:
    """An order as it was placed, and whether this is a repetition."""

    order: Order
    replayed: bool


@dataclass(frozen=True)
class Page:
    """Some orders, and whether there are more."""

    orders: Sequence[Order]
    has_more: bool


{{ async_ }}def place_order(  # noqa: PLR0913, PLR0917 - two ports, and what an order is made of
    uow: UnitOfWork[OrderStores],
    queue: JobQueue,
    caller: Caller,
    customer_email: str,
    items: Sequence[Item],
    key: IdempotencyKey | None,
) -> Placement:
    """Place an order and ask for its confirmation: once for each of the caller's keys.

    Raises:
        IdempotencyKeyReusedError: The key came with another order before.
    """
    order = Order.place(caller.id, customer_email, items)
    claim = first = Claim(order.id, order.created_at)
    {{ async_ }}with uow.transaction() as stores:
        if key is not None:
            first = {{ await_ }}stores.idempotency_keys.claim(caller.id, key, claim)
        if first == claim:
            stores.orders.add(order)
        else:
            order.id, order.created_at, order.updated_at = (
                first.order_id,
                first.claimed_at,
                first.claimed_at,
            )
    # On a repetition too: the process may have died before it asked the first time.
    {{ await_ }}_ask_for_confirmation(queue, order.id)
    return Placement(order, replayed=first != claim)


{{ async_ }}def get_order(uow: UnitOfWork[OrderStores], caller: Caller, order_id: UUID) -> Order:
    """Return an order.

    Raises:
        NotFoundError: The caller has no such order.
    """
    {{ async_ }}with uow.reading() as stores:
        return _visible(caller, {{ await_ }}stores.orders.get(order_id))


{{ async_ }}def list_orders(
    uow: UnitOfWork[OrderStores], caller: Caller, criteria: Criteria, limit: int
) -> Page:
    """Return a page of the orders that the caller may know of."""
    criteria = replace(criteria, owner_id=_owner(caller))
    {{ async_ }}with uow.reading() as stores:
        orders = {{ await_ }}stores.orders.find(criteria, limit + 1)
    return Page(orders[:limit], has_more=len(orders) > limit)


{{ async_ }}def get_stats(uow: UnitOfWork[OrderStores], caller: Caller) -> Stats:
    """Count the caller's orders by status, and add up the confirmed ones by currency."""
    {{ async_ }}with uow.reading() as stores:
        return {{ await_ }}stores.orders.stats(_owner(caller))


{% include "templates/shared/hexagonal,cqrs+orders/_parts/order_changes.py" %}


{{ async_ }}def requeue_placed(uow: UnitOfWork[OrderStores], queue: JobQueue) -> int:
    """Ask again for the confirmation of every order that waits for one; return how many do.

    Needed when a process died after it had stored an order and before it had enqueued the job.

    Raises:
        QueueError: The broker does not take the jobs.
    """
    {{ async_ }}with uow.reading() as stores:
        waiting = {{ await_ }}stores.orders.placed()
    for order_id in waiting:
        {{ await_ }}queue.enqueue(_confirmation(order_id))
    return len(waiting)


def _owner(caller: Caller) -> UUID | None:
    """Say whose orders a caller may know of: their own, or everybody's."""
    return None if caller.is_admin else caller.id


def _visible(caller: Caller, order: Order | None) -> Order:
    if order is None or not (caller.is_admin or order.owner_id == caller.id):
        raise NotFoundError
    return order


{{ async_ }}def _ask_for_confirmation(queue: JobQueue, order_id: UUID) -> None:
    """Enqueue the job. The order is stored, so a broker that is down is no reason to fail."""
    try:
        {{ await_ }}queue.enqueue(_confirmation(order_id))
    except QueueError as error:
        log.warning("job_not_enqueued", order_id=str(order_id), error=str(error))


def _confirmation(order_id: UUID) -> Job:
    return Job(CONFIRM_ORDER, {"order_id": str(order_id)})


def _confirmation_mail(order: Order) -> Mail:
    return Mail(
        # An edit makes it another mail.
        id=f"{order.id}.{order.version}.confirmed",
        to=order.customer_email,
        subject="Your order is confirmed",
        text=f"We have confirmed your order {order.id}: {order.total:.2f} {order.currency}.\n",
    )
