"""The web application."""

from flask import Flask

from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.routes import BLUEPRINTS
from {{ package_name }}.settings import Settings, load_settings
from {{ package_name }}.telemetry import instrument
from {{ package_name }}.web.access import check_access
from {{ package_name }}.web.bodies import read_body
from {{ package_name }}.web.compression import compress
from {{ package_name }}.web.cors import Cors
{% if auth in ["session", "oidc"] %}
from {{ package_name }}.web.csrf import refuse_forged
{% endif %}
from {{ package_name }}.web.draining import Drain, DrainMiddleware
from {{ package_name }}.web.headers import SecurityHeaders, refuse_foreign_host
from {{ package_name }}.web.problems import install_problems
from {{ package_name }}.web.proxies import TrustedProxies
from {{ package_name }}.web.rate_limit import limit_rate, tell_rate
from {{ package_name }}.web.requests import (
    begin_request,
    finish_request,
    forget_request,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; nothing connects before the first request.

    Raises:
        SettingsError: No settings are given, and the environment makes none.
        UndeclaredAccessError: A route does not say who may call it.
    """
    settings = settings or load_settings()
    configure_logging(settings)
    app = Flask("{{ package_name }}", static_folder=None)
    app.config["MAX_BODY_BYTES"] = settings.max_body_bytes
    # One byte more, by which `read_body` tells that a body without a length is too long: Werkzeug
    # would hand it over without its end.
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes + 1
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    app.extensions["container"] = make_container(settings)
    app.extensions["drain"] = Drain()
    _install_hooks(app, settings)
    install_problems(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    check_access(app)
    instrument(app, settings)
    app.wsgi_app = TrustedProxies(  # type: ignore[method-assign] # the way that Flask documents
        DrainMiddleware(app.wsgi_app, app.extensions["drain"]), settings.trusted_proxies
    )
    return app


def _install_hooks(app: Flask, settings: Settings) -> None:
    """Surround every request: the first to see it is the last to see its answer."""
    cors = Cors(settings.cors_origins)
    app.before_request(begin_request)
    app.after_request(SecurityHeaders(hsts=settings.production))
    app.after_request(finish_request)
    app.teardown_request(forget_request)
    app.before_request(cors.answer_preflight)
    app.after_request(cors.add_headers)
    app.before_request(refuse_foreign_host)
    app.before_request(limit_rate)
{% if auth in ["session", "oidc"] %}
    app.before_request(refuse_forged)
{% endif %}
    app.before_request(read_body)
    app.after_request(tell_rate)
    app.after_request(compress)
