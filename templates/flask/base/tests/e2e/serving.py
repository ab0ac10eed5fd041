"""Calling an application in the process of the test."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from httpx2 import Client as Client  # noqa: PLC0414 - under this name for the tests
from httpx2 import WSGITransport

from {{ package_name }}.container import Container
from {{ package_name }}.lifespan import running
from {{ package_name }}.web.context import container_of as container_of  # noqa: PLC0414 - as above
from {{ package_name }}.web.openapi import document_of as document_of  # noqa: PLC0414 - as above

App = Flask


@contextmanager
def serving(app: App, address: str = "127.0.0.1") -> Iterator[Client]:
    """Start an application and give a client that calls it from an address."""

    def server(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # Servers such as Gunicorn end the input of chunked bodies themselves, and say so.
        answer: Iterable[bytes] = app(environ | {"wsgi.input_terminated": True}, start_response)
        return answer

    transport = WSGITransport(server, remote_addr=address)
    with (
        running(app),
        Client(transport=transport, base_url="http://localhost") as client,
    ):
        yield client


def replace_container(app: App, container: Container) -> None:
    """Give an application another container."""
    app.extensions["container"] = container


def replace_parts(app: App, **parts: object) -> None:
    """Give an application other parts."""
    container = container_of(app)
    replace_container(
        app,
        replace(container, **parts),  # type: ignore[arg-type] # each is what its field wants
    )


def start_draining(app: App) -> None:
    """Begin to stop, as at SIGTERM."""
    app.extensions["drain"].start()
