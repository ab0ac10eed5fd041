"""Protection of browsers' sessions against the pages of others."""

from flask import Response, request

from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.forgery import CsrfError, check_origin, may_be_forged
from {{ package_name }}.web.problems import service_error
from {{ package_name }}.web.session_cookie import cookie_name


def refuse_forged() -> Response | None:
    """Refuse what a page of another origin makes a browser send."""
    settings = get_container().settings
    has_cookie = cookie_name(settings) in request.cookies
    if may_be_forged(request.method, request.path, has_cookie=has_cookie):
        try:
            check_origin(
                settings,
                origin=request.headers.get("Origin"),
                fetch_site=request.headers.get("Sec-Fetch-Site"),
                scheme=request.scheme,
                host=request.headers.get("Host", ""),
            )
        except CsrfError as error:
            return service_error(error)
    return None
