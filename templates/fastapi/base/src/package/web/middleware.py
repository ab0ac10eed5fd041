"""What happens to every request before and after its route."""

import time
from http import HTTPStatus

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from {{ package_name }}.ids import new_id
from {{ package_name }}.web import metrics
from {{ package_name }}.web.policy import (
    HSTS,
    PROBES,
    REQUEST_ID,
    SECURITY_HEADERS,
    serves_host,
)
from {{ package_name }}.web.problems import problem

# As nginx calls a request whose client did not wait for the answer.
CLIENT_GONE = 499
log = structlog.get_logger(__name__)


class RequestContextMiddleware:
    """Give each request an id, write it to the access log, count it, and answer what nobody caught.

    All that may fail lies within it; only what adds headers to every answer is further out.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else str(new_id())
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        status: int | None = None

        async def remember_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        start = time.perf_counter()
        try:
            await self.app(scope, receive, remember_status)
        except Exception:
            log.exception("unhandled_error")
            if status is not None:
                raise
            answer = problem(scope, HTTPStatus.INTERNAL_SERVER_ERROR)
            await answer(scope, receive, remember_status)
        finally:
            _record(scope, status or CLIENT_GONE, time.perf_counter() - start)


def _record(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path_format", "unmatched")
    method = scope.get("sent_method", scope["method"])
    label = method if route != "unmatched" else "ANY"
    metrics.REQUESTS.labels(label, route, status).inc()
    metrics.LATENCY.labels(label, route, status).observe(seconds)
    write = log.debug if scope["path"] in PROBES else log.info
    write(
        "request",
        method=method,
        route=route,
        status=int(status),  # a member of HTTPStatus would be written with its name
        duration_ms=round(seconds * 1000, 1),
    )


class SecurityHeadersMiddleware:
    """Tell browsers to be strict; a route that needs more, such as the docs, says so itself."""

    def __init__(self, app: ASGIApp, *, hsts: bool) -> None:
        self.app = app
        self.headers = SECURITY_HEADERS | ({"Strict-Transport-Security": HSTS} if hsts else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the answer."""

        async def add_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, add_headers)


class AllowedHostsMiddleware:
    """Refuse a `Host` that is not ours. Probes are exempt: they call a machine by its address."""

    def __init__(self, app: ASGIApp, *, allowed: list[str]) -> None:
        self.app = app
        self.allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request for one of our hosts on."""
        if scope["type"] != "http" or scope["path"] in PROBES or self._serves(scope):
            await self.app(scope, receive, send)
            return
        answer = problem(scope, HTTPStatus.BAD_REQUEST, "bad_host", "This host is not served here.")
        await answer(scope, receive, send)

    def _serves(self, scope: Scope) -> bool:
        return serves_host(Headers(scope=scope).get("host", ""), self.allowed)


class HeadMiddleware:
    """Answer HEAD wherever GET is answered (RFC 9110, section 9.3.2); the server drops the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the route see a GET, and the log what was sent."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET", "sent_method": "HEAD"}
        await self.app(scope, receive, send)
