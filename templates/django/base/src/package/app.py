"""The web application."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler

from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.container import Container
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import Settings, load_settings
from {{ package_name }}.telemetry import instrument
from {{ package_name }}.web.access import check_access
from {{ package_name }}.web.api import api_of
from {{ package_name }}.web.application import Application
from {{ package_name }}.web.bodies import ChunkedBodies
from {{ package_name }}.web.draining import Drain, DrainMiddleware
from {{ package_name }}.web.proxies import TrustedProxies
from {{ package_name }}.web.requests import APPLICATION


class WsgiApplication(Application):
    """Django's handler with the parts of the service, which each request carries."""

    def __init__(self, container: Container, urlconf: str) -> None:
        settings = container.settings
        super().__init__(container, Drain(), urlconf)
        handler: WSGIApplication = WSGIHandler()
        handler = ChunkedBodies(handler, settings.max_body_bytes)
        handler = DrainMiddleware(handler, self.drain)
        self._handler = TrustedProxies(handler, settings.trusted_proxies)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        environ[APPLICATION] = self
        return self._handler(environ, start_response)


def create_app(settings: Settings | None = None, urlconf: str | None = None) -> WsgiApplication:
    """Build the application; nothing connects before the first request.

    Args:
        settings: Those of the service; without them the environment is read.
        urlconf: The module of the routes, if they are not the service's.

    Raises:
        SettingsError: No settings are given, and the environment makes none.
        UndeclaredAccessError: A route does not say who may call it.
    """
    settings = settings or load_settings()
    configure_logging(settings)
    urlconf = urlconf or django_settings.ROOT_URLCONF
    check_access(api_of(urlconf))
    instrument(settings)
    return WsgiApplication(make_container(settings), urlconf)
