"""Types of values on the wire."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
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


def _to_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        message = "must lie between the years 1 and 9999 in UTC"
        raise ValueError(message) from None


def _format_utc(value: datetime) -> str:
    return value.isoformat(timespec="microseconds").replace("+00:00", "Z")


EmailAddress = Annotated[str, Field(max_length=254, pattern=EMAIL)]
UtcTimestamp = Annotated[
    AwareDatetime,
    AfterValidator(_to_utc),
    PlainSerializer(_format_utc, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


class Input(BaseModel):
    """A request body; what it does not know, it refuses."""

    model_config = ConfigDict(extra="forbid")
