"""Entity tags and conditional requests (RFC 9110, sections 8.8.3 and 13)."""

import re

from {{ package_name }}.errors import PreconditionFailedError, PreconditionRequiredError

TAG = re.compile(r'(?:W/)?"[^"]*"')


def etag(version: int) -> str:
    """Make the strong tag of a version."""
    return f'"{version}"'


def require_match(if_match: str | None, version: int) -> None:
    """Check that the caller changes the version that it has read.

    Raises:
        PreconditionRequiredError: The request has no `If-Match`.
        PreconditionFailedError: Another version is current; a weak tag never matches.
    """
    if if_match is None:
        raise PreconditionRequiredError
    if if_match.strip() != "*" and etag(version) not in TAG.findall(if_match):
        raise PreconditionFailedError


def is_unchanged(if_none_match: str | None, version: int) -> bool:
    """Tell whether the caller already has this version; weak tags count here."""
    if if_none_match is None:
        return False
    tags = (tag.removeprefix("W/") for tag in TAG.findall(if_none_match))
    return if_none_match.strip() == "*" or etag(version) in tags
