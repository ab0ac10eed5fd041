"""What an operator asks: is the process alive, can it serve, what has it done."""

from http import HTTPStatus

from flask import Blueprint, Response, current_app
from prometheus_client import CONTENT_TYPE_LATEST

from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.checks import Liveness, Readiness, check_all
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.metrics import exposition
from {{ package_name }}.web.operations import operation
from {{ package_name }}.web.problems import problem

blueprint = Blueprint("probes", __name__)


@blueprint.get("/livez")
@operation(PUBLIC, answer=Liveness)
def livez() -> Liveness:
    """Tell that the process answers; nothing else is touched."""
    return Liveness()


@blueprint.get("/readyz")
@operation(PUBLIC, answer=Readiness, responses=problems(503))
def readyz() -> Readiness | Response:
    """Tell whether the service can serve: its database and its broker answer within a second."""
    container = get_container()
    pings = {"database": container.database.ping}
    if container.queue.broker:
        pings["broker"] = container.queue.ping
{% if auth == "oidc" %}
    if container.identity_provider is not None:
        pings["identity_provider"] = container.identity_provider.ping
{% endif %}
    checks = check_all(pings)
    if current_app.extensions["drain"].started:
        checks["server"] = "draining"
    if set(checks.values()) == {"ok"}:
        return Readiness(checks=checks)
    return problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "not_ready",
        "The service cannot serve requests now.",
        extensions={"checks": checks},
    )


@blueprint.get("/metrics")
@operation(PUBLIC, responses=problems(404))
def metrics() -> Response:
    """Return the metrics in the Prometheus text format, where they are switched on."""
    if not get_container().settings.metrics_enabled:
        raise NotFoundError
    return Response(exposition(), content_type=CONTENT_TYPE_LATEST)
