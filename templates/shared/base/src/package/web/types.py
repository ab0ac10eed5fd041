"""Types of values on the wire."""

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

# As browsers check <input type=email>, but with a dot in the domain, and without the "=" and "?" of
# encoded words (RFC 2047), which mail headers would decode into other addresses.
EMAIL = (
    r"^[A-Za-z0-9.!#$%&'*+/^_`{|}~-]{1,64}"
    r"@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$"
)

RFC_3339 = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}")


def _is_rfc_3339(value: object) -> object:
    """Refuse what Pydantic would read too, such as a number of seconds."""
    if isinstance(value, str) and not RFC_3339.match(value):
        message = "must be a time such as 2026-01-31T12:00:00Z"
        raise ValueError(message)
    return value


def _to_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        message = "must lie between the years 1 and 9999 in UTC"
        raise ValueError(message) from None


def format_utc(value: datetime) -> str:
    """Write a time in UTC, to the microsecond."""
    return value.isoformat(timespec="microseconds").replace("+00:00", "Z")


EmailAddress = Annotated[str, Field(max_length=254, pattern=EMAIL)]
UtcTimestamp = Annotated[
    AwareDatetime,
    BeforeValidator(_is_rfc_3339),
    AfterValidator(_to_utc),
    PlainSerializer(format_utc, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class Input(BaseModel):
    """A request body; what it does not know, it refuses."""

    model_config = ConfigDict(extra="forbid")
