"""How large a body may be, whether its length is known before or not."""

from collections.abc import Iterable
from io import BytesIO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.http.response import HttpResponseBase

from {{ package_name }}.web.middleware import Handler
from {{ package_name }}.web.problems import too_large
from {{ package_name }}.web.requests import Request, container_of


class ChunkedBodies:
    """Give bodies that come in chunks (RFC 9112, section 7.1) a length; Django knows no others.

    Args:
        app: Sees every body with its length, or with one that is too large.
        limit: So many bytes are read, and one more.
    """

    def __init__(self, app: WSGIApplication, limit: int) -> None:
        self.app = app
        self.limit = limit

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
            body = environ["wsgi.input"].read(self.limit + 1)
            environ["wsgi.input"] = BytesIO(body)
            environ["CONTENT_LENGTH"] = str(len(body))
        return self.app(environ, start_response)


def refuse_large_bodies(get_response: Handler) -> Handler:
    """Refuse a body that is too large before anybody reads it."""

    def middleware(request: Request) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > container_of(request).settings.max_body_bytes:
            return too_large(request)
        return get_response(request)

    return middleware
