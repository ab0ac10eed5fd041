"""The cookie in which a browser keeps the token of its session (RFC 6265)."""

from {{ package_name }}.settings import Settings
from {{ package_name }}.web.document import header

# The prefix makes browsers refuse the cookie from other hosts and without TLS (RFC 6265bis,
# section 4.1.3.2), so that nobody plants a session of theirs.
PRODUCTION_NAME = "__Host-session"
# Over plain HTTP, where the prefix and `Secure` cannot be.
DEVELOPMENT_NAME = "session"
# Without `Max-Age`: browsers forget it when they close, and the server ends the session anyway.
ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax"

SET_COOKIE = {"Set-Cookie": header("The token of the session, or its removal.")}
SECURITY_SCHEMES = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": PRODUCTION_NAME,
        "description": f"`{DEVELOPMENT_NAME}` outside production, over plain HTTP.",
    }
}


def cookie_name(settings: Settings) -> str:
    """Return what the cookie is called."""
    return PRODUCTION_NAME if settings.production else DEVELOPMENT_NAME


def session_cookie(settings: Settings, token: str) -> str:
    """Return the `Set-Cookie` header that hands a token over."""
    return f"{cookie_name(settings)}={token}{_attributes(settings)}"


def no_session_cookie(settings: Settings) -> str:
    """Return the `Set-Cookie` header that takes the token away."""
    return f"{cookie_name(settings)}=; Max-Age=0{_attributes(settings)}"


def _attributes(settings: Settings) -> str:
    return f"{ATTRIBUTES}; Secure" if settings.production else ATTRIBUTES
