"""Requests of scripts from other origins (Fetch Standard, CORS protocol)."""

from http import HTTPStatus

from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from {{ package_name }}.web.middleware import Handler
from {{ package_name }}.web.policy import EXPOSED_HEADERS
from {{ package_name }}.web.problems import problem
from {{ package_name }}.web.requests import Request, Response, container_of

METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"
MAX_AGE = 600


def answer_other_origins(get_response: Handler) -> Handler:
    """Let the scripts of the configured origins call and read the answers, {{ "with" if auth in ["session", "oidc"] else "without" }} cookies."""

    def middleware(request: Request) -> HttpResponseBase:
        origin = request.headers.get("Origin")
        if origin is None:
            return get_response(request)
        known = origin in container_of(request).settings.cors_origins
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response = _answer_preflight(request, known=known)
        else:
            response = get_response(request)
        patch_vary_headers(response, ["Origin"])
        if known:
            response.headers["Access-Control-Allow-Origin"] = origin
{% if auth in ["session", "oidc"] %}
            response.headers["Access-Control-Allow-Credentials"] = "true"
{% endif %}
            response.headers["Access-Control-Expose-Headers"] = ", ".join(EXPOSED_HEADERS)
        return response

    return middleware


def _answer_preflight(request: Request, *, known: bool) -> HttpResponseBase:
    """Answer a browser that asks what a script may send."""
    if not known:
        return problem(request, HTTPStatus.BAD_REQUEST)
    headers = {
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Max-Age": str(MAX_AGE),
    }
    asked_for = request.headers.get("Access-Control-Request-Headers")
    if asked_for is not None:
        headers["Access-Control-Allow-Headers"] = asked_for
    return Response("OK", "text/plain", headers=headers)
