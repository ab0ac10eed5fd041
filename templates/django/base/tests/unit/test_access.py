import pytest
from ninja import NinjaAPI, Router
from ninja.constants import NOT_SET

from {{ package_name }}.callers import Scope
from {{ package_name }}.web.access import (
    PUBLIC,
    Public,
    Requires,
    UndeclaredAccessError,
    check_access,
)
from {{ package_name }}.web.api import make_api
from {{ package_name }}.web.requests import Request


def things(request: Request) -> None:
    """Do nothing."""


def api_with_route(access: Requires | Public | None) -> NinjaAPI:
    """Make an API with one route."""
    router = Router()
    router.get("/things", auth=access or NOT_SET)(things)
    return make_api([("/api", router)])


def test_a_route_that_does_not_say_who_may_call_it_stops_the_start() -> None:
    with pytest.raises(UndeclaredAccessError, match="GET /api/things"):
        check_access(api_with_route(None))


def test_a_public_route_says_so() -> None:
    check_access(api_with_route(PUBLIC))


def test_a_protected_route_names_what_it_requires() -> None:
    check_access(api_with_route(Requires(Scope.ORDERS_READ)))
