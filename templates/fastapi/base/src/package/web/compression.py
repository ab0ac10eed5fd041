"""Compression for clients that ask for it."""

from starlette.datastructures import Headers
from starlette.middleware.gzip import (
    DEFAULT_EXCLUDED_CONTENT_TYPES,
    GZipMiddleware,
    IdentityResponder,
)
from starlette.types import Receive, Scope, Send

from {{ package_name }}.web.negotiation import accepts

# The files of the documentation page too: browsers keep them, and each time would cost 50 ms.
UNCOMPRESSED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "text/css", "text/javascript")


class CompressionMiddleware(GZipMiddleware):
    """Compresses for clients that ask; Starlette's own overlooks that `gzip;q=0` is a refusal."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            wanted = Headers(scope=scope).get("accept-encoding", "")
            if not accepts(wanted, ("gzip", "*")):
                await IdentityResponder(self.app, self.minimum_size)(scope, receive, send)
                return
        await super().__call__(scope, receive, send)
