import pytest
from fastapi import APIRouter, Depends, FastAPI, params

from {{ package_name }}.callers import Caller, Role, Scope
from {{ package_name }}.errors import ForbiddenError
from {{ package_name }}.ids import new_id
from {{ package_name }}.web.access import (
    PUBLIC,
    Requires,
    UndeclaredAccessError,
    check_access,
)

READER = Caller(new_id(), Role.USER, frozenset({Scope.ORDERS_READ}))


def app_with_route(*dependencies: params.Depends) -> FastAPI:
    """Make an application with one route."""
    router = APIRouter()
    router.add_api_route("/things", lambda: None, dependencies=list(dependencies))
    app = FastAPI()
    app.include_router(router, prefix="/api")
    return app


def test_a_route_that_does_not_say_who_may_call_it_stops_the_start() -> None:
    with pytest.raises(UndeclaredAccessError, match="GET /api/things"):
        check_access(app_with_route())


def test_a_public_route_says_so() -> None:
    check_access(app_with_route(PUBLIC))


def test_a_protected_route_names_what_it_requires() -> None:
    check_access(app_with_route(Depends(Requires(Scope.ORDERS_READ))))


def test_another_dependency_is_no_declaration() -> None:
    with pytest.raises(UndeclaredAccessError):
        check_access(app_with_route(Depends(lambda: None)))


async def test_a_caller_with_the_scope_comes_in() -> None:
    assert await Requires(Scope.ORDERS_READ)(READER) is READER


async def test_a_caller_without_the_scope_is_turned_away() -> None:
    with pytest.raises(ForbiddenError):
        await Requires(Scope.ORDERS_WRITE)(READER)


async def test_any_known_caller_comes_in_where_no_scope_is_named() -> None:
    assert await Requires()(READER) is READER
