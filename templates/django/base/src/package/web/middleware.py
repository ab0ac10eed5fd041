"""What happens to every request before and after its route."""

import re
import time
from collections.abc import Callable
from http import HTTPStatus

import structlog
{% if accounts %}
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csp import ContentSecurityPolicyMiddleware
{% else %}
from django.http.response import HttpResponseBase
{% endif %}

from {{ package_name }}.ids import new_id
from {{ package_name }}.web import metrics
from {{ package_name }}.web.negotiation import READABLE, accepts
from {{ package_name }}.web.policy import (
    API_PREFIX,
{% if auth != "none" %}
    AUTH_PREFIX,
{% endif %}
    HSTS,
    PROBES,
    REQUEST_ID,
    SECURITY_HEADERS,
    serves_host,
)
from {{ package_name }}.web.problems import ADMIN, foreign_host, problem
from {{ package_name }}.web.requests import (
    Request,
    Response,
    application_of,
    container_of,
)

Handler = Callable[[Request], HttpResponseBase]

log = structlog.get_logger(__name__)


def answer_head(get_response: Handler) -> Handler:
    """Answer HEAD wherever GET is answered (RFC 9110, section 9.3.2), without the body."""

    def middleware(request: Request) -> HttpResponseBase:
        if request.method != "HEAD":
            return get_response(request)
        request.method = "GET"
        response = get_response(request)
        if isinstance(response, Response):
            response.content = b""
        return response

    return middleware


def add_security_headers(get_response: Handler) -> Handler:
    """Tell browsers to be strict; a route that needs more, such as the docs, says so itself."""

    def middleware(request: Request) -> HttpResponseBase:
        response = get_response(request)
        if container_of(request).settings.production:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        if not request.path.startswith(ADMIN):
            for name, value in SECURITY_HEADERS.items():
                if name not in response.headers:
                    response.headers[name] = value
{% if auth != "none" %}
        if request.path.startswith(AUTH_PREFIX):
            response.headers["Cache-Control"] = "no-store"
{% endif %}
        return response

    return middleware


def record_requests(get_response: Handler) -> Handler:
    """Give each request an id, write it to the access log and count it."""

    def middleware(request: Request) -> HttpResponseBase:
        request.urlconf = application_of(request).urlconf
        given = request.headers.get("X-Request-ID", "")
        request.request_id = given if REQUEST_ID.fullmatch(given) else str(new_id())
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id)
        start = time.perf_counter()
        response = get_response(request)
        response["X-Request-ID"] = request.request_id
        if isinstance(response, Response):
            response["Content-Length"] = str(len(response.content))
        _record(request, response.status_code, time.perf_counter() - start)
        return response

    return middleware


def _record(request: Request, status: int, seconds: float) -> None:
    route = "unmatched" if status == HTTPStatus.METHOD_NOT_ALLOWED else route_template(request)
    method = request.META["REQUEST_METHOD"]
    label = method if route != "unmatched" else "ANY"
    metrics.REQUESTS.labels(label, route, status).inc()
    metrics.LATENCY.labels(label, route, status).observe(seconds)
    write = log.debug if request.path in PROBES else log.info
    write(
        "request",
        method=method,
        route=route,
        status=int(status),  # a member of HTTPStatus would be written with its name
        duration_ms=round(seconds * 1000, 1),
    )


def route_template(request: Request) -> str:
    """Return the path of the route with its variables in braces, as OpenAPI has it."""
    if request.resolver_match is None:
        return "unmatched"
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", request.resolver_match.route)


class NegotiationMiddleware:
    """Refuse who cannot read JSON before the route does anything, as all the API has is JSON."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Serve one request."""
        return self.get_response(request)

    def process_view(self, request: Request, *_view: object) -> Response | None:
        """Look at what the client can read, once there is a route."""
        wanted = request.headers.get("Accept") or "*/*"
        if request.path.startswith(API_PREFIX) and not accepts(wanted, READABLE):
            return problem(request, HTTPStatus.NOT_ACCEPTABLE)
        return None


def refuse_foreign_hosts(get_response: Handler) -> Handler:
    """Refuse a `Host` that is not ours. Probes are exempt: they call a machine by its address."""

    def middleware(request: Request) -> HttpResponseBase:
        allowed = container_of(request).settings.allowed_hosts
        if request.path in PROBES or serves_host(request.META.get("HTTP_HOST", ""), allowed):
            return get_response(request)
        return foreign_host(request)

    return middleware
{% if accounts %}


class AdminPolicyMiddleware(ContentSecurityPolicyMiddleware):
    """Give the pages of the admin Django's policy `SECURE_CSP`; the rest has a stricter one.

    Without a referrer a browser would send the admin's forms with the origin `null`, which Django's
    CSRF protection refuses.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Add the headers."""
        if not request.path.startswith(ADMIN):
            return response
        response.headers["Referrer-Policy"] = "same-origin"
        return super().process_response(request, response)
{% endif %}
