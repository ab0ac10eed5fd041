import asyncio
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

import pytest

from {{ package_name }}.domain.orders import Item, Order, OrderStatus
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.contract.order_units import OrderUnits, in_memory, in_tables

ADA = new_id()
TEA = Item("tea", 1, Money(Decimal("4.50"), "EUR"))
CUP = Item("cup", 1, Money(Decimal("12.00"), "USD"))


@pytest.fixture(params=["in_memory", *DATABASE_SCHEMES])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Run the suite on every database that the service can have, and on none."""
    if request.param == "in_memory":
        return None
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def units(database_url: str | None, request: pytest.FixtureRequest) -> OrderUnits:
    if database_url is None:
        return in_memory()
    return in_tables(request.getfixturevalue("database"))


@pytest.fixture
async def order(units: OrderUnits) -> Order:
    """Store an order and its summary."""
    order = new_order()
    await units.store(order)
    await units.project(order)
    return order


def new_order(status: OrderStatus = OrderStatus.CONFIRMED) -> Order:
    order = Order.place(ADA, "ada@example.com", [TEA])
    order.status = status
    return order


async def change(units: OrderUnits, order: Order) -> None:
    """Change all of an order that a summary may hold, without its summary."""
    async with units.orders.transaction() as stores:
        changed = await stores.orders.get(order.id, for_update=True)
        assert changed is not None
        changed.status = OrderStatus.PLACED
        changed.edit(items=[CUP])
        changed.status = OrderStatus.CONFIRMED


async def next_orders(units: OrderUnits, after: UUID | None, limit: int = 100) -> Sequence[UUID]:
    async with units.summaries.reading() as summaries:
        return await summaries.next_orders(after, limit)


async def drop_orphans(units: OrderUnits) -> None:
    async with units.summaries.transaction() as summaries:
        await summaries.drop_orphans()


async def sums(units: OrderUnits, owner_id: UUID | None = None) -> tuple[int, Sequence[Money]]:
    """Count the summaries, and add up the confirmed ones."""
    async with units.views.reading() as views:
        stats = await views.stats(owner_id)
    return sum(stats.counts.values()), stats.revenue


async def test_a_new_order_gets_a_summary(units: OrderUnits) -> None:
    order = new_order()
    await units.store(order)

    await units.project(order)

    assert await sums(units) == (1, [TEA.unit_price])


async def test_a_summary_knows_whose_the_order_is(units: OrderUnits, order: Order) -> None:
    assert await sums(units, order.owner_id) == (1, [TEA.unit_price])
    assert await sums(units, new_id()) == (0, [])


async def test_a_changed_order_gets_a_new_summary(units: OrderUnits, order: Order) -> None:
    await change(units, order)

    await units.project(order)

    assert await sums(units) == (1, [CUP.unit_price])


async def test_until_then_it_keeps_its_old_one(units: OrderUnits, order: Order) -> None:
    await change(units, order)

    assert await sums(units) == (1, [TEA.unit_price])


async def test_a_deleted_order_loses_its_summary(units: OrderUnits, order: Order) -> None:
    await units.delete(order)

    await units.project(order)

    assert await sums(units) == (0, [])


async def test_an_order_that_never_was_gets_none(units: OrderUnits) -> None:
    await units.project(new_order())

    assert await sums(units) == (0, [])


async def test_many_are_projected_at_once(units: OrderUnits, order: Order) -> None:
    gone, new = new_order(), new_order(OrderStatus.CANCELLED)
    await units.store(gone, new)
    await units.project(gone)
    await units.delete(gone)
    await change(units, order)

    await units.project(new, gone, order)

    assert await sums(units) == (2, [CUP.unit_price])


async def test_a_projection_that_comes_twice_changes_nothing(
    units: OrderUnits, order: Order
) -> None:
    before = await sums(units)

    await units.project(order)

    assert await sums(units) == before


async def test_a_projection_leaves_other_summaries_alone(units: OrderUnits, order: Order) -> None:
    await change(units, order)
    other = new_order()
    await units.store(other)

    await units.project(other)

    assert await sums(units) == (2, [Money(Decimal("9.00"), "EUR")])


async def test_an_exception_takes_a_projection_back(units: OrderUnits, order: Order) -> None:
    async def fail() -> None:
        async with units.summaries.transaction() as summaries:
            await summaries.project([order.id])
            raise ZeroDivisionError

    await change(units, order)
    with pytest.raises(ZeroDivisionError):
        await fail()

    assert await sums(units) == (1, [TEA.unit_price])


async def test_of_projections_at_once_each_succeeds(units: OrderUnits) -> None:
    orders = [new_order() for _ in range(3)]
    await units.store(*orders)

    await asyncio.gather(*(units.project(*orders) for _ in range(4)))

    assert await sums(units) == (3, [Money(Decimal("13.50"), "EUR")])


async def test_orders_come_in_the_order_of_their_ids(units: OrderUnits) -> None:
    orders = [new_order() for _ in range(3)]
    await units.store(*orders[::-1])

    assert await next_orders(units, None) == [order.id for order in orders]


async def test_no_more_orders_come_than_wanted(units: OrderUnits) -> None:
    orders = [new_order() for _ in range(3)]
    await units.store(*orders)

    assert await next_orders(units, None, limit=2) == [order.id for order in orders[:2]]


async def test_orders_come_after_the_last_one(units: OrderUnits) -> None:
    orders = [new_order() for _ in range(3)]
    await units.store(*orders)

    assert await next_orders(units, orders[0].id) == [order.id for order in orders[1:]]


async def test_after_the_last_order_none_comes(units: OrderUnits, order: Order) -> None:
    assert await next_orders(units, order.id) == []


async def test_the_last_one_may_be_gone(units: OrderUnits, order: Order) -> None:
    following = new_order()
    await units.store(following)
    await units.delete(order)

    assert await next_orders(units, order.id) == [following.id]


async def test_a_summary_outlives_its_order(units: OrderUnits, order: Order) -> None:
    await units.delete(order)

    assert await sums(units) == (1, [TEA.unit_price])


async def test_summaries_without_an_order_are_dropped(units: OrderUnits, order: Order) -> None:
    await units.delete(order)

    await drop_orphans(units)

    assert await sums(units) == (0, [])


@pytest.mark.usefixtures("order")
async def test_summaries_of_orders_that_live_are_kept(units: OrderUnits) -> None:
    await drop_orphans(units)

    assert await sums(units) == (1, [TEA.unit_price])
