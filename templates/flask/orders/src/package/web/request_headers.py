"""What requests about versioned resources say in their headers."""

from typing import Annotated

from pydantic import BaseModel, Field


class IdempotencyHeaders(BaseModel):
    """Makes a request that is sent twice count once."""

    key: Annotated[str, Field(min_length=1, max_length=255)] | None = Field(
        default=None, alias="idempotency-key"
    )


class ConditionalHeaders(BaseModel):
    """Name the version that the caller has read (RFC 9110, section 13.1)."""

    if_match: str | None = Field(
        default=None, alias="if-match", description="The ETag of the version to change."
    )


class CacheHeaders(BaseModel):
    """Name the version that the caller has at hand."""

    if_none_match: str | None = Field(
        default=None, alias="if-none-match", description="The ETag of the version at hand."
    )
