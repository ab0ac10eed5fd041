"""How large a body may be, whether its length is known before or not."""

from collections.abc import Iterable
from io import BytesIO
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from django.http.response import HttpResponseBase

from {{ package_name }}.web.middleware import Handler
from {{ package_name }}.web.problems import too_large
from {{ package_name }}.web.requests import Request, container_of

DISCARDED_BYTES = 8 * 1024 * 1024
CHUNK_BYTES = 64 * 1024


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
            environ["wsgi.input"] = body = _read(environ["wsgi.input"], self.limit + 1)
            # At least one byte, so that a broken body is read, and found to be broken.
            environ["CONTENT_LENGTH"] = str(len(body.getvalue()) or 1)
        return self.app(environ, start_response)


class BrokenBody(BytesIO):
    """A body that breaks off, or whose chunks are not what they say."""

    def read(self, _size: int | None = -1) -> bytes:
        """Fail, once somebody wants to read it."""
        raise OSError


def _read(body: InputStream, size: int) -> BytesIO:
    try:
        return BytesIO(body.read(size))
    except Exception:  # noqa: BLE001 - each server has its own errors for what a client does wrong here
        return BrokenBody()


def _discard(body: InputStream) -> None:
    """Read a refused body, within reason: who is still sending would not see the answer."""
    for _ in range(DISCARDED_BYTES // CHUNK_BYTES):
        if not _read(body, CHUNK_BYTES).getvalue():
            return


def refuse_large_bodies(get_response: Handler) -> Handler:
    """Refuse a body that is too large before anybody reads it."""

    def middleware(request: Request) -> HttpResponseBase:
        limit = container_of(request).settings.max_body_bytes
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > limit:
            _discard(request.META["wsgi.input"])
            return too_large(request)
        return get_response(request)

    return middleware
