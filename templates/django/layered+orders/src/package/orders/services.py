"""What changes orders."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

import structlog
from django.db import transaction

from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotFoundError, QueueError
from {{ package_name }}.idempotency import services as idempotency
from {{ package_name }}.jobs import Job, JobQueue
from {{ package_name }}.mail import Mail, Mailer
from {{ package_name }}.orders.models import Order, OrderStatus
from {{ package_name }}.orders.schemas import OrderIn, OrderOut, OrderPatch
from {{ package_name }}.preconditions import require_match

CONFIRM_ORDER = "confirm_order"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Placement:
    """A placed order as it was first answered, and whether this is a repetition."""

    order: OrderOut
    replayed: bool


@transaction.atomic
def place_order(queue: JobQueue, caller: Caller, body: OrderIn, key: str | None) -> Placement:
    """Place an order and ask for its confirmation.

    Args:
        queue: Who confirms it, once it is stored.
        caller: Whose order it is.
        body: The order.
        key: The caller's idempotency key, if it sent one: the order is placed once for each.

    Raises:
        IdempotencyKeyReusedError: The key came with another order before.
    """
    record = None
    if key is not None:
        record = idempotency.claim(caller.id, key, body.model_dump_json())
    if record is not None and record.response:
        answer, replayed = OrderOut.model_validate_json(record.response), True
    else:
        order = Order.place(caller.id, body.customer_email, body.items())
        order.store()
        answer, replayed = OrderOut.of(order), False
    if record is not None:
        record.response = answer.model_dump_json()
        record.save(update_fields=["response"])
    # On a repetition too: the process may have died before it asked the first time.
    transaction.on_commit(partial(_ask_for_confirmation, queue, answer.id))
    return Placement(answer, replayed)


@transaction.atomic
def edit_order(caller: Caller, order_id: UUID, body: OrderPatch, if_match: str | None) -> Order:
    """Change a placed order.

    Raises:
        NotFoundError: The caller has no such order.
        PreconditionRequiredError: `if_match` is missing.
        PreconditionFailedError: The order has changed since the caller read it.
        OrderNotEditableError: The order is confirmed or cancelled.
    """
    order = _get_for_update(caller, order_id)
    require_match(if_match, order.version)
    order.edit(body.email(), body.items())
    order.store()
    return order


@transaction.atomic
def cancel_order(caller: Caller, order_id: UUID) -> Order:
    """Call an order off.

    Raises:
        NotFoundError: The caller has no such order.
        OrderAlreadyConfirmedError: It is too late.
    """
    order = _get_for_update(caller, order_id)
    order.cancel()
    order.save()
    return order


def delete_order(order_id: UUID) -> None:
    """Delete an order with its lines.

    Raises:
        NotFoundError: There is no such order.
    """
    deleted, _ = Order.objects.filter(id=order_id).delete()
    if not deleted:
        raise NotFoundError


def confirm_order(mailer: Mailer, order_id: UUID) -> None:
    """Confirm a placed order and tell its customer: once, however often this runs.

    No transaction is open while the mail is on its way; a reservation keeps other runs, edits and
    cancellations out. Without the mail there is no confirmation, and the job fails.

    Raises:
        TryLaterError: Another run is at it.
        OSError: The mail could not be sent.
    """
    with transaction.atomic():
        order = Order.objects.select_for_update().filter(id=order_id).first()
        reservation = order.begin_confirmation() if order is not None else None
        if order is None or reservation is None:
            return
        order.save()
    confirmed = False
    try:
        mailer.send(_confirmation_mail(order))
        confirmed = True
    finally:
        with transaction.atomic():
            order = Order.objects.select_for_update().filter(id=order_id).first()
            if order is not None:
                order.end_confirmation(reservation, confirmed=confirmed)
                order.save()


def requeue_placed(queue: JobQueue) -> int:
    """Ask again for the confirmation of every order that waits for one; return how many do.

    Needed when a process died after it had stored an order and before it had enqueued the job.

    Raises:
        QueueError: The broker does not take the jobs.
    """
    waiting = Order.objects.filter(status=OrderStatus.PLACED).values_list("id", flat=True)
    order_ids = list(waiting)
    for order_id in order_ids:
        queue.enqueue(_confirmation(order_id))
    return len(order_ids)


def _get_for_update(caller: Caller, order_id: UUID) -> Order:
    orders = Order.objects.visible_to(caller).select_for_update().with_lines()
    order = orders.filter(id=order_id).first()
    if order is None:
        raise NotFoundError
    return order


def _ask_for_confirmation(queue: JobQueue, order_id: UUID) -> None:
    """Enqueue the job. The order is stored, so a broker that is down is no reason to fail."""
    try:
        queue.enqueue(_confirmation(order_id))
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
