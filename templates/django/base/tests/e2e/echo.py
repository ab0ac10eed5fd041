"""Routes that only the tests have, to try what all routes share."""

from django.db import transaction
from django.urls import path
from ninja import Router
from pydantic import BaseModel, Field

from {{ package_name }}.app import WsgiApplication, create_app
from {{ package_name }}.routes import ROUTERS
from {{ package_name }}.settings import Settings
from {{ package_name }}.urls import handler400, handler403, handler404, handler500
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.api import make_api
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.requests import Request

__all__ = ["handler400", "handler403", "handler404", "handler500"]

URL = f"{API_PREFIX}/echo"

router = Router(auth=PUBLIC)


class Message(BaseModel):
    """What is sent back."""

    texts: list[str]
    times: int = Field(default=1, ge=1)


@router.post("", auth=PUBLIC, response=Message)
def echo(request: Request, body: Message) -> Message:  # noqa: ARG001 - django-ninja passes it
    """Send a message back."""
    return body


@router.get("/failure", auth=PUBLIC)
def fail(request: Request) -> None:  # noqa: ARG001 - as above
    """Fail with something that nobody outside should see."""
    message = "SELECT hunter2 FROM secrets"
    raise RuntimeError(message)


@router.get("/database", auth=PUBLIC, response={204: None})
def write(request: Request) -> None:  # noqa: ARG001 - as above
    """Need the database."""
    with transaction.atomic():
        pass


@router.get("/{int:length}", auth=PUBLIC, response=str)
def text(request: Request, length: int) -> str:  # noqa: ARG001 - as above
    """Return so many characters."""
    return "x" * length


api = make_api([*ROUTERS, (URL, router)])
urlpatterns = [path("", api.urls)]


def create_echo_app(settings: Settings) -> WsgiApplication:
    """Make the application, with these routes beside its own."""
    return create_app(settings, urlconf=__name__)
