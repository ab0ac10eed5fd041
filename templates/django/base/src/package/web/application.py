"""What a request can know of the application that serves it."""

from dataclasses import dataclass

from {{ package_name }}.container import Container
from {{ package_name }}.web.draining import Drain


@dataclass
class Application:
    """The parts of the service, the requests in flight, and the module of the routes."""

    container: Container
    drain: Drain
    urlconf: str
