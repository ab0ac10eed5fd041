"""Errors as problem documents: the body of every one of them."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g, request
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from {{ package_name }}.errors import ServiceError, UnavailableError
from {{ package_name }}.web.problem_documents import (
    PROBLEM_JSON,
    members,
    pointer,
    sentence,
)

OUR_BUGS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)

log = structlog.get_logger(__name__)


class InvalidInputError(Exception):
    """A body, a query or headers that do not fit their models; `faults` says where and why."""

    def __init__(self, faults: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self.faults = faults


def problem(
    status: HTTPStatus,
    code: str | None = None,
    detail: str = "",
    *,
    headers: Mapping[str, str] | None = None,
    extensions: Mapping[str, Any] | None = None,
) -> Response:
    """Make the answer to a request that failed."""
    document = members(
        status,
        code,
        detail,
        instance=request.path,
        request_id=g.request_id,
        extensions=extensions,
    )
    content = json.dumps(document, ensure_ascii=False)
    return Response(content, status, headers, mimetype=PROBLEM_JSON)


def service_error(error: ServiceError) -> Response:
    """Answer an error that a feature has raised."""
    return problem(
        error.status,
        error.code,
        error.detail,
        headers=error.headers,
        extensions=error.extensions,
    )


def invalid_input(error: InvalidInputError) -> Response:
    """Answer a request whose body or parameters do not fit, with a pointer to each fault."""
    errors = [
        {"pointer": pointer(fault["loc"]), "detail": sentence(fault["msg"])}
        for fault in error.faults
    ]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        detail="The request does not fit its schema.",
        extensions={"errors": errors},
    )


def http_error(error: HTTPException) -> Response:
    """Answer an error that the framework has raised."""
    headers = {}
    if isinstance(error, MethodNotAllowed):
        headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return problem(HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR), headers=headers)


def unavailable(error: Exception) -> Response:
    """Answer while the database does not; a statement that it refuses is a bug of ours."""
    if isinstance(error, OUR_BUGS):
        return unhandled(error)
    log.error("database_unavailable", exc_info=error)
    return service_error(UnavailableError())


def unhandled(error: Exception) -> Response:
    """Answer what nobody has caught, and tell the log alone what it was."""
    log.error("unhandled_error", exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR)


def install_problems(app: Flask) -> None:
    """Answer every exception of a view with a problem document."""
    app.register_error_handler(ServiceError, service_error)
    app.register_error_handler(InvalidInputError, invalid_input)
    app.register_error_handler(HTTPException, http_error)
    for error in (DBAPIError, PoolTimeoutError, OSError):
        app.register_error_handler(error, unavailable)
    app.register_error_handler(Exception, unhandled)
