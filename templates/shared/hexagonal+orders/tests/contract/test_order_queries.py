from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from {{ package_name }}.adapters.database.orders import SqlOrderStores
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.orders import (
    Criteria,
    OrderStores,
    Position,
    Stats,
)
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.domain.orders import Item, Order, OrderStatus
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.fakes.orders import InMemoryOrderStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[OrderStores]


@pytest.fixture
def uow(database_url: str | None, request: pytest.FixtureRequest) -> Uow:
    if database_url is None:
        return InMemoryUnitOfWork(InMemoryOrderStores())
    return SqlUnitOfWork(request.getfixturevalue("database"), SqlOrderStores)


{{ async_ }}def store(uow: Uow, *orders: Order) -> None:
    {{ async_ }}with uow.transaction() as stores:
        for order in orders:
            stores.orders.add(order)


{{ async_ }}def delete(uow: Uow, order: Order) -> None:
    {{ async_ }}with uow.transaction() as stores:
        {{ await_ }}stores.orders.delete(order.id)


{{ async_ }}def find(uow: Uow, criteria: Criteria, limit: int = 100) -> list[UUID]:
    {{ async_ }}with uow.reading() as stores:
        return [order.id for order in {{ await_ }}stores.orders.find(criteria, limit)]


{{ async_ }}def sum_up(uow: Uow, owner_id: UUID | None) -> Stats:
    {{ async_ }}with uow.reading() as stores:
        return {{ await_ }}stores.orders.stats(owner_id)


{{ async_ }}def test_found_orders_have_their_lines(uow: Uow) -> None:
    order = new_order()
    {{ await_ }}store(uow, order)

    {{ async_ }}with uow.reading() as stores:
        (found,) = {{ await_ }}stores.orders.find(Criteria(), 1)

    assert asdict(found) == asdict(order)


{% include "templates/shared/hexagonal,cqrs+orders/_parts/test_order_queries.py" %}
