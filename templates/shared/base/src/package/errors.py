"""Errors that a caller can act on; each is answered with its status and its stable code.

A feature derives its own errors from the kinds below, and so need not know about HTTP.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar


class ServiceError(Exception):
    """A request that cannot be served, and why.

    Attributes:
        status: The HTTP status of the answer.
        code: The problem's stable name in snake_case, for programs.
        detail: One sentence for people; it never holds a secret or an internal name.
        headers: Further headers of the answer.
        extensions: Further members of the problem document (RFC 9457, section 3.2).
    """

    status: ClassVar[HTTPStatus]
    code: ClassVar[str]
    message: ClassVar[str] = ""

    def __init__(
        self,
        detail: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        extensions: Mapping[str, Any] | None = None,
    ) -> None:
        self.detail = detail or self.message
        self.headers = dict(headers or {})
        self.extensions = dict(extensions or {})
        super().__init__(self.detail)


class InvalidRequestError(ServiceError):
    """The request cannot be read."""

    status = HTTPStatus.BAD_REQUEST


class NotAuthenticatedError(ServiceError):
    """The request does not prove who sent it (RFC 9110, section 11.6.1)."""

    status = HTTPStatus.UNAUTHORIZED
    code = "not_authenticated"
    message = "Prove who you are."
    challenge: ClassVar[str] = "{{ "Cookie" if auth == "session" else "Bearer" }}"

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": self.challenge})


class InvalidTokenError(NotAuthenticatedError):
    """The access token is forged, expired or not for us."""

    code = "invalid_token"
    message = "The access token is not valid."
    challenge = 'Bearer error="invalid_token"'


class NotFoundError(ServiceError):
    """There is nothing here, or nothing that the caller may know of."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"
    message = "There is no such resource."


class ForbiddenError(ServiceError):
    """The caller is known but may not do this."""

    status = HTTPStatus.FORBIDDEN
    code = "forbidden"
    message = "You are not allowed to do this."


class ConflictError(ServiceError):
    """The resource is not in a state that allows this."""

    status = HTTPStatus.CONFLICT


class UnprocessableError(ServiceError):
    """The request can be read but not carried out."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class PreconditionRequiredError(ServiceError):
    """The route changes a resource and needs to know which version the caller saw."""

    status = HTTPStatus.PRECONDITION_REQUIRED
    code = "precondition_required"
    message = "Send the ETag that you read in If-Match."


class PreconditionFailedError(ServiceError):
    """The resource has changed since the caller read it."""

    status = HTTPStatus.PRECONDITION_FAILED
    code = "precondition_failed"
    message = "The resource has changed since; read it again."


class RateLimitedError(ServiceError):
    """The caller has used up its share for now."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "rate_limited"
    message = "Too many requests; wait and try again."


class UnavailableError(ServiceError):
    """Something that the service depends on does not answer."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "service_unavailable"
    message = "The service cannot answer at the moment; try again later."


class TryLaterError(Exception):
    """A job cannot run just now, which is no failure; `seconds` says when to try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


class QueueError(Exception):
    """The broker did not take the job."""
