"""What a route can ask its request for."""

from django.http import HttpRequest
from django.http import HttpResponse as Response

from {{ package_name }}.callers import Caller
from {{ package_name }}.container import Container
from {{ package_name }}.web.addresses import network_of
from {{ package_name }}.web.application import Application

__all__ = [
    "Request",
    "Response",
    "application_of",
    "caller_of",
    "client_address",
    "container_of",
    "next_page",
]

# Where the application lies in the environment of a request (PEP 3333).
APPLICATION = "{{ package_name }}.application"


class Request(HttpRequest):
    """A request with what middleware and django-ninja add to it.

    Attributes:
        request_id: Its id, which every log line about it carries.
        auth: Who calls, once the route's `Requires` has let them in.
    """

    request_id: str
    auth: Caller


def application_of(request: Request) -> Application:
    """Return the application that serves a request."""
    application: Application = request.META[APPLICATION]
    return application


def container_of(request: Request) -> Container:
    """Return the parts that the application was built from."""
    return application_of(request).container


def caller_of(request: Request) -> Caller:
    """Return whom the route's `Requires` has let in."""
    return request.auth


def client_address(request: Request) -> str:
    """Return the address a request came from, as the trusted proxies tell it."""
    return network_of(request.META.get("REMOTE_ADDR") or "unknown")


def next_page(request: Request, cursor: str) -> str:
    """Name the next page: this one with another cursor."""
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}"
