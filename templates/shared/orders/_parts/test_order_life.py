PRICES = st.integers(0, 999_999_999_999).map(lambda cents: Decimal(cents) / 100)
LINES = st.lists(st.tuples(st.integers(1, 10_000), PRICES), min_size=1, max_size=3)
Lines = list[tuple[int, Decimal]]


def items_of(lines: Lines) -> list[Item]:
    return [
        Item(f"sku-{number}", quantity, Money(price, "EUR"))
        for number, (quantity, price) in enumerate(lines)
    ]


class OrderLife(RuleBasedStateMachine):
    """An order to which anything may happen, in any sequence and at any time."""

    runs: Bundle[datetime] = Bundle("runs")
    """What the runs of the confirmation job have reserved the order with."""

    @initialize(lines=LINES)
    def place(self, lines: Lines) -> None:
        self.now = datetime(2026, 7, 1, 12, tzinfo=UTC)
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(rules, "utc_now", lambda: self.now)
        self.order = Order.place(new_id(), "ada@example.com", items_of(lines))
        self.lines = lines
        self.changes = 0
        self.last_change = self.now
        self.final: str | None = None
        self.run: datetime | None = None

    def teardown(self) -> None:
        self.patch.undo()

    def is_being_confirmed(self) -> bool:
        return self.run is not None and self.now < self.run + CONFIRMATION_LEASE

    def count_change(self) -> None:
        self.changes += 1
        self.last_change = self.now

    @rule(time=st.sampled_from([CONFIRMATION_LEASE / 2, CONFIRMATION_LEASE]))
    def wait(self, time: timedelta) -> None:
        self.now += time

    @rule(lines=LINES)
    def edit(self, lines: Lines) -> None:
        if self.order.status != OrderStatus.PLACED or self.is_being_confirmed():
            with pytest.raises(OrderNotEditableError):
                self.order.edit(items=items_of(lines))
        else:
            self.order.edit(items=items_of(lines))
            self.lines = lines
            self.count_change()

    @rule()
    def cancel(self) -> None:
        before = self.order.status
        if before == OrderStatus.CONFIRMED or self.is_being_confirmed():
            with pytest.raises(OrderAlreadyConfirmedError):
                self.order.cancel()
        else:
            self.order.cancel()
            if before == OrderStatus.PLACED:
                self.run = None
                self.count_change()

    @rule(target=runs)
    def begin_confirmation(self) -> datetime | MultipleResults[datetime]:
        if self.order.status != OrderStatus.PLACED:
            assert self.order.begin_confirmation() is None
        elif self.is_being_confirmed():
            with pytest.raises(TryLaterError):
                self.order.begin_confirmation()
        else:
            self.run = self.order.begin_confirmation()
            assert self.run is not None
            return self.run
        return multiple()

    @rule(run=consumes(runs), confirmed=st.booleans())
    def end_confirmation(self, run: datetime, *, confirmed: bool) -> None:
        self.order.end_confirmation(run, confirmed=confirmed)
        if run == self.run:
            self.run = None
            if confirmed:
                self.count_change()

    @invariant()
    def each_change_makes_one_version(self) -> None:
        assert self.order.version == 1 + self.changes
        assert self.order.updated_at == self.last_change

    @invariant()
    def the_total_is_the_sum_of_the_lines(self) -> None:
        assert self.order.total == sum(quantity * price for quantity, price in self.lines)

    @invariant()
    def confirmed_and_cancelled_are_final(self) -> None:
        if self.order.status != OrderStatus.PLACED:
            self.final = self.final or self.order.status
        assert self.order.status == (self.final or OrderStatus.PLACED)


def test_an_order_keeps_its_promises_whatever_happens() -> None:
    # Where orders are mapped to tables, the first one of all takes its time.
    slow = [HealthCheck.too_slow]
    limits = settings(
        max_examples=50, stateful_step_count=20, deadline=None, suppress_health_check=slow
    )
    run_state_machine_as_test(OrderLife, settings=limits)
