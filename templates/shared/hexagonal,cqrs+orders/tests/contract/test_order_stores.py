from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from uuid import UUID

import pytest

from {{ package_name }}.adapters.database.orders import SqlOrderStores
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.orders import OrderStores
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.domain.orders import Item, Order, OrderStatus
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.concurrently import pause, together
from tests.fakes.orders import InMemoryOrderStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[OrderStores]

ADA, BOB = new_id(), new_id()
A_WHILE = 0.05  # in which another could come in between


@pytest.fixture(params=["in_memory", *DATABASE_SCHEMES])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Run the suite on every database that the service can have, and on none."""
    if request.param == "in_memory":
        return None
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def uow(database_url: str | None, request: pytest.FixtureRequest) -> Uow:
    if database_url is None:
        return InMemoryUnitOfWork(InMemoryOrderStores())
    return SqlUnitOfWork(request.getfixturevalue("database"), SqlOrderStores)


@pytest.fixture
{{ async_ }}def order(uow: Uow) -> Order:
    return {{ await_ }}store(uow)


def item(sku: str = "tea", amount: str = "4.50", currency: str = "EUR") -> Item:
    return Item(sku, 1, Money(Decimal(amount), currency))


{{ async_ }}def store(uow: Uow, owner_id: UUID = ADA, items: Sequence[Item] = (item(),)) -> Order:
    order = Order.place(owner_id, "ada@example.com", items)
    {{ async_ }}with uow.transaction() as stores:
        stores.orders.add(order)
    return order


{{ async_ }}def read(uow: Uow, order: Order) -> Order | None:
    {{ async_ }}with uow.reading() as stores:
        return {{ await_ }}stores.orders.get(order.id)


{{ async_ }}def test_an_order_comes_back_as_it_was_stored(uow: Uow) -> None:
    order = {{ await_ }}store(uow, items=[item("tea"), item("cup", "12.00")])

    stored = {{ await_ }}read(uow, order)

    assert stored is not None
    assert asdict(stored) == asdict(order)


{{ async_ }}def test_an_unknown_order_is_not_found(uow: Uow) -> None:
    {{ async_ }}with uow.reading() as stores:
        assert {{ await_ }}stores.orders.get(new_id()) is None


{{ async_ }}def test_a_change_is_stored(uow: Uow, order: Order) -> None:
    {{ async_ }}with uow.transaction() as stores:
        changed = {{ await_ }}stores.orders.get(order.id, for_update=True)
        assert changed is not None
        changed.edit("bob@example.com", [item("kettle", "39.90", "USD"), item("cup", "1", "USD")])

    stored = {{ await_ }}read(uow, order)

    assert stored is not None
    assert asdict(stored) == asdict(changed)


{{ async_ }}def test_a_change_is_seen_by_what_follows_it(uow: Uow, order: Order) -> None:
    {{ async_ }}with uow.transaction() as stores:
        changed = {{ await_ }}stores.orders.get(order.id, for_update=True)
        assert changed is not None
        changed.cancel()

        assert {{ await_ }}stores.orders.placed() == []


{{ async_ }}def test_an_order_that_is_read_again_keeps_its_changes(uow: Uow, order: Order) -> None:
    {{ async_ }}with uow.transaction() as stores:
        changed = {{ await_ }}stores.orders.get(order.id)
        assert changed is not None
        changed.cancel()
        again = {{ await_ }}stores.orders.get(order.id, for_update=True)
        assert again is changed
    stored = {{ await_ }}read(uow, order)

    assert stored is not None
    assert stored.status == OrderStatus.CANCELLED


{{ async_ }}def test_an_exception_takes_a_new_order_back(uow: Uow) -> None:
    order = Order.place(ADA, "ada@example.com", [item()])

    {{ async_ }}def fail() -> None:
        {{ async_ }}with uow.transaction() as stores:
            stores.orders.add(order)
            assert {{ await_ }}stores.orders.placed() == [order.id]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()

    assert {{ await_ }}read(uow, order) is None


{{ async_ }}def test_an_exception_takes_a_change_back(uow: Uow, order: Order) -> None:
    {{ async_ }}def fail() -> None:
        {{ async_ }}with uow.transaction() as stores:
            changed = {{ await_ }}stores.orders.get(order.id, for_update=True)
            assert changed is not None
            changed.edit("bob@example.com", [item("cup")])
            assert {{ await_ }}stores.orders.placed() == [order.id]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()
    stored = {{ await_ }}read(uow, order)

    assert stored is not None
    assert asdict(stored) == asdict(order)


{{ async_ }}def test_an_exception_takes_a_deletion_back(uow: Uow, order: Order) -> None:
    {{ async_ }}def fail() -> None:
        {{ async_ }}with uow.transaction() as stores:
            assert {{ await_ }}stores.orders.delete(order.id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()

    assert {{ await_ }}read(uow, order) is not None


{{ async_ }}def test_what_is_not_committed_is_not_seen(uow: Uow) -> None:
    order = Order.place(ADA, "ada@example.com", [item()])

    {{ async_ }}with uow.transaction() as stores:
        stores.orders.add(order)
        assert {{ await_ }}stores.orders.placed() == [order.id]

        assert {{ await_ }}read(uow, order) is None


{{ async_ }}def test_what_was_read_is_the_readers_own(uow: Uow, order: Order) -> None:
    {{ async_ }}with uow.reading() as stores:
        copy = {{ await_ }}stores.orders.get(order.id)
        assert copy is not None
        copy.cancel()
    stored = {{ await_ }}read(uow, order)

    assert stored is not None
    assert stored.status == OrderStatus.PLACED


{{ async_ }}def test_what_a_transaction_leaves_behind_is_the_callers_own(uow: Uow, order: Order) -> None:
    order.cancel()
    stored = {{ await_ }}read(uow, order)

    assert stored is not None
    assert stored.status == OrderStatus.PLACED


{{ async_ }}def test_two_that_change_an_order_at_once_wait_for_each_other(uow: Uow, order: Order) -> None:
    {{ async_ }}def change() -> None:
        {{ async_ }}with uow.transaction() as stores:
            changed = {{ await_ }}stores.orders.get(order.id, for_update=True)
            assert changed is not None
            {{ await_ }}pause(A_WHILE)
            changed.edit(items=[item("cup")])

    {{ await_ }}together(change, change)
    stored = {{ await_ }}read(uow, order)

    assert stored is not None
    assert stored.version == order.version + 2


{{ async_ }}def test_a_status_comes_back_as_one(uow: Uow, order: Order) -> None:
    stored = {{ await_ }}read(uow, order)

    assert stored is not None
    assert stored.status is OrderStatus.PLACED


{{ async_ }}def test_a_deleted_order_is_gone(uow: Uow, order: Order) -> None:
    {{ async_ }}with uow.transaction() as stores:
        assert {{ await_ }}stores.orders.delete(order.id)

    assert {{ await_ }}read(uow, order) is None


{{ async_ }}def test_an_order_that_is_gone_cannot_be_deleted(uow: Uow) -> None:
    {{ async_ }}with uow.transaction() as stores:
        assert not {{ await_ }}stores.orders.delete(new_id())


{{ async_ }}def test_the_placed_orders_of_everybody_are_listed(uow: Uow, order: Order) -> None:
    bobs, cancelled = [{{ await_ }}store(uow, owner_id) for owner_id in (BOB, ADA)]
    {{ async_ }}with uow.transaction() as stores:
        changed = {{ await_ }}stores.orders.get(cancelled.id, for_update=True)
        assert changed is not None
        changed.cancel()

    {{ async_ }}with uow.reading() as stores:
        placed = {{ await_ }}stores.orders.placed()

    assert sorted(placed) == [order.id, bobs.id]
