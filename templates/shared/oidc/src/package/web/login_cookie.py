"""The cookie in which a browser keeps its login while it is at the identity provider."""

from {{ package_name }}.settings import Settings
from {{ package_name }}.web.document import header
from {{ package_name }}.web.session_cookie import ATTRIBUTES

# As with the session's: no other host can plant one, over plain HTTP the prefix cannot be.
PRODUCTION_NAME = "__Host-login"
DEVELOPMENT_NAME = "login"
MAX_AGE = 600

REDIRECT = {
    "Location": header("Where the browser goes."),
    "Set-Cookie": header("What the browser keeps."),
}


def login_cookie_name(settings: Settings) -> str:
    """Return what the cookie is called."""
    return PRODUCTION_NAME if settings.production else DEVELOPMENT_NAME


def login_cookie(settings: Settings, attempt: str, max_age: int = MAX_AGE) -> str:
    """Return the `Set-Cookie` header that hands a login over."""
    attributes = f"; Max-Age={max_age}{ATTRIBUTES}{'; Secure' if settings.production else ''}"
    return f"{login_cookie_name(settings)}={attempt}{attributes}"


def no_login_cookie(settings: Settings) -> str:
    """Return the `Set-Cookie` header that takes it away."""
    return login_cookie(settings, "", 0)
