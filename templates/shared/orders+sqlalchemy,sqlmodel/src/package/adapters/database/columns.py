"""Column types of orders."""

from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, TypeDecorator

HUNDREDTHS = 100


class Amount(TypeDecorator[Decimal]):
    """An exact amount, kept as a whole number of hundredths; SQLite has no decimals."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        """Count the hundredths."""
        return None if value is None else int(value * HUNDREDTHS)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Decimal | None:
        """Return the amount."""
        return None if value is None else Decimal(value) / HUNDREDTHS
