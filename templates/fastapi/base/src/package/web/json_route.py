"""Content negotiation: the API speaks JSON and nothing else."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

API_PREFIX = "/api/v1"
JSON = "application/json"
ACCEPTED = frozenset({JSON, "application/problem+json", "application/*", "*/*"})
MERGE_PATCH = "application/merge-patch+json"


class JsonRoute(APIRoute):
    """A route that answers 406 to who cannot read JSON, and 415 to a body that is not JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Check the headers before FastAPI reads the body."""
        handle = super().get_route_handler()

        async def negotiate(request: Request) -> Response:
            if not _accepts_json(request.headers.get("accept", "*/*")):
                raise HTTPException(406)
            if _has_body(request) and self.body_field is not None:
                media_type = _media_type(request.headers.get("content-type", ""))
                merge_patch = request.method == "PATCH" and media_type == MERGE_PATCH
                if media_type != JSON and not merge_patch:
                    raise HTTPException(415)
            return await handle(request)

        return negotiate


def _accepts_json(header: str) -> bool:
    """Look for a media range with JSON in it that `q=0` does not rule out (RFC 9110, 12.5.1)."""
    for media_range in header.split(","):
        name, *parameters = (part.strip().lower() for part in media_range.split(";"))
        refused = any(part.replace("0", "") in ("q=", "q=.") for part in parameters)
        if name in ACCEPTED and not refused:
            return True
    return not header.strip()


def _has_body(request: Request) -> bool:
    length = request.headers.get("content-length", "0")
    return length != "0" or "transfer-encoding" in request.headers


def _media_type(header: str) -> str:
    return header.partition(";")[0].strip().lower()
