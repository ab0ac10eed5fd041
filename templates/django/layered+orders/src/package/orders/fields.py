"""The column of an amount."""

from decimal import Decimal
from typing import Any

from django.db import models

HUNDREDTHS = 100


class AmountField(models.BigIntegerField):  # type: ignore[type-arg] # it takes none when it runs
    """An exact amount, kept as a whole number of hundredths; SQLite has no decimals."""

    # What a model is given and gives, for the type checker of Django's models.
    _pyi_private_set_type: Decimal  # type: ignore[assignment] # no number is kept as it is
    _pyi_private_get_type: Decimal  # type: ignore[assignment] # as above

    description = "An amount with two decimal places"

    def from_db_value(self, value: int | None, *_context: Any) -> Decimal | None:  # noqa: ANN401 - Django's
        """Return the amount."""
        return None if value is None else Decimal(value) / HUNDREDTHS

    def to_python(self, value: Any) -> Decimal | None:  # noqa: ANN401 - whatever a form holds
        """Read an amount."""
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:  # noqa: ANN401 - as above
        """Count the hundredths."""
        return None if value is None else int(value * HUNDREDTHS)
