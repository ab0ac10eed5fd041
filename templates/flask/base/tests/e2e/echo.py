"""Routes that only the tests have, to try what all routes share."""

from flask import Blueprint, Flask, Response
from pydantic import BaseModel, Field

from {{ package_name }}.app import create_app
from {{ package_name }}.settings import Settings
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.context import get_container
from {{ package_name }}.web.operations import operation
from {{ package_name }}.web.policy import API_PREFIX

URL = f"{API_PREFIX}/echo"

blueprint = Blueprint("echo", __name__, url_prefix=URL)


class Message(BaseModel):
    """What is sent back."""

    texts: list[str]
    times: int = Field(default=1, ge=1)


@blueprint.post("")
@operation(PUBLIC, answer=Message)
def echo(body: Message) -> Message:
    """Send a message back."""
    return body


@blueprint.get("/failure")
@operation(PUBLIC)
def fail() -> None:
    """Fail with something that nobody outside should see."""
    message = "SELECT hunter2 FROM secrets"
    raise RuntimeError(message)


@blueprint.get("/database")
@operation(PUBLIC)
def write() -> None:
    """Need the database."""
    with get_container().database.transaction() as session:
        session.connection()


@blueprint.get("/<int:length>")
@operation(PUBLIC)
def text(length: int) -> Response:
    """Return so many characters."""
    return Response(f'"{"x" * length}"', mimetype="application/json")


def create_echo_app(settings: Settings) -> Flask:
    """Make the application, with these routes beside its own."""
    app = create_app(settings)
    app.register_blueprint(blueprint)
    return app
