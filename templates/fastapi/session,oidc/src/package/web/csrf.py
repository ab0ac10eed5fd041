"""Protection of browsers' sessions against the pages of others."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from {{ package_name }}.settings import Settings
from {{ package_name }}.web.forgery import CsrfError, check_origin, may_be_forged
from {{ package_name }}.web.problems import service_error
from {{ package_name }}.web.session_cookie import cookie_name


class CsrfMiddleware:
    """Refuse what a page of another origin makes a browser send."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.cookie = cookie_name(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http":
            request = Request(scope)
            try:
                self._check(request)
            except CsrfError as error:
                await service_error(request, error)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _check(self, request: Request) -> None:
        has_cookie = self.cookie in request.cookies
        if may_be_forged(request.method, request.scope["path"], has_cookie=has_cookie):
            check_origin(
                self.settings,
                origin=request.headers.get("Origin"),
                fetch_site=request.headers.get("Sec-Fetch-Site"),
                scheme=request.scope["scheme"],
                host=request.headers.get("Host", ""),
            )
