from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient

from {{ package_name }}.app import create_app
from {{ package_name }}.bootstrap import make_runner
from {{ package_name }}.container import Container
from {{ package_name }}.settings import Settings

from tests.e2e.callers import authorization
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.serving import serving


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    """Make an application with an empty database."""
    return create_app(settings)


@pytest.fixture
def jobs(app: FastAPI) -> HeldJobs:
    """Hold the application's jobs back until the test runs them."""
    container: Container = app.state.container
    held = HeldJobs(make_runner(container.settings, container.database))
    app.state.container = replace(container, queue=held)
    return held


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """Start the application, and call it as a user."""
    async with serving(app) as client:
        client.headers.update(authorization(app))
        yield client
