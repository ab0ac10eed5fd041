"""Content negotiation: what a client can read (RFC 9110, section 12.5)."""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware, IdentityResponder
from starlette.types import Receive, Scope, Send


def accepts(header: str, names: Collection[str]) -> bool:
    """Tell whether a header names one of these, and does not rule it out by `q=0`."""
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        refused = any(piece.rstrip("0") in ("q=", "q=0.") for piece in parameters)
        if name in names and not refused:
            return True
    return False


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
