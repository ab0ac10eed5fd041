ADA, BOB = new_id(), new_id()
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PRICE = Money(Decimal("4.50"), "EUR")
LARGEST = Money(Decimal("9999999999.99"), "EUR")


@pytest.fixture(params=["in_memory", *DATABASE_SCHEMES])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Run the suite on every database that the service can have, and on none."""
    if request.param == "in_memory":
        return None
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
{{ async_ }}def timeline(uow: Uow) -> list[Order]:
    """Store orders, two of them placed at once; return them from the oldest to the newest."""
    orders = [
        new_order(ADA, NOON),
        new_order(BOB, NOON + HOUR),
        new_order(ADA, NOON + HOUR, OrderStatus.CANCELLED),
        new_order(ADA, NOON + 2 * HOUR, OrderStatus.CONFIRMED),
    ]
    {{ await_ }}store(uow, *orders)
    return orders


def new_order(
    owner_id: UUID = ADA,
    created_at: datetime = NOON,
    status: OrderStatus = OrderStatus.PLACED,
    price: Money = PRICE,
) -> Order:
    order = Order.place(owner_id, "ada@example.com", [Item("tea", 1, price)])
    order.created_at, order.status = created_at, status
    return order


def ids(orders: Sequence[Order]) -> list[UUID]:
    return [order.id for order in orders]


{{ async_ }}def test_the_newest_orders_come_first(uow: Uow, timeline: list[Order]) -> None:
    assert {{ await_ }}find(uow, Criteria()) == ids(timeline[::-1])


{{ async_ }}def test_the_oldest_orders_come_first_if_wanted(uow: Uow, timeline: list[Order]) -> None:
    assert {{ await_ }}find(uow, Criteria(descending=False)) == ids(timeline)


{{ async_ }}def test_no_more_orders_come_than_wanted(uow: Uow, timeline: list[Order]) -> None:
    assert {{ await_ }}find(uow, Criteria(descending=False), limit=2) == ids(timeline[:2])


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
{{ async_ }}def test_only_orders_that_meet_all_criteria_are_found(
    uow: Uow, timeline: list[Order], criteria: Criteria, expected: list[int]
) -> None:
    found = {{ await_ }}find(uow, replace(criteria, descending=False))

    assert found == [timeline[number].id for number in expected]


@pytest.mark.parametrize("descending", [True, False])
{{ async_ }}def test_each_position_leads_to_the_orders_behind_it(
    uow: Uow, timeline: list[Order], *, descending: bool
) -> None:
    orders = timeline[::-1] if descending else timeline

    for number, order in enumerate(orders, start=1):
        after = Position(order.created_at, order.id)
        found = {{ await_ }}find(uow, Criteria(descending=descending, after=after))
        assert found == ids(orders[number:])


{{ async_ }}def test_a_position_needs_no_order_any_more(uow: Uow, timeline: list[Order]) -> None:
    gone = timeline[1]
    {{ await_ }}delete(uow, gone)

    found = {{ await_ }}find(uow, Criteria(descending=False, after=Position(gone.created_at, gone.id)))

    assert found == ids(timeline[2:])


{{ async_ }}def counts(uow: Uow, owner_id: UUID | None = None) -> list[int]:
    """Count the orders that are placed, confirmed and cancelled."""
    stats = {{ await_ }}sum_up(uow, owner_id)
    return [stats.counts.get(status, 0) for status in OrderStatus]


{{ async_ }}def revenue(uow: Uow, owner_id: UUID | None = None) -> list[Money]:
    stats = {{ await_ }}sum_up(uow, owner_id)
    return list(stats.revenue)


@pytest.mark.usefixtures("timeline")
{{ async_ }}def test_the_orders_of_everybody_are_counted_by_status(uow: Uow) -> None:
    assert {{ await_ }}counts(uow) == [2, 1, 1]


@pytest.mark.usefixtures("timeline")
{{ async_ }}def test_the_orders_of_one_owner_are_counted_by_status(uow: Uow) -> None:
    assert {{ await_ }}counts(uow, ADA) == [1, 1, 1]


{{ async_ }}def test_without_orders_there_is_no_revenue(uow: Uow) -> None:
    assert ({{ await_ }}counts(uow), {{ await_ }}revenue(uow)) == ([0, 0, 0], [])


{{ async_ }}def test_revenue_is_summed_by_currency_in_its_order(uow: Uow) -> None:
    for amount, currency in [("1.10", "USD"), ("4.50", "EUR"), ("2.20", "USD")]:
        price = Money(Decimal(amount), currency)
        {{ await_ }}store(uow, new_order(status=OrderStatus.CONFIRMED, price=price))

    assert {{ await_ }}revenue(uow) == [PRICE, Money(Decimal("3.30"), "USD")]


{{ async_ }}def test_only_confirmed_orders_of_the_owner_make_revenue(uow: Uow) -> None:
    {{ await_ }}store(uow, *(new_order(status=status) for status in OrderStatus))
    {{ await_ }}store(uow, new_order(BOB, status=OrderStatus.CONFIRMED))

    assert {{ await_ }}revenue(uow, ADA) == [PRICE]


{{ async_ }}def test_revenue_is_exact_however_large(uow: Uow) -> None:
    items = [Item(str(number), 10_000, LARGEST) for number in range(100)]
    orders = [Order.place(ADA, "ada@example.com", items) for _ in range(10)]
    for order in orders:
        order.status = OrderStatus.CONFIRMED
    {{ await_ }}store(uow, *orders)

    assert {{ await_ }}revenue(uow) == [Money(Decimal("99999999999900000.00"), "EUR")]
