{% from "templates/shared/sqlalchemy,sqlmodel/_parts/col" import col with context %}
"""What changes orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy import delete, select
{% if orm == "sqlmodel" %}
from sqlmodel import col
{% endif %}

from {{ package_name }}.adapters.database.engine import Database, Session
from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import NotFoundError, QueueError
from {{ package_name }}.idempotency import services as idempotency
from {{ package_name }}.jobs import Job, JobQueue
from {{ package_name }}.mail import Mail, Mailer
from {{ package_name }}.orders.models import Order, OrderStatus
from {{ package_name }}.orders.schemas import OrderIn, OrderOut, OrderPatch
from {{ package_name }}.orders.selectors import visible_to
from {{ package_name }}.preconditions import require_match

CONFIRM_ORDER = "confirm_order"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Placement:
    """A placed order as it was first answered, and whether this is a repetition."""

    order: OrderOut
    replayed: bool


{{ async_ }}def place_order(
    database: Database, queue: JobQueue, caller: Caller, body: OrderIn, key: str | None
) -> Placement:
    """Place an order and ask for its confirmation.

    Args:
        database: Where the order is stored before this returns.
        queue: Who confirms it.
        caller: Whose order it is.
        body: The order.
        key: The caller's idempotency key, if it sent one: the order is placed once for each.

    Raises:
        IdempotencyKeyReusedError: The key came with another order before.
    """
    {{ async_ }}with database.transaction() as session:
        record = None
        if key is not None:
            record = {{ await_ }}idempotency.claim(session, caller.id, key, body.model_dump_json())
        if record is not None and record.response:
            answer, replayed = OrderOut.model_validate_json(record.response), True
        else:
            order = Order.place(caller.id, body.customer_email, body.items())
            session.add(order)
            answer, replayed = OrderOut.of(order), False
        if record is not None:
            record.response = answer.model_dump_json()
    # On a repetition too: the process may have died before it asked the first time.
    {{ await_ }}_ask_for_confirmation(queue, answer.id)
    return Placement(answer, replayed)


{{ async_ }}def edit_order(
    database: Database, caller: Caller, order_id: UUID, body: OrderPatch, if_match: str | None
) -> Order:
    """Change a placed order.

    Raises:
        NotFoundError: The caller has no such order.
        PreconditionRequiredError: `if_match` is missing.
        PreconditionFailedError: The order has changed since the caller read it.
        OrderNotEditableError: The order is confirmed or cancelled.
    """
    {{ async_ }}with database.transaction() as session:
        order = {{ await_ }}_get_for_update(session, caller, order_id)
        require_match(if_match, order.version)
        order.edit(body.email(), body.items())
    return order


{{ async_ }}def cancel_order(database: Database, caller: Caller, order_id: UUID) -> Order:
    """Call an order off.

    Raises:
        NotFoundError: The caller has no such order.
        OrderAlreadyConfirmedError: It is too late.
    """
    {{ async_ }}with database.transaction() as session:
        order = {{ await_ }}_get_for_update(session, caller, order_id)
        order.cancel()
    return order


{{ async_ }}def delete_order(database: Database, order_id: UUID) -> None:
    """Delete an order with its lines.

    Raises:
        NotFoundError: There is no such order.
    """
    {{ async_ }}with database.transaction() as session:
        deleted = {{ await_ }}session.scalar(
            delete(Order).where({{ col("Order.id") }} == order_id).returning({{ col("Order.id") }}),
        )
    if deleted is None:
        raise NotFoundError


{{ async_ }}def confirm_order(database: Database, mailer: Mailer, order_id: UUID) -> None:
    """Confirm a placed order and tell its customer: once, however often this runs.

    No transaction is open while the mail is on its way; a reservation keeps other runs, edits and
    cancellations out. Without the mail there is no confirmation, and the job fails.

    Raises:
        TryLaterError: Another run is at it.
        OSError: The mail could not be sent.
    """
    {{ async_ }}with database.transaction() as session:
        order = {{ await_ }}session.get(Order, order_id, with_for_update=True)
        reservation = order.begin_confirmation() if order is not None else None
    if order is None or reservation is None:
        return
    confirmed = False
    try:
        {{ await_ }}mailer.send(_confirmation_mail(order))
        confirmed = True
    finally:
        {{ async_ }}with database.transaction() as session:
            order = {{ await_ }}session.get(Order, order_id, with_for_update=True)
            if order is not None:
                order.end_confirmation(reservation, confirmed=confirmed)


{{ async_ }}def requeue_placed(database: Database, queue: JobQueue) -> int:
    """Ask again for the confirmation of every order that waits for one; return how many do.

    Needed when a process died after it had stored an order and before it had enqueued the job.

    Raises:
        QueueError: The broker does not take the jobs.
    """
    placed = select({{ col("Order.id") }}).where({{ col("Order.status") }} == OrderStatus.PLACED)
    {{ async_ }}with database.reading() as session:
        waiting: Sequence[UUID] = ({{ await_ }}session.scalars(placed)).all()
    for order_id in waiting:
        {{ await_ }}queue.enqueue(_confirmation(order_id))
    return len(waiting)


{{ async_ }}def _get_for_update(session: Session, caller: Caller, order_id: UUID) -> Order:
    order = {{ await_ }}session.scalar(
        select(Order).where({{ col("Order.id") }} == order_id, visible_to(caller)).with_for_update()
    )
    if order is None:
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
