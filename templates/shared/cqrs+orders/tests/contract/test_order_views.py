from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from {{ package_name }}.application.ports.order_views import (
    Criteria,
    OrderView,
    Position,
    Stats,
)
from {{ package_name }}.domain.orders import Item, Order, OrderStatus
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.contract.order_units import OrderUnits, in_memory, in_tables

Uow = OrderUnits


@pytest.fixture
def uow(database_url: str | None, request: pytest.FixtureRequest) -> Uow:
    if database_url is None:
        return in_memory()
    return in_tables(request.getfixturevalue("database"))


{{ async_ }}def store(uow: Uow, *orders: Order) -> None:
    """Store orders, and project them."""
    {{ await_ }}uow.store(*orders)
    {{ await_ }}uow.project(*orders)


{{ async_ }}def delete(uow: Uow, order: Order) -> None:
    {{ await_ }}uow.delete(order)


{{ async_ }}def read(uow: Uow, order: Order) -> OrderView | None:
    {{ async_ }}with uow.views.reading() as views:
        return {{ await_ }}views.get(order.id)


{{ async_ }}def find(uow: Uow, criteria: Criteria, limit: int = 100) -> list[UUID]:
    {{ async_ }}with uow.views.reading() as views:
        return [order.id for order in {{ await_ }}views.find(criteria, limit)]


{{ async_ }}def sum_up(uow: Uow, owner_id: UUID | None) -> Stats:
    {{ async_ }}with uow.views.reading() as views:
        return {{ await_ }}views.stats(owner_id)


{{ async_ }}def test_an_order_is_shown_as_it_is(uow: Uow) -> None:
    order = new_order()
    {{ await_ }}store(uow, order)

    shown = {{ await_ }}read(uow, order)

    assert shown is not None
    expected = asdict(order) | {"lines": [{"sku": "tea", "quantity": 1, "unit_price": order.total}]}
    del expected["confirming_since"]
    assert asdict(shown) == expected


{{ async_ }}def test_an_unknown_order_is_not_shown(uow: Uow) -> None:
    assert {{ await_ }}read(uow, new_order()) is None


{{ async_ }}def test_a_deleted_order_is_not_shown(uow: Uow) -> None:
    order = new_order()
    {{ await_ }}store(uow, order)
    {{ await_ }}delete(uow, order)

    assert {{ await_ }}read(uow, order) is None


{{ async_ }}def test_lines_are_shown_in_their_order(uow: Uow) -> None:
    skus = ["tea", "cup", "pot", "jug", "ale"]
    order = Order.place(ADA, "ada@example.com", [Item(sku, 1, PRICE) for sku in skus])
    {{ await_ }}store(uow, order)

    shown = {{ await_ }}read(uow, order)

    assert shown is not None
    assert [line.sku for line in shown.lines] == skus


{{ async_ }}def test_each_found_order_has_its_own_lines(uow: Uow) -> None:
    first, second = new_order(), new_order(created_at=NOON + HOUR)
    second.edit(items=[Item("cup", 2, LARGEST), Item("pot", 1, LARGEST)])
    {{ await_ }}store(uow, first, second)

    {{ async_ }}with uow.views.reading() as views:
        found = {{ await_ }}views.find(Criteria(), 2)

    assert [[line.sku for line in order.lines] for order in found] == [["cup", "pot"], ["tea"]]


{{ async_ }}def test_sums_are_of_what_was_projected(uow: Uow) -> None:
    {{ await_ }}uow.store(new_order(status=OrderStatus.CONFIRMED))

    assert ({{ await_ }}counts(uow), {{ await_ }}revenue(uow)) == ([0, 0, 0], [])


{% include "templates/shared/hexagonal,cqrs+orders/_parts/test_order_queries.py" %}
