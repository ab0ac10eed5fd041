{{ async_ }}def test_a_placed_order_is_stored(uow: Uow) -> None:
    placement = {{ await_ }}place(uow)

    stored = {{ await_ }}read(uow, placement.order)

    assert asdict(stored) == asdict(placement.order)


{{ async_ }}def test_an_order_belongs_to_the_caller_that_placed_it(uow: Uow) -> None:
    placement = {{ await_ }}place(uow, BOB)

    assert placement.order.owner_id == BOB.id


{{ async_ }}def test_the_first_request_with_a_key_is_no_repetition(uow: Uow) -> None:
    placement = {{ await_ }}place(uow, key=KEY)

    assert not placement.replayed


{{ async_ }}def test_a_repetition_is_answered_as_the_first_request_was(uow: Uow) -> None:
    first = {{ await_ }}place(uow, key=KEY)

    again = {{ await_ }}place(uow, key=KEY)

    assert again.replayed
    assert asdict(again.order) == asdict(first.order)


{{ async_ }}def test_a_repetition_is_answered_so_after_a_change_too(uow: Uow) -> None:
    first = {{ await_ }}place(uow, key=KEY)
    {{ await_ }}cancel_order(uow, ADA, first.order.id)

    again = {{ await_ }}place(uow, key=KEY)

    assert asdict(again.order) == asdict(first.order)


{{ async_ }}def test_a_repetition_stores_nothing(uow: Uow) -> None:
    first = {{ await_ }}place(uow, key=KEY)

    {{ await_ }}place(uow, key=KEY)

    assert {{ await_ }}all_orders(uow) == [first.order.id]


{{ async_ }}def test_a_key_that_came_with_another_order_is_refused(uow: Uow) -> None:
    {{ await_ }}place(uow, key=KEY)

    with pytest.raises(IdempotencyKeyReusedError):
        {{ await_ }}place(uow, item=CUP, key=OTHER_REQUEST)


{{ async_ }}def test_a_refused_order_is_not_stored(uow: Uow) -> None:
    first = {{ await_ }}place(uow, key=KEY)

    with pytest.raises(IdempotencyKeyReusedError):
        {{ await_ }}place(uow, item=CUP, key=OTHER_REQUEST)

    assert {{ await_ }}all_orders(uow) == [first.order.id]


{{ async_ }}def test_another_caller_may_use_the_key(uow: Uow) -> None:
    {{ await_ }}place(uow, key=KEY)

    placement = {{ await_ }}place(uow, BOB, item=CUP, key=OTHER_REQUEST)

    assert not placement.replayed


{{ async_ }}def test_without_a_key_each_request_places_an_order(uow: Uow) -> None:
    placements = [{{ await_ }}place(uow) for _ in range(2)]

    assert {{ await_ }}all_orders(uow) == [placement.order.id for placement in placements]


{{ async_ }}def test_a_caller_sees_their_order(uow: Uow, order: Order) -> None:
    seen = {{ await_ }}get_order(uow, ADA, order.id)

    assert seen.id == order.id


{{ async_ }}def test_an_admin_sees_the_orders_of_others(uow: Uow, order: Order) -> None:
    seen = {{ await_ }}get_order(uow, ADMIN, order.id)

    assert seen.id == order.id


{{ async_ }}def test_the_order_of_another_caller_is_not_found(uow: Uow, order: Order) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}get_order(uow, BOB, order.id)


{{ async_ }}def test_an_unknown_order_is_not_found(uow: Uow) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}get_order(uow, ADA, new_id())


{{ async_ }}def test_a_caller_lists_only_their_orders(uow: Uow, order: Order) -> None:
    {{ await_ }}place(uow, BOB)

    page = {{ await_ }}list_orders(uow, ADA, Criteria(), limit=10)

    assert [listed.id for listed in page.orders] == [order.id]


{{ async_ }}def test_no_criterion_shows_the_orders_of_others(uow: Uow) -> None:
    {{ await_ }}place(uow, BOB)

    page = {{ await_ }}list_orders(uow, ADA, Criteria(owner_id=BOB.id), limit=10)

    assert page.orders == []


{{ async_ }}def test_an_admin_lists_all_orders(uow: Uow) -> None:
    placements = [{{ await_ }}place(uow, caller) for caller in (ADA, BOB)]

    assert {{ await_ }}all_orders(uow) == [placement.order.id for placement in placements]


@pytest.mark.parametrize(("limit", "has_more"), [(1, True), (2, False), (3, False)])
{{ async_ }}def test_a_page_tells_whether_more_follow(uow: Uow, limit: int, *, has_more: bool) -> None:
    for _ in range(2):
        {{ await_ }}place(uow)

    page = {{ await_ }}list_orders(uow, ADA, Criteria(), limit)

    assert (len(page.orders), page.has_more) == (min(limit, 2), has_more)


{{ async_ }}def test_statistics_are_of_the_callers_orders(uow: Uow) -> None:
    {{ await_ }}place(uow, BOB)

    stats = {{ await_ }}get_stats(uow, ADA)

    assert OrderStatus.PLACED not in stats.counts


{{ async_ }}def test_an_admins_statistics_are_of_all_orders(uow: Uow) -> None:
    for caller in (ADA, BOB):
        {{ await_ }}place(uow, caller)

    stats = {{ await_ }}get_stats(uow, ADMIN)

    assert stats.counts[OrderStatus.PLACED] == 2


{{ async_ }}def test_revenue_is_what_confirmed_orders_are_worth(uow: Uow, confirmed: Order) -> None:
    {{ await_ }}place(uow, item=CUP)

    stats = {{ await_ }}get_stats(uow, ADA)

    assert stats.revenue == [Money(confirmed.total, "EUR")]


{{ async_ }}def test_an_edit_is_stored(uow: Uow, order: Order) -> None:
    edited = {{ await_ }}edit_order(uow, ADA, order.id, "bob@example.com", [CUP], '"1"')

    stored = {{ await_ }}read(uow, order)

    assert (stored.customer_email, stored.total) == ("bob@example.com", Decimal("72.00"))
    assert asdict(stored) == asdict(edited)


{{ async_ }}def test_what_is_left_out_of_an_edit_stays(uow: Uow, order: Order) -> None:
    edited = {{ await_ }}edit_order(uow, ADA, order.id, "bob@example.com", None, '"1"')

    assert edited.total == order.total


{{ async_ }}def test_an_edit_names_the_version_that_it_changes(uow: Uow, order: Order) -> None:
    with pytest.raises(PreconditionRequiredError):
        {{ await_ }}edit_order(uow, ADA, order.id, "bob@example.com", None, None)


{{ async_ }}def test_of_two_edits_of_a_version_the_second_fails(uow: Uow, order: Order) -> None:
    {{ await_ }}edit_order(uow, ADA, order.id, "bob@example.com", None, '"1"')

    with pytest.raises(PreconditionFailedError):
        {{ await_ }}edit_order(uow, ADA, order.id, "eve@example.com", None, '"1"')

    stored = {{ await_ }}read(uow, order)
    assert stored.customer_email == "bob@example.com"


{{ async_ }}def test_a_confirmed_order_cannot_be_edited(uow: Uow, confirmed: Order) -> None:
    with pytest.raises(OrderNotEditableError):
        {{ await_ }}edit_order(uow, ADA, confirmed.id, "bob@example.com", None, "*")


{{ async_ }}def test_the_order_of_another_caller_cannot_be_edited(uow: Uow, order: Order) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}edit_order(uow, BOB, order.id, "bob@example.com", None, "*")

    stored = {{ await_ }}read(uow, order)
    assert stored.customer_email == order.customer_email


{{ async_ }}def test_an_unknown_order_cannot_be_edited(uow: Uow) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}edit_order(uow, ADA, new_id(), "bob@example.com", None, "*")


{{ async_ }}def test_a_cancellation_is_stored(uow: Uow, order: Order) -> None:
    {{ await_ }}cancel_order(uow, ADA, order.id)

    assert {{ await_ }}status(uow, order) == OrderStatus.CANCELLED


{{ async_ }}def test_cancelling_again_changes_nothing(uow: Uow, order: Order) -> None:
    first = {{ await_ }}cancel_order(uow, ADA, order.id)

    again = {{ await_ }}cancel_order(uow, ADA, order.id)

    assert asdict(again) == asdict(first)


{{ async_ }}def test_a_confirmed_order_cannot_be_cancelled(uow: Uow, confirmed: Order) -> None:
    with pytest.raises(OrderAlreadyConfirmedError):
        {{ await_ }}cancel_order(uow, ADA, confirmed.id)


{{ async_ }}def test_the_order_of_another_caller_cannot_be_cancelled(uow: Uow, order: Order) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}cancel_order(uow, BOB, order.id)

    assert {{ await_ }}status(uow, order) == OrderStatus.PLACED


{{ async_ }}def test_an_unknown_order_cannot_be_cancelled(uow: Uow) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}cancel_order(uow, ADA, new_id())


{{ async_ }}def test_a_deleted_order_is_gone(uow: Uow, order: Order) -> None:
    {{ await_ }}delete_order(uow, order.id)

    assert {{ await_ }}all_orders(uow) == []


{{ async_ }}def test_an_unknown_order_cannot_be_deleted(uow: Uow) -> None:
    with pytest.raises(NotFoundError):
        {{ await_ }}delete_order(uow, new_id())


{{ async_ }}def test_a_confirmation_is_stored(uow: Uow, order: Order, mailer: InMemoryMailer) -> None:
    {{ await_ }}confirm_order(uow, mailer, order.id)

    stored = {{ await_ }}read(uow, order)
    assert (stored.status, stored.version) == (OrderStatus.CONFIRMED, 2)


{{ async_ }}def test_the_customer_is_told(uow: Uow, order: Order, mailer: InMemoryMailer) -> None:
    {{ await_ }}confirm_order(uow, mailer, order.id)

    (mail,) = mailer.mails
    assert mail.to == "ada@example.com"
    assert str(order.id) in mail.text
    assert "9.00 EUR" in mail.text


{{ async_ }}def test_an_order_is_confirmed_once_however_often(
    uow: Uow, order: Order, mailer: InMemoryMailer
) -> None:
    for _ in range(3):
        {{ await_ }}confirm_order(uow, mailer, order.id)

    stored = {{ await_ }}read(uow, order)
    assert (stored.version, len(mailer.mails)) == (2, 1)


{{ async_ }}def test_a_cancelled_order_stays_so(uow: Uow, order: Order, mailer: InMemoryMailer) -> None:
    {{ await_ }}cancel_order(uow, ADA, order.id)

    {{ await_ }}confirm_order(uow, mailer, order.id)

    assert {{ await_ }}status(uow, order) == OrderStatus.CANCELLED
    assert mailer.mails == []


{{ async_ }}def test_an_order_that_is_gone_is_left_alone(uow: Uow, mailer: InMemoryMailer) -> None:
    {{ await_ }}confirm_order(uow, mailer, new_id())

    assert mailer.mails == []


{{ async_ }}def test_without_the_mail_the_confirmation_fails(
    uow: Uow, order: Order, mailer: InMemoryMailer
) -> None:
    mailer.is_down = True

    with pytest.raises(OSError, match="nobody takes the mail"):
        {{ await_ }}confirm_order(uow, mailer, order.id)

    assert {{ await_ }}status(uow, order) == OrderStatus.PLACED


{{ async_ }}def test_a_failed_confirmation_is_tried_again_at_once(
    uow: Uow, order: Order, mailer: InMemoryMailer
) -> None:
    mailer.is_down = True
    with pytest.raises(OSError, match="nobody takes the mail"):
        {{ await_ }}confirm_order(uow, mailer, order.id)
    mailer.is_down = False

    {{ await_ }}confirm_order(uow, mailer, order.id)

    assert {{ await_ }}status(uow, order) == OrderStatus.CONFIRMED


{{ async_ }}def test_while_the_mail_is_on_its_way_others_are_kept_out(uow: Uow, order: Order) -> None:
    class BusyMailer(InMemoryMailer):
        {{ async_ }}def send(self, mail: Mail) -> None:
            with pytest.raises(OrderAlreadyConfirmedError):
                {{ await_ }}cancel_order(uow, ADA, order.id)
            with pytest.raises(OrderNotEditableError):
                {{ await_ }}edit_order(uow, ADA, order.id, "bob@example.com", None, "*")
            with pytest.raises(TryLaterError):
                {{ await_ }}confirm_order(uow, self, order.id)
            {{ await_ }}super().send(mail)

    mailer = BusyMailer()
    {{ await_ }}confirm_order(uow, mailer, order.id)

    assert len(mailer.mails) == 1


{{ async_ }}def test_an_order_cancelled_while_its_mail_took_too_long_stays_cancelled(
    uow: Uow, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    class SlowMailer(InMemoryMailer):
        {{ async_ }}def send(self, mail: Mail) -> None:
            monkeypatch.setattr(domain, "utc_now", lambda: utc_now() + CONFIRMATION_LEASE)
            {{ await_ }}cancel_order(uow, ADA, order.id)
            {{ await_ }}super().send(mail)

    {{ await_ }}confirm_order(uow, SlowMailer(), order.id)

    assert {{ await_ }}status(uow, order) == OrderStatus.CANCELLED


{{ async_ }}def test_an_order_may_be_deleted_meanwhile(uow: Uow, order: Order) -> None:
    class DeletingMailer(InMemoryMailer):
        {{ async_ }}def send(self, mail: Mail) -> None:
            {{ await_ }}delete_order(uow, order.id)
            {{ await_ }}super().send(mail)

    {{ await_ }}confirm_order(uow, DeletingMailer(), order.id)

    assert {{ await_ }}all_orders(uow) == []
