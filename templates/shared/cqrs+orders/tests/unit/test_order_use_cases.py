from dataclasses import asdict
from decimal import Decimal
from uuid import UUID

import pytest
from structlog.contextvars import bound_contextvars

from {{ package_name }}.application.commands.orders import (
    CONFIRM_ORDER,
    PROJECT_ORDER,
    Placement,
    cancel_order,
    confirm_order,
    delete_order,
    edit_order,
    place_order,
    requeue_placed,
)
from {{ package_name }}.application.ports.order_views import (
    Criteria,
    OrderView,
    OrderViews,
    Stats,
)
from {{ package_name }}.application.ports.orders import (
    IdempotencyKey,
    IdempotencyKeyReusedError,
)
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.application.projections import rebuild
from {{ package_name }}.application.queries import orders as queries
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
    ServiceError,
    TryLaterError,
)
from {{ package_name }}.ids import new_id
from {{ package_name }}.jobs import Job
from {{ package_name }}.mail import Mail
from {{ package_name }}.money import Money

from tests.fakes.derived_unit_of_work import DerivedUnitOfWork
from tests.fakes.mail import InMemoryMailer
from tests.fakes.order_summaries import InMemoryOrderSummaries
from tests.fakes.order_views import InMemoryOrderViews
from tests.fakes.orders import InMemoryOrderStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[InMemoryOrderStores]

{% include "templates/shared/hexagonal,cqrs+orders/_parts/order_examples.py" %}


@pytest.fixture
def uow() -> Uow:
    return InMemoryUnitOfWork(InMemoryOrderStores())


@pytest.fixture
{{ async_ }}def relayed(uow: Uow, order: Order) -> Order:
    """Place an order whose jobs have left the outbox."""
    {{ await_ }}take_jobs(uow)
    return order


{{ async_ }}def place(
    uow: Uow, caller: Caller = ADA, *, item: Item = TEA, key: IdempotencyKey | None = None
) -> Placement:
    return {{ await_ }}place_order(uow, caller, "ada@example.com", [item], key)


def views_of(uow: Uow) -> UnitOfWork[OrderViews]:
    return DerivedUnitOfWork(uow, InMemoryOrderViews)


{{ async_ }}def get_order(uow: Uow, caller: Caller, order_id: UUID) -> OrderView:
    return {{ await_ }}queries.get_order(views_of(uow), caller, order_id)


{{ async_ }}def list_orders(uow: Uow, caller: Caller, criteria: Criteria, limit: int) -> queries.Page:
    return {{ await_ }}queries.list_orders(views_of(uow), caller, criteria, limit)


{{ async_ }}def get_stats(uow: Uow, caller: Caller) -> Stats:
    """Return the statistics after all projections."""
    {{ await_ }}rebuild(DerivedUnitOfWork(uow, InMemoryOrderSummaries))
    return {{ await_ }}queries.get_stats(views_of(uow), caller)


{{ async_ }}def take_jobs(uow: Uow) -> list[Job]:
    """Empty the outbox, and return what was in it."""
    {{ async_ }}with uow.transaction() as stores:
        jobs = stores.jobs.copy()
        stores.jobs.clear()
    return jobs


def projection(order: Order) -> Job:
    return Job(PROJECT_ORDER, {"order_id": str(order.id)})


def confirmation(order: Order) -> Job:
    return Job(CONFIRM_ORDER, {"order_id": str(order.id)})


{% include "templates/shared/hexagonal,cqrs+orders/_parts/test_order_use_cases.py" %}


{{ async_ }}def test_an_order_is_shown_as_it_was_placed(uow: Uow, order: Order) -> None:
    shown = {{ await_ }}get_order(uow, ADA, order.id)

    assert (shown.status, shown.total, shown.version) == ("placed", Decimal("9.00"), 1)
    assert [(line.sku, line.quantity) for line in shown.lines] == [("tea", 2)]


@pytest.mark.usefixtures("order")
{{ async_ }}def test_statistics_know_nothing_before_a_projection(uow: Uow) -> None:
    stats = {{ await_ }}queries.get_stats(views_of(uow), ADA)

    assert (dict(stats.counts), stats.revenue) == ({}, [])


{{ async_ }}def test_a_new_order_is_to_be_projected_and_confirmed(uow: Uow, order: Order) -> None:
    assert {{ await_ }}take_jobs(uow) == [projection(order), confirmation(order)]


{{ async_ }}def test_a_job_names_the_request_that_caused_it(uow: Uow) -> None:
    with bound_contextvars(request_id="request-1"):
        {{ await_ }}place(uow)

    assert {job.request_id for job in {{ await_ }}take_jobs(uow)} == {"request-1"}


{{ async_ }}def test_a_repetition_asks_for_nothing(uow: Uow) -> None:
    {{ await_ }}place(uow, key=KEY)
    {{ await_ }}take_jobs(uow)

    {{ await_ }}place(uow, key=KEY)

    assert {{ await_ }}take_jobs(uow) == []


{{ async_ }}def test_a_refused_order_asks_for_nothing(uow: Uow) -> None:
    {{ await_ }}place(uow, key=KEY)
    {{ await_ }}take_jobs(uow)

    with pytest.raises(IdempotencyKeyReusedError):
        {{ await_ }}place(uow, item=CUP, key=OTHER_REQUEST)

    assert {{ await_ }}take_jobs(uow) == []


{{ async_ }}def test_an_edited_order_is_to_be_projected(uow: Uow, relayed: Order) -> None:
    {{ await_ }}edit_order(uow, ADA, relayed.id, None, [CUP], '"1"')

    assert {{ await_ }}take_jobs(uow) == [projection(relayed)]


@pytest.mark.parametrize(
    ("caller", "if_match", "error"),
    [
        (BOB, "*", NotFoundError),
        (ADA, None, PreconditionRequiredError),
        (ADA, '"2"', PreconditionFailedError),
    ],
)
{{ async_ }}def test_a_refused_edit_asks_for_nothing(
    uow: Uow, relayed: Order, caller: Caller, if_match: str | None, error: type[ServiceError]
) -> None:
    with pytest.raises(error):
        {{ await_ }}edit_order(uow, caller, relayed.id, "bob@example.com", None, if_match)

    assert {{ await_ }}take_jobs(uow) == []


{{ async_ }}def test_a_cancelled_order_is_to_be_projected(uow: Uow, relayed: Order) -> None:
    {{ await_ }}cancel_order(uow, ADA, relayed.id)

    assert {{ await_ }}take_jobs(uow) == [projection(relayed)]


{{ async_ }}def test_a_cancellation_by_another_caller_asks_for_nothing(uow: Uow, relayed: Order) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}cancel_order(uow, BOB, relayed.id)

    assert {{ await_ }}take_jobs(uow) == []


{{ async_ }}def test_changes_that_come_too_late_ask_for_nothing(uow: Uow, confirmed: Order) -> None:
    {{ await_ }}take_jobs(uow)

    with pytest.raises(OrderAlreadyConfirmedError):
        {{ await_ }}cancel_order(uow, ADA, confirmed.id)
    with pytest.raises(OrderNotEditableError):
        {{ await_ }}edit_order(uow, ADA, confirmed.id, "bob@example.com", None, "*")

    assert {{ await_ }}take_jobs(uow) == []


{{ async_ }}def test_a_deleted_order_is_to_be_projected(uow: Uow, relayed: Order) -> None:
    {{ await_ }}delete_order(uow, relayed.id)

    assert {{ await_ }}take_jobs(uow) == [projection(relayed)]


{{ async_ }}def test_the_deletion_of_an_unknown_order_asks_for_nothing(uow: Uow) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}delete_order(uow, new_id())

    assert {{ await_ }}take_jobs(uow) == []


{{ async_ }}def test_a_confirmed_order_is_to_be_projected_once(
    uow: Uow, relayed: Order, mailer: InMemoryMailer
) -> None:
    for _ in range(3):
        {{ await_ }}confirm_order(uow, mailer, relayed.id)

    assert {{ await_ }}take_jobs(uow) == [projection(relayed)]


{{ async_ }}def test_a_confirmation_that_fails_asks_for_nothing(
    uow: Uow, relayed: Order, mailer: InMemoryMailer
) -> None:
    mailer.is_down = True

    with pytest.raises(OSError, match="nobody takes the mail"):
        {{ await_ }}confirm_order(uow, mailer, relayed.id)

    assert {{ await_ }}take_jobs(uow) == []


{{ async_ }}def test_the_confirmation_of_an_order_that_is_gone_asks_for_nothing(
    uow: Uow, mailer: InMemoryMailer
) -> None:
    {{ await_ }}confirm_order(uow, mailer, new_id())

    assert {{ await_ }}take_jobs(uow) == []


{{ async_ }}def test_the_confirmation_of_every_placed_order_is_asked_for_again(uow: Uow) -> None:
    placed, cancelled = [{{ await_ }}place(uow) for _ in range(2)]
    {{ await_ }}cancel_order(uow, ADA, cancelled.order.id)
    {{ await_ }}take_jobs(uow)

    count = {{ await_ }}requeue_placed(uow)

    assert (count, {{ await_ }}take_jobs(uow)) == (1, [confirmation(placed.order)])
