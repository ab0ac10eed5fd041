"""Identifiers."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Make a UUIDv7 (RFC 9562, section 5.7): unique, and sorted by the time it was made."""
    return uuid7()
