"""What an operator asks: is the process alive, can it serve, what has it done."""

import threading
import time
from collections.abc import Callable
from http import HTTPStatus

from ninja import Router
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel

from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.metrics import exposition
from {{ package_name }}.web.problems import problem
from {{ package_name }}.web.requests import (
    Request,
    Response,
    application_of,
    container_of,
)

CHECK_SECONDS = 1.0

router = Router(tags=["probes"])


class Liveness(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Each thing that the service needs, and whether it answers."""

    status: str = "ok"
    checks: dict[str, str]


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
    checks = _check(pings)
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


def _check(pings: dict[str, Callable[[], None]]) -> dict[str, str]:
    """Wait a second for the answers, no longer: giving a dead connection up takes its own time."""
    checks = dict.fromkeys(pings, "unavailable")

    def check(name: str) -> None:
        pings[name]()
        checks[name] = "ok"

    threads = [_Quiet(target=check, args=(name,), daemon=True) for name in pings]
    end = time.monotonic() + CHECK_SECONDS
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return dict(checks)


class _Quiet(threading.Thread):
    """A thread that ends at the first exception and tells nobody."""

    def run(self) -> None:
        try:
            super().run()
        except Exception:  # noqa: BLE001 - whatever the driver raises when there is no answer
            return


@router.get("/metrics", auth=PUBLIC, openapi_extra={"responses": problems(404)})
def metrics(request: Request) -> Response:
    """Return the metrics in the Prometheus text format, where they are switched on."""
    if not container_of(request).settings.metrics_enabled:
        raise NotFoundError
    return Response(exposition(), CONTENT_TYPE_LATEST)
