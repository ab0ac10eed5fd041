"""Routes that only the tests have, to try what all routes share."""

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel, Field

from {{ package_name }}.app import create_app
from {{ package_name }}.settings import Settings
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.dependencies import ContainerDep
from {{ package_name }}.web.json_route import JsonRoute
from {{ package_name }}.web.policy import API_PREFIX

URL = f"{API_PREFIX}/echo"

router = APIRouter(prefix=URL, dependencies=[PUBLIC], route_class=JsonRoute)


class Message(BaseModel):
    """What is sent back."""

    texts: list[str]
    times: int = Field(default=1, ge=1)


@router.post("")
async def echo(message: Message) -> Message:
    """Send a message back."""
    return message


@router.get("/failure")
async def fail() -> None:
    """Fail with something that nobody outside should see."""
    message = "SELECT hunter2 FROM secrets"
    raise RuntimeError(message)


@router.get("/database")
async def write(container: ContainerDep) -> None:
    """Need the database."""
    async with container.database.transaction() as session:
        await session.connection()


@router.get("/{length}")
async def text(length: int) -> str:
    """Return so many characters."""
    return "x" * length


def create_echo_app(settings: Settings) -> FastAPI:
    """Make the application, with these routes beside its own."""
    app = create_app(settings)
    app.include_router(router)
    return app
