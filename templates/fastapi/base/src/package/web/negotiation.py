"""Content negotiation: what a client can read (RFC 9110, section 12.5)."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.middleware.gzip import (
    DEFAULT_EXCLUDED_CONTENT_TYPES,
    GZipMiddleware,
    IdentityResponder,
)
from starlette.types import Receive, Scope, Send

# The files of the documentation page too: browsers keep them, and each time would cost 50 ms.
UNCOMPRESSED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "text/css", "text/javascript")


def accepts(header: str, names: Sequence[str]) -> bool:
    """Tell whether a client takes what has these names, the most specific first.

    The first of them that the header holds decides: `q=0` is a refusal, whatever `*` says.
    """
    wanted: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        refused = any(piece.rstrip("0") in ("q=", "q=0.") for piece in parameters)
        wanted[name] = not refused
    return next((wanted[name] for name in names if name in wanted), False)


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
