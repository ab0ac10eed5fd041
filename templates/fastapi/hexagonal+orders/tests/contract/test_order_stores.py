import asyncio
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from {{ package_name }}.adapters.database.orders import SqlOrderStores
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
from {{ package_name }}.application.ports.orders import Criteria, OrderStores, Position
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
from {{ package_name }}.domain.orders import Item, Order, OrderStatus
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.fakes.orders import InMemoryOrderStores
from tests.fakes.unit_of_work import InMemoryUnitOfWork

Uow = UnitOfWork[OrderStores]

ADA, BOB = new_id(), new_id()
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
A_WHILE = 0.05  # in which another could come in between
LARGEST = Money(Decimal("9999999999.99"), "EUR")


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
async def order(uow: Uow) -> Order:
    return await store(uow)


@pytest.fixture
async def timeline(uow: Uow) -> list[Order]:
    """Store orders, two of them placed at once; return them from the oldest to the newest."""
    return [
        await store(uow, ADA, NOON),
        await store(uow, BOB, NOON + HOUR),
        await store(uow, ADA, NOON + HOUR, OrderStatus.CANCELLED),
        await store(uow, ADA, NOON + 2 * HOUR, OrderStatus.CONFIRMED),
    ]


def item(sku: str = "tea", amount: str = "4.50", currency: str = "EUR") -> Item:
    return Item(sku, 1, Money(Decimal(amount), currency))


async def store(
    uow: Uow,
    owner_id: UUID = ADA,
    created_at: datetime = NOON,
    status: OrderStatus = OrderStatus.PLACED,
    items: Sequence[Item] = (item(),),
) -> Order:
    order = Order.place(owner_id, "ada@example.com", items)
    order.created_at, order.status = created_at, status
    async with uow.transaction() as stores:
        stores.orders.add(order)
    return order


async def read(uow: Uow, order: Order) -> Order | None:
    async with uow.reading() as stores:
        return await stores.orders.get(order.id)


async def find(uow: Uow, criteria: Criteria, limit: int = 100) -> Sequence[Order]:
    async with uow.reading() as stores:
        return await stores.orders.find(criteria, limit)


def ids(orders: Sequence[Order]) -> list[UUID]:
    return [order.id for order in orders]


async def test_an_order_comes_back_as_it_was_stored(uow: Uow) -> None:
    order = await store(uow, items=[item("tea"), item("cup", "12.00")])

    stored = await read(uow, order)

    assert stored is not None
    assert asdict(stored) == asdict(order)


async def test_an_unknown_order_is_not_found(uow: Uow) -> None:
    async with uow.reading() as stores:
        assert await stores.orders.get(new_id()) is None


async def test_a_change_is_stored(uow: Uow, order: Order) -> None:
    async with uow.transaction() as stores:
        changed = await stores.orders.get(order.id, for_update=True)
        assert changed is not None
        changed.edit("bob@example.com", [item("kettle", "39.90", "USD"), item("cup", "1", "USD")])

    stored = await read(uow, order)

    assert stored is not None
    assert asdict(stored) == asdict(changed)


async def test_an_exception_takes_a_new_order_back(uow: Uow) -> None:
    order = Order.place(ADA, "ada@example.com", [item()])

    async def fail() -> None:
        async with uow.transaction() as stores:
            stores.orders.add(order)
            assert await stores.orders.placed() == [order.id]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await read(uow, order) is None


async def test_an_exception_takes_a_change_back(uow: Uow, order: Order) -> None:
    async def fail() -> None:
        async with uow.transaction() as stores:
            changed = await stores.orders.get(order.id, for_update=True)
            assert changed is not None
            changed.edit("bob@example.com", [item("cup")])
            assert len(await stores.orders.find(Criteria(), 1)) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    stored = await read(uow, order)

    assert stored is not None
    assert asdict(stored) == asdict(order)


async def test_an_exception_takes_a_deletion_back(uow: Uow, order: Order) -> None:
    async def fail() -> None:
        async with uow.transaction() as stores:
            assert await stores.orders.delete(order.id)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await read(uow, order) is not None


async def test_what_is_not_committed_is_not_seen(uow: Uow) -> None:
    order = Order.place(ADA, "ada@example.com", [item()])

    async with uow.transaction() as stores:
        stores.orders.add(order)
        assert await stores.orders.placed() == [order.id]

        assert await read(uow, order) is None


async def test_what_was_read_is_the_readers_own(uow: Uow, order: Order) -> None:
    async with uow.reading() as stores:
        copy = await stores.orders.get(order.id)
        assert copy is not None
        copy.cancel()
    stored = await read(uow, order)

    assert stored is not None
    assert stored.status == OrderStatus.PLACED


async def test_what_a_transaction_leaves_behind_is_the_callers_own(uow: Uow, order: Order) -> None:
    order.cancel()
    stored = await read(uow, order)

    assert stored is not None
    assert stored.status == OrderStatus.PLACED


async def test_two_that_change_an_order_at_once_wait_for_each_other(uow: Uow, order: Order) -> None:
    async def change() -> None:
        async with uow.transaction() as stores:
            changed = await stores.orders.get(order.id, for_update=True)
            assert changed is not None
            await asyncio.sleep(A_WHILE)
            changed.edit(items=[item("cup")])

    await asyncio.gather(change(), change())
    stored = await read(uow, order)

    assert stored is not None
    assert stored.version == order.version + 2


async def test_a_deleted_order_is_gone(uow: Uow, order: Order) -> None:
    async with uow.transaction() as stores:
        assert await stores.orders.delete(order.id)

    assert await read(uow, order) is None


async def test_an_order_that_is_gone_cannot_be_deleted(uow: Uow) -> None:
    async with uow.transaction() as stores:
        assert not await stores.orders.delete(new_id())


async def test_the_placed_orders_of_everybody_are_listed(uow: Uow, timeline: list[Order]) -> None:
    async with uow.reading() as stores:
        placed = await stores.orders.placed()

    assert sorted(placed) == ids(timeline[:2])


async def test_the_newest_orders_come_first(uow: Uow, timeline: list[Order]) -> None:
    assert ids(await find(uow, Criteria())) == ids(timeline[::-1])


async def test_the_oldest_orders_come_first_if_wanted(uow: Uow, timeline: list[Order]) -> None:
    assert ids(await find(uow, Criteria(descending=False))) == ids(timeline)


async def test_no_more_orders_come_than_wanted(uow: Uow, timeline: list[Order]) -> None:
    assert ids(await find(uow, Criteria(descending=False), limit=2)) == ids(timeline[:2])


async def test_found_orders_have_their_lines(uow: Uow, order: Order) -> None:
    (found,) = await find(uow, Criteria())

    assert asdict(found) == asdict(order)


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        (Criteria(owner_id=ADA), [0, 2, 3]),
        (Criteria(owner_id=new_id()), []),
        (Criteria(status=OrderStatus.PLACED), [0, 1]),
        (Criteria(status=OrderStatus.CANCELLED, owner_id=BOB), []),
        (Criteria(created_from=NOON + HOUR), [1, 2, 3]),
        (Criteria(created_to=NOON + HOUR), [0]),
        (Criteria(created_from=NOON + HOUR, created_to=NOON + 2 * HOUR, owner_id=ADA), [2]),
    ],
)
async def test_only_orders_that_meet_all_criteria_are_found(
    uow: Uow, timeline: list[Order], criteria: Criteria, expected: list[int]
) -> None:
    found = await find(uow, replace(criteria, descending=False))

    assert ids(found) == [timeline[number].id for number in expected]


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.usefixtures("timeline")
async def test_each_position_leads_to_the_orders_behind_it(uow: Uow, *, descending: bool) -> None:
    orders = await find(uow, Criteria(descending=descending))

    for number, order in enumerate(orders, start=1):
        after = Position(order.created_at, order.id)
        found = await find(uow, Criteria(descending=descending, after=after))
        assert ids(found) == ids(orders[number:])


async def test_a_position_needs_no_order_any_more(uow: Uow, timeline: list[Order]) -> None:
    gone = timeline[1]
    async with uow.transaction() as stores:
        await stores.orders.delete(gone.id)

    found = await find(uow, Criteria(descending=False, after=Position(gone.created_at, gone.id)))

    assert ids(found) == ids(timeline[2:])


async def counts(uow: Uow, owner_id: UUID | None) -> list[int]:
    """Count the orders that are placed, confirmed and cancelled."""
    async with uow.reading() as stores:
        stats = await stores.orders.stats(owner_id)
    return [stats.counts.get(status, 0) for status in OrderStatus]


async def revenue(uow: Uow, owner_id: UUID | None) -> list[Money]:
    async with uow.reading() as stores:
        return list((await stores.orders.stats(owner_id)).revenue)


@pytest.mark.usefixtures("timeline")
async def test_the_orders_of_everybody_are_counted_by_status(uow: Uow) -> None:
    assert await counts(uow, None) == [2, 1, 1]


@pytest.mark.usefixtures("timeline")
async def test_the_orders_of_one_owner_are_counted_by_status(uow: Uow) -> None:
    assert await counts(uow, ADA) == [1, 1, 1]


async def test_without_orders_there_is_no_revenue(uow: Uow) -> None:
    assert (await counts(uow, None), await revenue(uow, None)) == ([0, 0, 0], [])


async def test_revenue_is_summed_by_currency_in_its_order(uow: Uow) -> None:
    for amount, currency in [("1.10", "USD"), ("4.50", "EUR"), ("2.20", "USD")]:
        items = [item("tea", amount, currency)]
        await store(uow, status=OrderStatus.CONFIRMED, items=items)

    assert await revenue(uow, None) == [
        Money(Decimal("4.50"), "EUR"),
        Money(Decimal("3.30"), "USD"),
    ]


async def test_only_confirmed_orders_of_the_owner_make_revenue(uow: Uow) -> None:
    await store(uow, status=OrderStatus.CONFIRMED)
    await store(uow, status=OrderStatus.PLACED)
    await store(uow, status=OrderStatus.CANCELLED)
    await store(uow, BOB, status=OrderStatus.CONFIRMED)

    assert await revenue(uow, ADA) == [Money(Decimal("4.50"), "EUR")]


async def test_revenue_is_exact_however_large(uow: Uow) -> None:
    items = [Item(str(number), 10_000, LARGEST) for number in range(100)]
    async with uow.transaction() as stores:
        for _ in range(10):
            order = Order.place(ADA, "ada@example.com", items)
            order.status = OrderStatus.CONFIRMED
            stores.orders.add(order)

    assert await revenue(uow, None) == [Money(Decimal("99999999999900000.00"), "EUR")]
