{# The quotes that need fewer escapes, as the formatter has it. #}
{% set quote = "'" if project_name.count('"') > project_name.count("'") else '"' %}
"""The web application."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.cors import CORSMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

{% if architecture == "cqrs" %}
from {{ package_name }}.adapters.queue.relay import relaying
{% endif %}
from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.container import Container
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.routes import ROUTERS
from {{ package_name }}.settings import Settings, load_settings
from {{ package_name }}.telemetry import telemetry_config
from {{ package_name }}.web.access import check_access
from {{ package_name }}.web.compression import UNCOMPRESSED, CompressionMiddleware
{% for src in fragments["src/package/app.py/imports"] or [] %}
{% include src %}
{% endfor %}
from {{ package_name }}.web.draining import Drain, DrainMiddleware
from {{ package_name }}.web.middleware import (
    AllowedHostsMiddleware,
    HeadMiddleware,
    RequestContextMiddleware,
    SecurityHeadersMiddleware,
)
{% if auth != "none" %}
from {{ package_name }}.web.no_store import NoStoreMiddleware
{% endif %}
from {{ package_name }}.web.openapi import install_openapi
{% if auth != "none" %}
from {{ package_name }}.web.policy import API_PREFIX, AUTH_PREFIX, EXPOSED_HEADERS
{% else %}
from {{ package_name }}.web.policy import API_PREFIX, EXPOSED_HEADERS
{% endif %}
from {{ package_name }}.web.problems import PlainErrorsMiddleware, install_problems
from {{ package_name }}.web.rate_limit import RateLimitMiddleware

log = structlog.get_logger(__name__)


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application; nothing connects before the first request.

    Raises:
        SettingsError: No settings are given, and the environment makes none.
        UndeclaredAccessError: A route does not say who may call it.
    """
    settings = settings or load_settings()
    configure_logging(settings)
    container = make_container(settings)
    drain = Drain()
    app = FastAPI(
        title={{ quote ~ project_name | replace("\\", "\\\\") | replace(quote, "\\" ~ quote) ~ quote }},
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        middleware=_middleware(container, drain),
        lifespan=_lifespan,
        telemetry=telemetry_config(settings),
    )
    app.state.container = container
    app.state.drain = drain
    for router in ROUTERS:
        app.include_router(router)
    install_problems(app)
    install_openapi(app, API_PREFIX)
    check_access(app)
    return app


def _middleware(container: Container, drain: Drain) -> list[Middleware]:
    """List what surrounds the routes, the outermost first."""
    settings = container.settings
    return [
        Middleware(DrainMiddleware, drain=drain),
        Middleware(HeadMiddleware),
        Middleware(ProxyHeadersMiddleware, trusted_hosts=settings.trusted_proxies),
        Middleware(SecurityHeadersMiddleware, hsts=settings.production),
{% if auth != "none" %}
        Middleware(NoStoreMiddleware, prefix=AUTH_PREFIX),
{% endif %}
        Middleware(RequestContextMiddleware),
        Middleware(PlainErrorsMiddleware),
        Middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
{% for src in fragments["src/package/app.py/cors"] or [] %}
{% include src %}
{% endfor %}
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=EXPOSED_HEADERS,
        ),
        Middleware(AllowedHostsMiddleware, allowed=settings.allowed_hosts),
        Middleware(RateLimitMiddleware, limiter=container.limiter, prefix=API_PREFIX),
{% for src in fragments["src/package/app.py/middleware"] or [] %}
{% include src %}
{% endfor %}
        Middleware(RequestBodyLimitMiddleware, max_body_size=settings.max_body_bytes),
        Middleware(CompressionMiddleware, minimum_size=1024, exclude_content_types=UNCOMPRESSED),
    ]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    container: Container = app.state.container
    drain: Drain = app.state.drain
    if threading.current_thread() is threading.main_thread():
        drain.install()
{% for src in fragments["src/package/app.py/at-start"] or [] %}
{% include src %}
{% endfor %}
{% if architecture == "cqrs" %}
    if container.queue.broker:
        yield
    else:
        async with relaying(container.relay):
            yield
{% else %}
    yield
{% endif %}
    await container.close()
