"""Requests that a page of another origin makes a browser send, with the cookie it has of us."""

from {{ package_name }}.errors import ForbiddenError
from {{ package_name }}.settings import Settings
from {{ package_name }}.web.policy import API_PREFIX, AUTH_PREFIX

# They change nothing (RFC 9110, section 9.2.1), and the answer is not for the other page to read.
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# Whoever is signed in by another page works in the account of somebody else without knowing.
LOGIN = f"{AUTH_PREFIX}/login"


class CsrfError(ForbiddenError):
    """The request comes from a page of another origin."""

    code = "csrf_failed"
    message = "A page of another origin may not send this."


def may_be_forged(method: str, path: str, *, has_cookie: bool) -> bool:
    """Tell whether a request does something in the name of whoever has the browser."""
    if method in SAFE_METHODS or not path.startswith(API_PREFIX):
        return False
    return has_cookie or path == LOGIN


def check_origin(
    settings: Settings,
    *,
    origin: str | None,
    fetch_site: str | None,
    scheme: str,
    host: str,
) -> None:
    """Refuse what a page of another origin sends.

    Every browser of today names the origin with an unsafe method (Fetch Standard, section 3.2). A
    client that names none is no browser, and has put the cookie in itself.

    Args:
        settings: Where our own pages may have other origins.
        origin: The `Origin` header; `null` is nobody's.
        fetch_site: The `Sec-Fetch-Site` header (Fetch Metadata, section 2.4).
        scheme: Of the request; in production browsers send the cookie over TLS alone.
        host: The `Host` header.

    Raises:
        CsrfError: It is foreign.
    """
    ours = f"{'https' if settings.production else scheme}://{host.lower()}"
    foreign = origin is not None and origin != ours and origin not in settings.cors_origins
    if foreign or fetch_site == "cross-site":
        raise CsrfError
