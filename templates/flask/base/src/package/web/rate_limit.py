"""The rate limit of the API."""

from flask import Response, g, request

from {{ package_name }}.adapters.rate_limits import API_LIMIT
from {{ package_name }}.errors import RateLimitedError
from {{ package_name }}.web.addresses import network_of
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.problems import service_error


def limit_rate() -> Response | None:
    """Count what one address asks of the API, and refuse what is too much."""
    limiter = get_container().limiter
    if not limiter.enabled or not request.path.startswith(API_PREFIX):
        return None
    usage = limiter.hit(API_LIMIT, client_address())
    g.rate_headers = usage.headers()
    return service_error(RateLimitedError()) if usage.exceeded else None


def tell_rate(response: Response) -> Response:
    """Say what is left of the limit."""
    for name, value in g.get("rate_headers", {}).items():
        response.headers.setdefault(name, value)
    return response


def client_address() -> str:
    """Return the address a request came from, as the trusted proxies tell it."""
    return network_of(request.remote_addr or "unknown")
