ADA = Caller(new_id(), Role.USER, SCOPES[Role.USER])
BOB = Caller(new_id(), Role.USER, SCOPES[Role.USER])
ADMIN = Caller(new_id(), Role.ADMIN, SCOPES[Role.ADMIN])
TEA = Item("tea", 2, Money(Decimal("4.50"), "EUR"))
CUP = Item("cup", 6, Money(Decimal("12.00"), "USD"))
KEY = IdempotencyKey("key", "tea, please")
OTHER_REQUEST = IdempotencyKey("key", "a cup, please")


@pytest.fixture
def mailer() -> InMemoryMailer:
    return InMemoryMailer()


@pytest.fixture
{{ async_ }}def order(uow: Uow) -> Order:
    placement = {{ await_ }}place(uow)
    return placement.order


@pytest.fixture
{{ async_ }}def confirmed(uow: Uow, order: Order) -> Order:
    {{ await_ }}confirm_order(uow, InMemoryMailer(), order.id)
    return {{ await_ }}read(uow, order)


{{ async_ }}def read(uow: Uow, order: Order) -> Order:
    {{ async_ }}with uow.reading() as stores:
        stored = {{ await_ }}stores.orders.get(order.id)
    assert stored is not None
    return stored


{{ async_ }}def status(uow: Uow, order: Order) -> OrderStatus:
    stored = {{ await_ }}read(uow, order)
    return stored.status


{{ async_ }}def all_orders(uow: Uow) -> list[UUID]:
    page = {{ await_ }}list_orders(uow, ADMIN, Criteria(descending=False), limit=100)
    return [order.id for order in page.orders]
