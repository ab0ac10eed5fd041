"""What goes over the wire."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from {{ package_name }}.api_key_rules import Grant, has_expired
from {{ package_name }}.callers import Scope
from {{ package_name }}.web.types import Input, UtcTimestamp


def _lies_ahead(value: datetime) -> datetime:
    if has_expired(value):
        message = "must be in the future"
        raise ValueError(message)
    return value


class ApiKeyIn(Input):
    """A new key. Without an end it works until it is revoked."""

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
    scopes: Annotated[list[Scope], Field(min_length=1)]
    expires_at: Annotated[UtcTimestamp, AfterValidator(_lies_ahead)] | None = None

    def grant(self) -> Grant:
        """Return what is asked for."""
        return Grant(self.name, frozenset(self.scopes), self.expires_at)


class ApiKeyOut(BaseModel):
    """A key, without what would let anybody use it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    scopes: list[str]
    expires_at: UtcTimestamp | None
    created_at: UtcTimestamp


class IssuedApiKey(ApiKeyOut):
    """A new key, and the text to send, which is shown this once."""

    key: str


class ApiKeyPage(BaseModel):
    """Some keys, the newest first, and where the next ones begin."""

    items: list[ApiKeyOut]
    next_cursor: UUID | None


class ApiKeyFilter(BaseModel):
    """Which keys to list: so many, after the last one of the page before."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: UUID | None = None
