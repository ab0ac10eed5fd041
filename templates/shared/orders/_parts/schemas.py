AMOUNT = r"^(0|[1-9][0-9]{0,9})\.[0-9]{2}$"
# Sums of amounts have no bound.
TOTAL = r"^(0|[1-9][0-9]*)\.[0-9]{2}$"
SKU = r"^[A-Za-z0-9._-]{1,64}$"


def _check_currency(value: str) -> str:
    if value not in CURRENCIES:
        message = "must be an active ISO 4217 code"
        raise ValueError(message)
    return value


def _whole(value: object) -> object:
    """Take 4.0 for 4, as JSON does not tell them apart, but neither "4" nor true."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _check_lines(lines: list["LineIn"]) -> list["LineIn"]:
    if len({line.unit_price.currency for line in lines}) > 1:
        message = "all lines must be in one currency"
        raise ValueError(message)
    if len({line.sku for line in lines}) < len(lines):
        message = "a SKU may stand in one line only"
        raise ValueError(message)
    return lines


Currency = Annotated[
    str, AfterValidator(_check_currency), Field(json_schema_extra={"enum": sorted(CURRENCIES)})
]


class MoneyIn(Input):
    """An amount with two decimal places, as text, and its currency."""

    amount: Annotated[str, Field(pattern=AMOUNT, examples=["12.50"])]
    currency: Currency


class LineIn(Input):
    """So many pieces of one thing."""

    sku: Annotated[str, Field(pattern=SKU)]
    quantity: Annotated[int, Field(strict=True, ge=1, le=10_000), BeforeValidator(_whole)]
    unit_price: MoneyIn

    def to_item(self) -> Item:
        """Read the amount."""
        price = Money(Decimal(self.unit_price.amount), self.unit_price.currency)
        return Item(self.sku, self.quantity, price)


Lines = Annotated[list[LineIn], Field(min_length=1, max_length=100), AfterValidator(_check_lines)]


class OrderIn(Input):
    """A new order."""

    customer_email: EmailAddress
    lines: Lines

    def items(self) -> list[Item]:
        """Return the lines as the model knows them."""
        return [line.to_item() for line in self.lines]


class OrderPatch(Input):
    """A merge patch of an order (RFC 7396): what is left out stays as it is.

    Both members are required in an order, so neither can be null. An empty one cannot be sent
    either, and stands for one that was left out.
    """

    customer_email: EmailAddress = Field(default_factory=str)
    lines: Lines = Field(default_factory=list)

    def email(self) -> str | None:
        """Return the new e-mail, or None where it stays."""
        return self.customer_email or None

    def items(self) -> list[Item] | None:
        """Return the new lines, or None where they stay."""
        return [line.to_item() for line in self.lines] or None


class MoneyOut(BaseModel):
    """An amount with two decimal places, as text, and its currency."""

    amount: Annotated[str, Field(pattern=TOTAL, examples=["12.50"])]
    currency: Annotated[str, Field(examples=["EUR"])]

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> Self:
        """Write an amount."""
        return cls(amount=f"{amount:.2f}", currency=currency)


class LineOut(BaseModel):
    """So many pieces of one thing."""

    sku: str
    quantity: int
    unit_price: MoneyOut

    @classmethod
    def of(cls, line: {{ "OrderLine | LineView" if architecture == "cqrs" else "OrderLine" }}, currency: str) -> Self:
        """Show a line."""
        price = MoneyOut.of(line.unit_price, currency)
        return cls(sku=line.sku, quantity=line.quantity, unit_price=price)


class OrderOut(BaseModel):
    """An order."""

    id: UUID
    status: OrderStatus
    customer_email: str
    lines: list[LineOut]
    total: MoneyOut
    created_at: UtcTimestamp
    updated_at: UtcTimestamp
    version: int

    @classmethod
    def of(cls, order: {{ "Order | OrderView" if architecture == "cqrs" else "Order" }}) -> Self:
        """Show an order."""
        return cls(
            id=order.id,
            status=order.status,
            customer_email=order.customer_email,
            lines=[LineOut.of(line, order.currency) for line in order.lines],
            total=MoneyOut.of(order.total, order.currency),
            created_at=order.created_at,
            updated_at=order.updated_at,
            version=order.version,
        )


class OrderPage(BaseModel):
    """Some orders, and where the next ones begin."""

    items: list[OrderOut]
    next_cursor: str | None


class OrderStats(BaseModel):
    """How many orders there are of each status, and what the confirmed ones are worth."""

    placed: int
    confirmed: int
    cancelled: int
    revenue: list[MoneyOut]
{% if architecture != "layered" %}

    @classmethod
    def of(cls, stats: Stats) -> Self:
        """Show the sums."""
        return cls(
            placed=stats.counts.get(OrderStatus.PLACED, 0),
            confirmed=stats.counts.get(OrderStatus.CONFIRMED, 0),
            cancelled=stats.counts.get(OrderStatus.CANCELLED, 0),
            revenue=[MoneyOut.of(money.amount, money.currency) for money in stats.revenue],
        )
{% endif %}


class OrderFilter(BaseModel):
    """Which orders to list, and in which order."""

    status: OrderStatus | None = None
    created_from: UtcTimestamp | None = None
    created_to: UtcTimestamp | None = None
    sort: Literal["created_at", "-created_at"] = "-created_at"
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str | None, Field(max_length=1000)] = None
