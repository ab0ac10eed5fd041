"""Protection of browsers' sessions against the pages of others; the admin's forms have Django's."""

from django.http.response import HttpResponseBase

from {{ package_name }}.web.forgery import CsrfError, check_origin, may_be_forged
from {{ package_name }}.web.middleware import Handler
from {{ package_name }}.web.problems import service_error
from {{ package_name }}.web.requests import Request, container_of
from {{ package_name }}.web.session_cookie import cookie_name


def refuse_forged(get_response: Handler) -> Handler:
    """Refuse what a page of another origin makes a browser send."""

    def middleware(request: Request) -> HttpResponseBase:
        try:
            _check(request)
        except CsrfError as error:
            return service_error(request, error)
        return get_response(request)

    return middleware


def _check(request: Request) -> None:
    settings = container_of(request).settings
    has_cookie = cookie_name(settings) in request.COOKIES
    if may_be_forged(request.method or "", request.path, has_cookie=has_cookie):
        check_origin(
            settings,
            origin=request.headers.get("Origin"),
            fetch_site=request.headers.get("Sec-Fetch-Site"),
            scheme=request.scheme or "",
            host=request.headers.get("Host", ""),
        )
