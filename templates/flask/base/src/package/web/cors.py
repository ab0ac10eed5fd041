"""Requests of scripts from other origins (Fetch Standard, CORS protocol)."""

from http import HTTPStatus

from flask import Response, request

from {{ package_name }}.web.policy import EXPOSED_HEADERS
from {{ package_name }}.web.problems import problem

METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
MAX_AGE = 600


class Cors:
    """Lets the scripts of some origins call, {{ "with" if auth in ["session", "oidc"] else "without" }} cookies.

    Args:
        origins: Such as `https://app.example`.
    """

    def __init__(self, origins: list[str]) -> None:
        self.origins = frozenset(origins)

    def answer_preflight(self) -> Response | None:
        """Answer a browser that asks what a script may send."""
        origin = request.headers.get("Origin")
        wanted = request.headers.get("Access-Control-Request-Method")
        if request.method != "OPTIONS" or origin is None or wanted is None:
            return None
        if origin not in self.origins:
            return problem(HTTPStatus.BAD_REQUEST)
        headers = {
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Max-Age": str(MAX_AGE),
        }
        asked_for = request.headers.get("Access-Control-Request-Headers")
        if asked_for is not None:
            headers["Access-Control-Allow-Headers"] = asked_for
        return Response("OK", headers=headers, mimetype="text/plain")

    def add_headers(self, response: Response) -> Response:
        """Let the script of an origin that we know read the answer."""
        # Also where none asks: a cache must not keep that answer for those who do.
        response.vary.add("Origin")
        origin = request.headers.get("Origin")
        if origin in self.origins:
            response.headers["Access-Control-Allow-Origin"] = origin
{% if auth in ["session", "oidc"] %}
            response.headers["Access-Control-Allow-Credentials"] = "true"
{% endif %}
            response.headers["Access-Control-Expose-Headers"] = ", ".join(EXPOSED_HEADERS)
        return response
