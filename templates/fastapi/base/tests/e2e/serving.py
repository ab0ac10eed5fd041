"""Calling an application in the process of the test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient

from {{ package_name }}.container import Container

App = FastAPI
Client = AsyncClient


@asynccontextmanager
async def serving(app: App, address: str = "127.0.0.1") -> AsyncIterator[Client]:
    """Start an application and give a client that calls it from an address."""
    transport = ASGITransport(app, client=(address, 50_000))
    async with (
        app.router.lifespan_context(app),
        Client(transport=transport, base_url="http://localhost") as client,
    ):
        yield client


def container_of(app: App) -> Container:
    """Return the parts that an application is built from."""
    container: Container = app.state.container
    return container


def replace_parts(app: App, **parts: object) -> None:
    """Give an application other parts."""
    app.state.container = replace(container_of(app), **parts)  # type: ignore[arg-type] # each is what its field wants


def start_draining(app: App) -> None:
    """Begin to stop, as at SIGTERM."""
    app.state.drain.started = True


def document_of(app: App) -> dict[str, Any]:
    """Return the OpenAPI document of an application."""
    return app.openapi()
