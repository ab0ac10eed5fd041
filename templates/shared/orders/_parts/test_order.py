TEA = Item("tea", 2, Money(Decimal("4.50"), "EUR"))
CUP = Item("cup", 10_000, Money(Decimal("9999999999.99"), "EUR"))


@pytest.fixture
def order() -> Order:
    return Order.place(new_id(), "ada@example.com", [TEA])


@pytest.fixture
def confirmed(order: Order) -> Order:
    reservation = order.begin_confirmation()
    assert reservation is not None
    order.end_confirmation(reservation, confirmed=True)
    return order


@pytest.fixture
def cancelled(order: Order) -> Order:
    order.cancel()
    return order


@pytest.fixture
def being_confirmed(order: Order) -> Order:
    order.begin_confirmation()
    return order


def test_a_new_order_is_placed_in_its_first_version(order: Order) -> None:
    assert (order.status, order.version) == (OrderStatus.PLACED, 1)
    assert order.created_at == order.updated_at


def test_the_total_is_the_sum_of_the_lines(order: Order) -> None:
    assert (order.total, order.currency) == (Decimal("9.00"), "EUR")


def test_the_total_is_exact_however_large() -> None:
    order = Order.place(new_id(), "ada@example.com", [CUP, TEA])

    assert order.total == Decimal("99999999999909.00")


def test_lines_keep_their_places() -> None:
    order = Order.place(new_id(), "ada@example.com", [CUP, TEA])

    assert [(line.position, line.sku) for line in order.lines] == [(0, "cup"), (1, "tea")]


def test_an_edit_makes_a_new_version(order: Order) -> None:
    order.edit(customer_email="bob@example.com")

    assert (order.customer_email, order.version) == ("bob@example.com", 2)
    assert order.updated_at > order.created_at


def test_new_lines_make_a_new_total(order: Order) -> None:
    order.edit(items=[Item("cup", 3, Money(Decimal("1.10"), "USD"))])

    assert (order.total, order.currency) == (Decimal("3.30"), "USD")


def test_an_edit_of_nothing_makes_no_new_version(order: Order) -> None:
    order.edit()

    assert order.version == 1


@pytest.mark.parametrize("state", ["confirmed", "cancelled", "being_confirmed"])
def test_only_a_placed_order_can_be_edited(state: str, request: pytest.FixtureRequest) -> None:
    order: Order = request.getfixturevalue(state)

    with pytest.raises(OrderNotEditableError):
        order.edit(customer_email="bob@example.com")


def test_a_placed_order_can_be_cancelled(order: Order) -> None:
    order.cancel()

    assert (order.status, order.version) == (OrderStatus.CANCELLED, 2)


def test_cancelling_again_changes_nothing(cancelled: Order) -> None:
    cancelled.cancel()

    assert cancelled.version == 2


@pytest.mark.parametrize("state", ["confirmed", "being_confirmed"])
def test_a_confirmed_order_cannot_be_cancelled(state: str, request: pytest.FixtureRequest) -> None:
    order: Order = request.getfixturevalue(state)

    with pytest.raises(OrderAlreadyConfirmedError):
        order.cancel()


def test_a_confirmation_makes_a_new_version(confirmed: Order) -> None:
    assert (confirmed.status, confirmed.version) == (OrderStatus.CONFIRMED, 2)


def test_a_confirmation_that_fails_leaves_the_order_placed(being_confirmed: Order) -> None:
    assert being_confirmed.confirming_since is not None
    being_confirmed.end_confirmation(being_confirmed.confirming_since, confirmed=False)

    assert (being_confirmed.status, being_confirmed.version) == (OrderStatus.PLACED, 1)
    being_confirmed.edit(customer_email="bob@example.com")


@pytest.mark.parametrize("state", ["confirmed", "cancelled"])
def test_an_order_that_is_not_placed_needs_no_confirmation(
    state: str, request: pytest.FixtureRequest
) -> None:
    order: Order = request.getfixturevalue(state)

    assert not order.begin_confirmation()


def test_an_order_is_confirmed_by_one_at_a_time(being_confirmed: Order) -> None:
    with pytest.raises(TryLaterError):
        being_confirmed.begin_confirmation()


def test_a_confirmation_that_never_ended_can_be_taken_over(being_confirmed: Order) -> None:
    being_confirmed.confirming_since = utc_now() - CONFIRMATION_LEASE

    assert being_confirmed.begin_confirmation()


def test_a_confirmation_that_took_too_long_does_not_undo_a_cancellation(
    being_confirmed: Order,
) -> None:
    reservation = utc_now() - CONFIRMATION_LEASE
    being_confirmed.confirming_since = reservation
    being_confirmed.cancel()

    being_confirmed.end_confirmation(reservation, confirmed=True)

    assert being_confirmed.status == OrderStatus.CANCELLED


def test_a_confirmation_that_took_too_long_leaves_the_next_one_alone(
    being_confirmed: Order,
) -> None:
    reservation = utc_now() - CONFIRMATION_LEASE
    being_confirmed.confirming_since = reservation
    next_reservation = being_confirmed.begin_confirmation()

    being_confirmed.end_confirmation(reservation, confirmed=True)

    assert being_confirmed.confirming_since == next_reservation
    assert being_confirmed.status == OrderStatus.PLACED
