from dataclasses import asdict
from decimal import Decimal
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from {{ package_name }}.application.orders import (
    CONFIRM_ORDER,
    Placement,
    cancel_order,
    confirm_order,
    delete_order,
    edit_order,
    get_order,
    get_stats,
    list_orders,
    place_order,
    requeue_placed,
)
from {{ package_name }}.application.ports.orders import (
    Criteria,
    IdempotencyKey,
    IdempotencyKeyReusedError,
    OrderStores,
)
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain import orders as domain
from {{ package_name }}.domain.orders import (
    CONFIRMATION_LEASE,
    Item,
    Order,
    OrderAlreadyConfirmedError,
    OrderNotEditableError,
    OrderStatus,
)
from {{ package_name }}.errors import (
    NotFoundError,
    PreconditionFailedError,
    PreconditionRequiredError,
    QueueError,
    TryLaterError,
)
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job, JobQueue
from {{ package_name }}.mail import Mail
from {{ package_name }}.money import Money

from tests.fakes.jobs import InMemoryQueue
from tests.fakes.mail import InMemoryMailer
from tests.fakes.orders import InMemoryOrderStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[OrderStores]

{% include "templates/shared/hexagonal,cqrs+orders/_parts/order_examples.py" %}


@pytest.fixture
def uow() -> Uow:
    return InMemoryUnitOfWork(InMemoryOrderStores())


@pytest.fixture
def queue() -> InMemoryQueue:
    return InMemoryQueue()


{{ async_ }}def place(
    uow: Uow,
    caller: Caller = ADA,
    *,
    item: Item = TEA,
    key: IdempotencyKey | None = None,
    queue: JobQueue | None = None,
) -> Placement:
    queue = queue or InMemoryQueue()
    return {{ await_ }}place_order(uow, queue, caller, "ada@example.com", [item], key)


def confirmation(order: Order) -> Job:
    return Job(CONFIRM_ORDER, {"order_id": str(order.id)})


{% include "templates/shared/hexagonal,cqrs+orders/_parts/test_order_use_cases.py" %}


{{ async_ }}def test_a_confirmation_is_asked_for(uow: Uow, queue: InMemoryQueue) -> None:
    placement = {{ await_ }}place(uow, queue=queue)

    assert queue.jobs == [confirmation(placement.order)]


{{ async_ }}def test_an_order_is_stored_though_the_broker_is_down(uow: Uow, queue: InMemoryQueue) -> None:
    queue.is_down = True

    placement = {{ await_ }}place(uow, queue=queue)

    assert {{ await_ }}all_orders(uow) == [placement.order.id]


{{ async_ }}def test_a_job_that_nobody_takes_is_logged(uow: Uow, queue: InMemoryQueue) -> None:
    queue.is_down = True

    with capture_logs() as lines:
        {{ await_ }}place(uow, queue=queue)

    assert [line["event"] for line in lines] == ["job_not_enqueued"]


{{ async_ }}def test_a_repetition_asks_for_the_confirmation_again(uow: Uow, queue: InMemoryQueue) -> None:
    first = {{ await_ }}place(uow, key=KEY)

    {{ await_ }}place(uow, key=KEY, queue=queue)

    assert queue.jobs == [confirmation(first.order)]


{{ async_ }}def test_a_refused_order_asks_for_no_confirmation(uow: Uow, queue: InMemoryQueue) -> None:
    {{ await_ }}place(uow, key=KEY)

    with pytest.raises(IdempotencyKeyReusedError):
        {{ await_ }}place(uow, item=CUP, key=OTHER_REQUEST, queue=queue)

    assert queue.jobs == []


{{ async_ }}def test_the_confirmation_of_every_placed_order_is_asked_for_again(
    uow: Uow, queue: InMemoryQueue
) -> None:
    placed, cancelled = [{{ await_ }}place(uow) for _ in range(2)]
    {{ await_ }}cancel_order(uow, ADA, cancelled.order.id)

    count = {{ await_ }}requeue_placed(uow, queue)

    assert (count, queue.jobs) == (1, [confirmation(placed.order)])


@pytest.mark.usefixtures("order")
{{ async_ }}def test_a_broker_that_takes_no_job_is_reported(uow: Uow, queue: InMemoryQueue) -> None:
    queue.is_down = True

    with pytest.raises(QueueError):
        {{ await_ }}requeue_placed(uow, queue)
