from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient

from {{ package_name }}.app import create_app
from {{ package_name }}.bootstrap import make_container
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import Environment, Settings
from {{ package_name }}.web.draining import Drain

from tests.e2e.callers import authorization
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.serving import serving


@pytest.fixture(scope="session")
def built_app() -> FastAPI:
    """Build an application for many tests: that takes longer than most of them."""
    return create_app(Settings(environment=Environment.TEST, rate_limit_enabled=False))


@pytest.fixture
def app(built_app: FastAPI, settings: Settings) -> FastAPI:
    """Give the application parts of its own, on an empty database."""
    configure_logging(settings)
    built_app.state.container = make_container(settings)
    built_app.state.drain = Drain()
    return built_app


@pytest.fixture
def jobs(app: FastAPI) -> HeldJobs:
    """Hold the application's jobs back until the test runs them."""
    return HeldJobs.of(app)


@pytest.fixture
async def client(request: pytest.FixtureRequest, app: FastAPI) -> AsyncIterator[AsyncClient]:
    """Start the application, and call it as a user."""
    # Before the start: what relays jobs in the background would run some of those to be held.
    if "jobs" in request.fixturenames:
        request.getfixturevalue("jobs")
    async with serving(app) as client:
        client.headers.update(await authorization(app))
        yield client
