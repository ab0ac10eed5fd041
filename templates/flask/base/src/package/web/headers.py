"""What the service tells browsers, and which hosts it serves."""

from http import HTTPStatus

from flask import Response, request

from {{ package_name }}.web.context import get_container
{% if auth != "none" %}
from {{ package_name }}.web.policy import (
    AUTH_PREFIX,
    HSTS,
    PROBES,
    SECURITY_HEADERS,
    serves_host,
)
{% else %}
from {{ package_name }}.web.policy import (
    HSTS,
    PROBES,
    SECURITY_HEADERS,
    serves_host,
)
{% endif %}
from {{ package_name }}.web.problems import problem


class SecurityHeaders:
    """Tell browsers to be strict; a route that needs more, such as the docs, says so itself."""

    def __init__(self, *, hsts: bool) -> None:
        self.headers = SECURITY_HEADERS | ({"Strict-Transport-Security": HSTS} if hsts else {})

    def __call__(self, response: Response) -> Response:
        """Add the headers to the answer."""
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
{% if auth != "none" %}
        if request.path.startswith(AUTH_PREFIX):
            response.headers["Cache-Control"] = "no-store"
{% endif %}
        return response


def refuse_foreign_host() -> Response | None:
    """Refuse a `Host` that is not ours. Probes are exempt: they call a machine by its address."""
    allowed = get_container().settings.allowed_hosts
    if request.path in PROBES or serves_host(request.environ.get("HTTP_HOST", ""), allowed):
        return None
    return problem(HTTPStatus.BAD_REQUEST, "bad_host", "This host is not served here.")
