"""What an operator asks: is the process alive, can it serve, what has it done."""

import asyncio
from collections.abc import Coroutine
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel

from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.document import problems
from {{ package_name }}.web.metrics import exposition
from {{ package_name }}.web.problems import problem

CHECK_SECONDS = 1.0

router = APIRouter(dependencies=[PUBLIC], tags=["probes"])


class Liveness(BaseModel):
    """The process answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """Each thing that the service needs, and whether it answers."""

    status: str = "ok"
    checks: dict[str, str]


@router.get("/livez")
async def livez() -> Liveness:
    """Tell that the process answers; nothing else is touched."""
    return Liveness()


@router.get("/readyz", response_model=Readiness, responses=problems(503))
async def readyz(request: Request, container: ContainerDep) -> Readiness | JSONResponse:
    """Tell whether the service can serve: its database and its broker answer within a second."""
    names, pings = ["database"], [container.database.ping()]
    if container.queue.broker:
        names.append("broker")
        pings.append(container.queue.ping())
{% if auth == "oidc" %}
    if container.identity_provider is not None:
        names.append("identity_provider")
        pings.append(container.identity_provider.ping())
{% endif %}
    checks = dict(zip(names, await asyncio.gather(*map(_check, pings)), strict=True))
    if request.app.state.drain.started:
        checks["server"] = "draining"
    if set(checks.values()) == {"ok"}:
        return Readiness(checks=checks)
    return problem(
        request.scope,
        HTTPStatus.SERVICE_UNAVAILABLE,
        "not_ready",
        "The service cannot serve requests now.",
        extensions={"checks": checks},
    )


async def _check(ping: Coroutine[None, None, None]) -> str:
    """Wait a second for an answer, no longer: giving a dead connection up takes time of its own."""
    task = asyncio.create_task(ping)
    await asyncio.wait([task], timeout=CHECK_SECONDS)
    if task.done() and task.exception() is None:
        return "ok"
    task.cancel()
    return "unavailable"


@router.get("/metrics", response_class=Response, responses=problems(404))
async def metrics(container: ContainerDep) -> Response:
    """Return the metrics in the Prometheus text format, where they are switched on."""
    if not container.settings.metrics_enabled:
        raise NotFoundError
    return Response(exposition(), media_type=CONTENT_TYPE_LATEST)
