from collections.abc import Iterator

import pytest

from {{ package_name }}.app import WsgiApplication, create_app
from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import Environment, Settings

from tests.e2e.callers import authorization
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.serving import App, Client, serving


@pytest.fixture(scope="session")
def built_app() -> App:
    """Build an application for many tests: that takes longer than most of them."""
    return create_app(Settings(environment=Environment.TEST, rate_limit_enabled=False))


@pytest.fixture
def app(built_app: App, settings: Settings) -> App:
    """Give the application parts of its own, on an empty database."""
    configure_logging(settings)
    built = built_app.container.settings.model_dump(include={"cors_origins", "max_body_bytes"})
    container = make_container(settings.model_copy(update=built))
    return WsgiApplication(container, built_app.urlconf)


@pytest.fixture
def jobs(app: App) -> HeldJobs:
    """Hold the application's jobs back until the test runs them."""
    return HeldJobs.of(app)


@pytest.fixture
def client(request: pytest.FixtureRequest, app: App) -> Iterator[Client]:
    """Start the application, and call it as a user."""
    # Before the start: what relays jobs in the background would run some of those to be held.
    if "jobs" in request.fixturenames:
        request.getfixturevalue("jobs")
    with serving(app) as client:
        client.headers.update(authorization(app))
        yield client
