"""The API speaks JSON and nothing else."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from {{ package_name }}.web.json_body import MissingBodyError, parse_json
from {{ package_name }}.web.negotiation import (
    JSON,
    MERGE_PATCH,
    READABLE,
    accepts,
)


class JsonRequest(Request):
    """A request whose body is JSON as RFC 8259 has it, without Python's NaN and Infinity."""

    async def json(self) -> Any:  # noqa: ANN401 - as Starlette declares it
        """Read the body.

        Raises:
            json.JSONDecodeError: It is not JSON, not UTF-8, or nested too deeply.
        """
        return parse_json(await self.body())


class JsonRoute(APIRoute):
    """A route that answers 406 to who cannot read JSON, and 415 to a body that is not JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Check the headers before FastAPI reads the body."""
        handle = super().get_route_handler()

        async def negotiate(request: Request) -> Response:
            if not accepts(request.headers.get("accept") or "*/*", READABLE):
                raise HTTPException(406)
            request = JsonRequest(request.scope, request.receive)
            if self.body_field is not None:
                await _check_body(request)
            return await handle(request)

        return negotiate


async def _check_body(request: Request) -> None:
    if not await request.body():
        raise MissingBodyError
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    merge_patch = request.method == "PATCH" and media_type == MERGE_PATCH
    if media_type != JSON and not merge_patch:
        raise HTTPException(415)
