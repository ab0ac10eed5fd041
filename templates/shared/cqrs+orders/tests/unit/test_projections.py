from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import pytest

from {{ package_name }}.application import projections
from {{ package_name }}.application.commands.orders import (
    cancel_order,
    confirm_order,
    delete_order,
    edit_order,
    place_order,
)
from {{ package_name }}.application.ports.order_views import Stats
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.application.queries.orders import get_stats
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.domain.orders import Item, Order
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money

from tests.fakes.derived_unit_of_work import DerivedUnitOfWork
from tests.fakes.mail import InMemoryMailer
from tests.fakes.order_summaries import InMemoryOrderSummaries
from tests.fakes.order_views import InMemoryOrderViews
from tests.fakes.orders import InMemoryOrderStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[InMemoryOrderStores]

ADMIN = Caller(new_id(), Role.ADMIN, SCOPES[Role.ADMIN])
TEA = Item("tea", 2, Money(Decimal("4.50"), "EUR"))
CUP = Item("cup", 6, Money(Decimal("12.00"), "USD"))


@pytest.fixture
def uow() -> Uow:
    return InMemoryUnitOfWork(InMemoryOrderStores())


@pytest.fixture
{{ async_ }}def order(uow: Uow) -> Order:
    """Place an order and project it."""
    order = {{ await_ }}place(uow)
    {{ await_ }}project(uow, order.id)
    return order


{{ async_ }}def place(uow: Uow) -> Order:
    placement = {{ await_ }}place_order(uow, ADMIN, "ada@example.com", [TEA], None)
    return placement.order


{{ async_ }}def project(uow: Uow, order_id: UUID) -> None:
    {{ await_ }}projections.project_order(DerivedUnitOfWork(uow, InMemoryOrderSummaries), order_id)


{{ async_ }}def rebuild(uow: Uow) -> int:
    return {{ await_ }}projections.rebuild(DerivedUnitOfWork(uow, InMemoryOrderSummaries))


{{ async_ }}def stats(uow: Uow) -> Stats:
    return {{ await_ }}get_stats(DerivedUnitOfWork(uow, InMemoryOrderViews), ADMIN)


{{ async_ }}def counts(uow: Uow) -> dict[str, int]:
    summed = {{ await_ }}stats(uow)
    return {**summed.counts}


{{ async_ }}def test_a_projected_order_counts(uow: Uow, order: Order) -> None:
    assert {{ await_ }}counts(uow) == {order.status: 1}


{{ async_ }}def test_a_projection_is_of_one_order(uow: Uow, order: Order) -> None:
    {{ await_ }}cancel_order(uow, ADMIN, order.id)
    other = {{ await_ }}place(uow)

    {{ await_ }}project(uow, other.id)

    assert {{ await_ }}counts(uow) == {"placed": 2}


{{ async_ }}def test_a_change_does_not_count_before_its_projection(uow: Uow, order: Order) -> None:
    {{ await_ }}cancel_order(uow, ADMIN, order.id)

    assert {{ await_ }}counts(uow) == {"placed": 1}


{{ async_ }}def test_a_change_counts_after_its_projection(uow: Uow, order: Order) -> None:
    {{ await_ }}cancel_order(uow, ADMIN, order.id)

    {{ await_ }}project(uow, order.id)

    assert {{ await_ }}counts(uow) == {"cancelled": 1}


{{ async_ }}def test_revenue_is_of_the_lines_last_projected(uow: Uow, order: Order) -> None:
    {{ await_ }}edit_order(uow, ADMIN, order.id, None, [CUP], "*")
    {{ await_ }}confirm_order(uow, InMemoryMailer(), order.id)

    {{ await_ }}project(uow, order.id)

    summed = {{ await_ }}stats(uow)
    assert summed.revenue == [Money(Decimal("72.00"), "USD")]


{{ async_ }}def test_a_deleted_order_counts_no_more(uow: Uow, order: Order) -> None:
    {{ await_ }}delete_order(uow, order.id)

    {{ await_ }}project(uow, order.id)

    assert {{ await_ }}counts(uow) == {}


{{ async_ }}def test_a_projection_that_comes_twice_counts_once(uow: Uow, order: Order) -> None:
    {{ await_ }}project(uow, order.id)

    assert {{ await_ }}counts(uow) == {"placed": 1}


{{ async_ }}def test_an_order_that_never_was_does_not_count(uow: Uow) -> None:
    {{ await_ }}project(uow, new_id())

    assert {{ await_ }}counts(uow) == {}


{{ async_ }}def test_a_rebuild_of_nothing_finds_nothing(uow: Uow) -> None:
    assert {{ await_ }}rebuild(uow) == 0


@pytest.mark.parametrize("batch", [1, 2, 3, 5, 6])
{{ async_ }}def test_a_rebuild_projects_every_order_whatever_the_batches(
    uow: Uow, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(projections, "BATCH", batch)
    for _ in range(5):
        {{ await_ }}place(uow)

    assert {{ await_ }}rebuild(uow) == 5
    assert {{ await_ }}counts(uow) == {"placed": 5}


{{ async_ }}def test_a_rebuild_locks_no_more_than_a_batch_at_once(
    uow: Uow, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Projected(InMemoryOrderSummaries):
        """Stand for one transaction, and keep what it projects."""

        def __init__(self, stores: InMemoryOrderStores) -> None:
            super().__init__(stores)
            self.order_ids: list[UUID] = []
            transactions.append(self.order_ids)

        {{ async_ }}def project(self, order_ids: Sequence[UUID]) -> None:
            self.order_ids += order_ids

    transactions: list[list[UUID]] = []
    monkeypatch.setattr(projections, "BATCH", 2)
    orders = [{{ await_ }}place(uow) for _ in range(5)]

    {{ await_ }}projections.rebuild(DerivedUnitOfWork(uow, Projected))

    ids = [order.id for order in orders]
    assert transactions == [ids[:2], ids[2:4], ids[4:], []]


{{ async_ }}def test_a_rebuild_makes_up_for_a_missing_projection(uow: Uow, order: Order) -> None:
    {{ await_ }}cancel_order(uow, ADMIN, order.id)

    {{ await_ }}rebuild(uow)

    assert {{ await_ }}counts(uow) == {"cancelled": 1}


{{ async_ }}def test_a_rebuild_drops_what_is_gone(uow: Uow, order: Order) -> None:
    {{ await_ }}delete_order(uow, order.id)

    {{ await_ }}rebuild(uow)

    assert {{ await_ }}counts(uow) == {}


{{ async_ }}def test_a_rebuild_of_what_is_up_to_date_changes_nothing(uow: Uow, order: Order) -> None:
    {{ await_ }}confirm_order(uow, InMemoryMailer(), order.id)
    {{ await_ }}project(uow, order.id)
    before = {{ await_ }}stats(uow)

    {{ await_ }}rebuild(uow)

    assert {{ await_ }}stats(uow) == before
