"""Errors as problem documents: the body of every one of them."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from {{ package_name }}.errors import NotFoundError, ServiceError, UnavailableError
from {{ package_name }}.web.json_body import InvalidJsonError
from {{ package_name }}.web.problem_documents import (
    PROBLEM_JSON,
    members,
    pointer,
    sentence,
)

OUR_BUGS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)

log = structlog.get_logger(__name__)


def problem(  # noqa: PLR0913 - the members of a problem document
    scope: Scope,
    status: HTTPStatus,
    code: str | None = None,
    detail: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    extensions: Mapping[str, Any] | None = None,
) -> JSONResponse:
    """Make the answer to a request that failed."""
    document = members(
        status,
        code,
        detail,
        instance=scope["path"],
        request_id=scope.get("state", {}).get("request_id", ""),
        extensions=extensions,
    )
    return JSONResponse(
        document, status.value, headers=dict(headers or {}), media_type=PROBLEM_JSON
    )


def service_error(request: Request, error: Exception) -> JSONResponse:
    """Answer an error that a feature has raised."""
    assert isinstance(error, ServiceError)  # noqa: S101 - registered for this class only
    return problem(
        request.scope,
        error.status,
        error.code,
        error.detail,
        headers=error.headers,
        extensions=error.extensions,
    )


def validation_error(request: Request, error: Exception) -> JSONResponse:
    """Answer a request whose body or parameters do not fit, with a pointer to each fault."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class only
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return service_error(request, InvalidJsonError())
    if any(fault["loc"][0] == "path" for fault in faults):
        return service_error(request, NotFoundError())
    errors = [
        {"pointer": pointer(fault["loc"][1:]), "detail": sentence(fault["msg"])} for fault in faults
    ]
    return problem(
        request.scope,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        detail="The request does not fit its schema.",
        extensions={"errors": errors},
    )


def http_error(request: Request, error: Exception) -> JSONResponse:
    """Answer an error that the framework has raised."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    status = HTTPStatus(error.status_code)
    headers = dict(error.headers or {})
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(sorted(_allowed_methods(request)))
    # Without a detail of its own an error carries its status in words.
    detail = "" if error.detail == HTTPStatus(status).phrase else error.detail
    return problem(request.scope, status, detail=detail, headers=headers)


def _allowed_methods(request: Request) -> set[str]:
    """Collect the methods of all routes with this path; the framework names those of the first."""
    allowed: set[str] = set()
    for route in iter_route_contexts(request.app.routes):
        match, _ = route.original_route.matches(request.scope)
        if match is not Match.NONE:
            allowed |= route.methods or set()
    return allowed | {"HEAD"} if "GET" in allowed else allowed


def unavailable(request: Request, error: Exception) -> JSONResponse:
    """Answer while the database does not; a statement that it refuses is a bug of ours."""
    if isinstance(error, OUR_BUGS):
        raise error
    log.error("database_unavailable", exc_info=error)
    return service_error(request, UnavailableError())


def install_problems(app: FastAPI) -> None:
    """Answer every exception of a route with a problem document."""
    app.add_exception_handler(ServiceError, service_error)
    app.add_exception_handler(RequestValidationError, validation_error)
    app.add_exception_handler(HTTPException, http_error)
    for error in (DBAPIError, PoolTimeoutError, OSError):
        app.add_exception_handler(error, unavailable)


class PlainErrorsMiddleware:
    """Turn the plain text errors of other middleware, such as CORS, into problem documents."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and look at the head of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        replaced = False

        async def replace(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_plain_error(message):
                replaced = True
                headers = {
                    name.decode(): value.decode()
                    for name, value in message["headers"]
                    if name not in (b"content-length", b"content-type")
                }
                answer = problem(scope, HTTPStatus(message["status"]), headers=headers)
                await answer(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, replace)


def _is_plain_error(message: Message) -> bool:
    return message["status"] >= HTTPStatus.BAD_REQUEST and not any(
        name == b"content-type" and value.startswith(PROBLEM_JSON.encode())
        for name, value in message["headers"]
    )
