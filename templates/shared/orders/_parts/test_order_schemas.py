HUNDRED_LINES = [line_body(str(number)) for number in range(100)]


def test_lines_are_read_exactly() -> None:
    order = OrderIn.model_validate(order_body(line_body("tea", 3, "0.10", "EUR")))

    assert order.items() == [Item("tea", 3, Money(Decimal("0.10"), "EUR"))]


@pytest.mark.parametrize(
    "body",
    [
        order_body(*HUNDRED_LINES),
        order_body(line_body("aZ09._-")),
        order_body(line_body("x" * 64)),
        order_body(line_body(quantity=10_000, amount="9999999999.99")),
        order_body(line_body(amount="0.00")),
    ],
)
def test_an_order_may_go_to_its_limits(body: dict[str, Any]) -> None:
    OrderIn.model_validate(body)


@pytest.mark.parametrize(
    ("body", "location"),
    [
        ({"lines": [line_body()]}, ("customer_email",)),
        (order_body(customer_email="ada"), ("customer_email",)),
        (order_body() | {"status": "confirmed"}, ("status",)),
        (order_body() | {"lines": []}, ("lines",)),
        (order_body(*HUNDRED_LINES, line_body()), ("lines",)),
        (order_body(line_body("tea"), line_body("tea")), ("lines",)),
        (order_body(line_body("tea"), line_body("cup", currency="USD")), ("lines",)),
        (order_body(line_body("")), ("lines", 0, "sku")),
        (order_body(line_body("green tea")), ("lines", 0, "sku")),
        (order_body(line_body("tea\n")), ("lines", 0, "sku")),
        (order_body(line_body("x" * 65)), ("lines", 0, "sku")),
        (order_body(line_body(quantity=0)), ("lines", 0, "quantity")),
        (order_body(line_body(quantity=10_001)), ("lines", 0, "quantity")),
        (order_body(line_body(amount="4.5")), ("lines", 0, "unit_price", "amount")),
        (order_body(line_body(amount="4.500")), ("lines", 0, "unit_price", "amount")),
        (order_body(line_body(amount="-4.50")), ("lines", 0, "unit_price", "amount")),
        (order_body(line_body(amount="04.50")), ("lines", 0, "unit_price", "amount")),
        (order_body(line_body(amount="10000000000.00")), ("lines", 0, "unit_price", "amount")),
        (order_body(line_body(currency="XXX")), ("lines", 0, "unit_price", "currency")),
        (order_body(line_body(currency="eur")), ("lines", 0, "unit_price", "currency")),
        (order_body(line_body() | {"discount": 1}), ("lines", 0, "discount")),
        (order_body(line_body() | {"quantity": "2"}), ("lines", 0, "quantity")),
        (order_body(line_body() | {"quantity": True}), ("lines", 0, "quantity")),
    ],
)
def test_an_order_that_breaks_a_rule_is_refused(
    body: dict[str, Any], location: tuple[str | int, ...]
) -> None:
    with pytest.raises(ValidationError) as error:
        OrderIn.model_validate(body)

    assert [fault["loc"] for fault in error.value.errors()] == [location]


def test_a_patch_leaves_out_what_stays() -> None:
    patch = OrderPatch.model_validate({})

    assert (patch.email(), patch.items()) == (None, None)


@pytest.mark.parametrize(
    ("body", "member"),
    [
        ({"customer_email": None}, "customer_email"),
        ({"customer_email": ""}, "customer_email"),
        ({"lines": None}, "lines"),
        ({"lines": []}, "lines"),
        ({"lines": [line_body("tea"), line_body("tea")]}, "lines"),
        ({"status": "confirmed"}, "status"),
    ],
)
def test_a_patch_that_breaks_a_rule_is_refused(body: dict[str, Any], member: str) -> None:
    with pytest.raises(ValidationError) as error:
        OrderPatch.model_validate(body)

    assert [fault["loc"] for fault in error.value.errors()] == [(member,)]
