"""The beginning and the end of every request: its id, its log line and its metrics."""

import re
import time

import structlog
from flask import Response, g, request

from {{ package_name }}.ids import new_id
from {{ package_name }}.web import metrics
from {{ package_name }}.web.policy import PROBES, REQUEST_ID

log = structlog.get_logger(__name__)


def begin_request() -> None:
    """Give the request an id, and let the log know it."""
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else str(new_id())
    g.started = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def finish_request(response: Response) -> Response:
    """Send the id back, write the access log and count the request."""
    response.headers["X-Request-ID"] = g.request_id
    seconds = time.perf_counter() - g.started
    route = route_template()
    label = request.method if route != "unmatched" else "ANY"
    metrics.REQUESTS.labels(label, route, response.status_code).inc()
    metrics.LATENCY.labels(label, route, response.status_code).observe(seconds)
    write = log.debug if request.path in PROBES else log.info
    write(
        "request",
        method=request.method,
        route=route,
        status=response.status_code,
        duration_ms=round(seconds * 1000, 1),
    )
    return response


def forget_request(_error: BaseException | None = None) -> None:
    """Let no later line of this thread carry the id."""
    structlog.contextvars.clear_contextvars()


def route_template() -> str:
    """Return the path of the route with its variables in braces, as OpenAPI has it."""
    if request.url_rule is None:
        return "unmatched"
    return to_template(request.url_rule.rule)


def to_template(rule: str) -> str:
    """Write `/orders/<uuid:order_id>` as `/orders/{order_id}`."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)
