"""Calling an application in the process of the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from httpx2 import Client as Client  # noqa: PLC0414 - under this name for the tests
from httpx2 import WSGITransport

from {{ package_name }}.app import WsgiApplication
from {{ package_name }}.container import Container
from {{ package_name }}.lifespan import running
from {{ package_name }}.web import api

App = WsgiApplication


@contextmanager
def serving(app: App, address: str = "127.0.0.1") -> Iterator[Client]:
    """Start an application and give a client that calls it from an address."""
    transport = WSGITransport(app, remote_addr=address)
    with (
        running(app),
        Client(transport=transport, base_url="http://localhost") as client,
    ):
        yield client


def container_of(app: App) -> Container:
    """Return the parts that an application is built from."""
    return app.container


def document_of(app: App) -> dict[str, Any]:
    """Return the OpenAPI document of an application."""
    return api.document_of(app.urlconf)


def replace_parts(app: App, **parts: object) -> None:
    """Give an application other parts."""
    app.container = replace(app.container, **parts)  # type: ignore[arg-type] # each is what its field wants


def start_draining(app: App) -> None:
    """Begin to stop, as at SIGTERM."""
    app.drain.start()
