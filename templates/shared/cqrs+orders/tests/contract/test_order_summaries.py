from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from uuid import UUID

import pytest

from {{ package_name }}.domain.orders import Item, Order, OrderStatus
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.concurrently import together
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
{{ async_ }}def order(units: OrderUnits) -> Order:
    """Store an order and its summary."""
    order = new_order()
    {{ await_ }}units.store(order)
    {{ await_ }}units.project(order)
    return order


def new_order(status: OrderStatus = OrderStatus.CONFIRMED) -> Order:
    order = Order.place(ADA, "ada@example.com", [TEA])
    order.status = status
    return order


{{ async_ }}def change(units: OrderUnits, order: Order) -> None:
    """Change all of an order that a summary may hold, without its summary."""
    {{ async_ }}with units.orders.transaction() as stores:
        changed = {{ await_ }}stores.orders.get(order.id, for_update=True)
        assert changed is not None
        changed.status = OrderStatus.PLACED
        changed.edit(items=[CUP])
        changed.status = OrderStatus.CONFIRMED


{{ async_ }}def next_orders(units: OrderUnits, after: UUID | None, limit: int = 100) -> Sequence[UUID]:
    {{ async_ }}with units.summaries.reading() as summaries:
        return {{ await_ }}summaries.next_orders(after, limit)


{{ async_ }}def drop_orphans(units: OrderUnits) -> None:
    {{ async_ }}with units.summaries.transaction() as summaries:
        {{ await_ }}summaries.drop_orphans()


{{ async_ }}def sums(units: OrderUnits, owner_id: UUID | None = None) -> tuple[int, Sequence[Money]]:
    """Count the summaries, and add up the confirmed ones."""
    {{ async_ }}with units.views.reading() as views:
        stats = {{ await_ }}views.stats(owner_id)
    return sum(stats.counts.values()), stats.revenue


{{ async_ }}def test_a_new_order_gets_a_summary(units: OrderUnits) -> None:
    order = new_order()
    {{ await_ }}units.store(order)

    {{ await_ }}units.project(order)

    assert {{ await_ }}sums(units) == (1, [TEA.unit_price])


{{ async_ }}def test_a_summary_knows_whose_the_order_is(units: OrderUnits, order: Order) -> None:
    assert {{ await_ }}sums(units, order.owner_id) == (1, [TEA.unit_price])
    assert {{ await_ }}sums(units, new_id()) == (0, [])


{{ async_ }}def test_a_changed_order_gets_a_new_summary(units: OrderUnits, order: Order) -> None:
    {{ await_ }}change(units, order)

    {{ await_ }}units.project(order)

    assert {{ await_ }}sums(units) == (1, [CUP.unit_price])


{{ async_ }}def test_until_then_it_keeps_its_old_one(units: OrderUnits, order: Order) -> None:
    {{ await_ }}change(units, order)

    assert {{ await_ }}sums(units) == (1, [TEA.unit_price])


{{ async_ }}def test_a_deleted_order_loses_its_summary(units: OrderUnits, order: Order) -> None:
    {{ await_ }}units.delete(order)

    {{ await_ }}units.project(order)

    assert {{ await_ }}sums(units) == (0, [])


{{ async_ }}def test_an_order_that_never_was_gets_none(units: OrderUnits) -> None:
    {{ await_ }}units.project(new_order())

    assert {{ await_ }}sums(units) == (0, [])


{{ async_ }}def test_many_are_projected_at_once(units: OrderUnits, order: Order) -> None:
    gone, new = new_order(), new_order(OrderStatus.CANCELLED)
    {{ await_ }}units.store(gone, new)
    {{ await_ }}units.project(gone)
    {{ await_ }}units.delete(gone)
    {{ await_ }}change(units, order)

    {{ await_ }}units.project(new, gone, order)

    assert {{ await_ }}sums(units) == (2, [CUP.unit_price])


{{ async_ }}def test_a_projection_that_comes_twice_changes_nothing(
    units: OrderUnits,
    order: Order,
) -> None:
    before = {{ await_ }}sums(units)

    {{ await_ }}units.project(order)

    assert {{ await_ }}sums(units) == before


{{ async_ }}def test_a_projection_leaves_other_summaries_alone(units: OrderUnits, order: Order) -> None:
    {{ await_ }}change(units, order)
    other = new_order()
    {{ await_ }}units.store(other)

    {{ await_ }}units.project(other)

    assert {{ await_ }}sums(units) == (2, [Money(Decimal("9.00"), "EUR")])


{{ async_ }}def test_an_exception_takes_a_projection_back(units: OrderUnits, order: Order) -> None:
    {{ async_ }}def fail() -> None:
        {{ async_ }}with units.summaries.transaction() as summaries:
            {{ await_ }}summaries.project([order.id])
            raise ZeroDivisionError

    {{ await_ }}change(units, order)
    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()

    assert {{ await_ }}sums(units) == (1, [TEA.unit_price])


{{ async_ }}def test_of_projections_at_once_each_succeeds(units: OrderUnits) -> None:
    orders = [new_order() for _ in range(3)]
    {{ await_ }}units.store(*orders)

    {{ await_ }}together(*(partial(units.project, *orders) for _ in range(4)))

    assert {{ await_ }}sums(units) == (3, [Money(Decimal("13.50"), "EUR")])


{{ async_ }}def test_orders_come_in_the_order_of_their_ids(units: OrderUnits) -> None:
    orders = [new_order() for _ in range(3)]
    {{ await_ }}units.store(*orders[::-1])

    assert {{ await_ }}next_orders(units, None) == [order.id for order in orders]


{{ async_ }}def test_no_more_orders_come_than_wanted(units: OrderUnits) -> None:
    orders = [new_order() for _ in range(3)]
    {{ await_ }}units.store(*orders)

    assert {{ await_ }}next_orders(units, None, limit=2) == [order.id for order in orders[:2]]


{{ async_ }}def test_orders_come_after_the_last_one(units: OrderUnits) -> None:
    orders = [new_order() for _ in range(3)]
    {{ await_ }}units.store(*orders)

    assert {{ await_ }}next_orders(units, orders[0].id) == [order.id for order in orders[1:]]


{{ async_ }}def test_after_the_last_order_none_comes(units: OrderUnits, order: Order) -> None:
    assert {{ await_ }}next_orders(units, order.id) == []


{{ async_ }}def test_the_last_one_may_be_gone(units: OrderUnits, order: Order) -> None:
    following = new_order()
    {{ await_ }}units.store(following)
    {{ await_ }}units.delete(order)

    assert {{ await_ }}next_orders(units, order.id) == [following.id]


{{ async_ }}def test_a_summary_outlives_its_order(units: OrderUnits, order: Order) -> None:
    {{ await_ }}units.delete(order)

    assert {{ await_ }}sums(units) == (1, [TEA.unit_price])


{{ async_ }}def test_summaries_without_an_order_are_dropped(units: OrderUnits, order: Order) -> None:
    {{ await_ }}units.delete(order)

    {{ await_ }}drop_orphans(units)

    assert {{ await_ }}sums(units) == (0, [])


@pytest.mark.usefixtures("order")
{{ async_ }}def test_summaries_of_orders_that_live_are_kept(units: OrderUnits) -> None:
    {{ await_ }}drop_orphans(units)

    assert {{ await_ }}sums(units) == (1, [TEA.unit_price])
