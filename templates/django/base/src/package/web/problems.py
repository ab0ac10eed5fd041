"""Errors as problem documents: the body of every one of them."""

import json
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import (
    DataError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from django.db import Error as DatabaseError
from django.http import Http404, UnreadablePostError
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from {{ package_name }}.errors import NotFoundError, ServiceError, UnavailableError
from {{ package_name }}.web.json_body import InvalidJsonError, MissingBodyError
from {{ package_name }}.web.problem_documents import (
    PROBLEM_JSON,
    members,
    pointer,
    sentence,
)
from {{ package_name }}.web.requests import Request, Response

OUR_BUGS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
# Its pages are for people, and so are its errors.
ADMIN = "/admin/"

log = structlog.get_logger(__name__)


def problem(  # noqa: PLR0913 - the members of a problem document
    request: Request,
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
        request_id=getattr(request, "request_id", ""),
        extensions=extensions,
    )
    content = json.dumps(document, ensure_ascii=False)
    return Response(content, PROBLEM_JSON, status, headers=dict(headers or {}))


def service_error(request: Request, error: ServiceError) -> Response:
    """Answer an error that a feature has raised."""
    return problem(
        request,
        error.status,
        error.code,
        error.detail,
        headers=error.headers,
        extensions=error.extensions,
    )


def validation_error(request: Request, error: ValidationError) -> Response:
    """Answer a request whose body or parameters do not fit, with a pointer to each fault."""
    if any(fault["loc"][0] == "path" for fault in error.errors):
        return service_error(request, NotFoundError())
    if not request.body and any(fault["loc"][0] == "body" for fault in error.errors):
        return service_error(request, MissingBodyError())
    errors = [
        {"pointer": pointer(_steps(fault["loc"])), "detail": sentence(fault["msg"])}
        for fault in error.errors
    ]
    return problem(
        request,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        detail="The request does not fit its schema.",
        extensions={"errors": errors},
    )


def _steps(location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Leave out where a value comes from, and of the body the name that the function has for it."""
    return location[2:] if location[0] == "body" else location[1:]


def http_error(request: Request, error: HttpError) -> Response:
    """Answer an error that django-ninja has raised; those of the body hide their cause in it."""
    if isinstance(error.__cause__, ServiceError):
        return service_error(request, error.__cause__)
    if error.__cause__ is not None:
        return service_error(request, InvalidJsonError())
    return problem(request, HTTPStatus(error.status_code))


def unavailable(request: Request, error: Exception) -> Response:
    """Answer while the database does not; a statement that it refuses is a bug of ours."""
    if isinstance(error, OUR_BUGS):
        return unhandled(request, error)
    log.error("database_unavailable", exc_info=error)
    return service_error(request, UnavailableError())


def unhandled(request: Request, error: BaseException | None) -> Response:
    """Answer what nobody has caught, and tell the log alone what it was."""
    log.error("unhandled_error", exc_info=error)
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def install_problems(api: NinjaAPI) -> None:
    """Answer every exception of a route with a problem document."""
    handlers: dict[type[Exception], Callable[[Any, Any], Response]] = {
        ServiceError: service_error,
        ValidationError: validation_error,
        HttpError: http_error,
        Http404: not_found,
        RequestDataTooBig: too_large,
        UnreadablePostError: bad_request,
        DatabaseError: unavailable,
        OSError: unavailable,
        Exception: unhandled,
    }
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)


def bad_request(request: Request, exception: Exception) -> Response:
    """Answer what Django finds suspicious."""
    if isinstance(exception, DisallowedHost):
        return foreign_host(request)
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return problem(request, HTTPStatus.BAD_REQUEST)


def foreign_host(request: Request) -> Response:
    """Answer a request for a host that is not ours."""
    return problem(request, HTTPStatus.BAD_REQUEST, "bad_host", "This host is not served here.")


def too_large(request: Request, exception: Exception | None = None) -> Response:  # noqa: ARG001 - as Django calls it
    """Answer a body that is too large."""
    return problem(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def forbidden(request: Request, exception: Exception | None = None, reason: str = "") -> Response:  # noqa: ARG001 - as above
    """Answer a request that may not be made, such as a form without its CSRF token."""
    return problem(request, HTTPStatus.FORBIDDEN)


def not_found(request: Request, exception: Exception) -> Response:  # noqa: ARG001 - as above
    """Answer a path that leads nowhere."""
    return problem(request, HTTPStatus.NOT_FOUND)


def internal_error(request: Request) -> Response:
    """Answer an exception that came out of a view or of middleware."""
    error = sys.exception()
    if isinstance(error, DatabaseError | OSError):
        return unavailable(request, error)
    return unhandled(request, error)


def replace_plain_errors(
    get_response: Callable[[Request], HttpResponseBase],
) -> Callable[[Request], HttpResponseBase]:
    """Turn errors without a problem document, such as the framework's 405, into those."""

    def middleware(request: Request) -> HttpResponseBase:
        response = get_response(request)
        if (
            response.status_code < HTTPStatus.BAD_REQUEST
            or response["Content-Type"].startswith(PROBLEM_JSON)
            or request.path.startswith(ADMIN)
        ):
            return response
        headers = {
            name: value
            for name, value in response.items()
            if name not in {"Content-Length", "Content-Type"}
        }
        if "Allow" in headers:
            methods = {method.strip() for method in headers["Allow"].split(",")}
            if "GET" in methods:
                methods.add("HEAD")
            headers["Allow"] = ", ".join(sorted(methods))
        return problem(request, HTTPStatus(response.status_code), headers=headers)

    return middleware
