"""What an operator asks: is the process alive, can it serve, what has it done."""

from http import HTTPStatus

from ninja import Router
from prometheus_client import CONTENT_TYPE_LATEST

from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.checks import Liveness, Readiness, check_all
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.metrics import exposition
from {{ package_name }}.web.problems import problem
from {{ package_name }}.web.requests import (
    Request,
    Response,
    application_of,
    container_of,
)

router = Router(tags=["probes"])


@router.get("/livez", auth=PUBLIC, response=Liveness)
def livez(request: Request) -> Liveness:  # noqa: ARG001 - django-ninja passes it
    """Tell that the process answers; nothing else is touched."""
    return Liveness()


@router.get("/readyz", auth=PUBLIC, response=Readiness, openapi_extra={"responses": problems(503)})
def readyz(request: Request) -> Readiness | Response:
    """Tell whether the service can serve: its database and its broker answer within a second."""
    container = container_of(request)
    pings = {"database": container.database.ping}
    if container.queue.broker:
        pings["broker"] = container.queue.ping
{% if auth == "oidc" %}
    if container.identity_provider is not None:
        pings["identity_provider"] = container.identity_provider.ping
{% endif %}
    checks = check_all(pings)
    if application_of(request).drain.started:
        checks["server"] = "draining"
    if set(checks.values()) == {"ok"}:
        return Readiness(checks=checks)
    return problem(
        request,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "not_ready",
        "The service cannot serve requests now.",
        extensions={"checks": checks},
    )


@router.get("/metrics", auth=PUBLIC, openapi_extra={"responses": problems(404)})
def metrics(request: Request) -> Response:
    """Return the metrics in the Prometheus text format, where they are switched on."""
    if not container_of(request).settings.metrics_enabled:
        raise NotFoundError
    return Response(exposition(), CONTENT_TYPE_LATEST)
