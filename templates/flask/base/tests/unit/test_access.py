import pytest
from flask import Flask

from {{ package_name }}.callers import Scope
from {{ package_name }}.web.access import (
    PUBLIC,
    Public,
    Requires,
    UndeclaredAccessError,
    check_access,
)
from {{ package_name }}.web.operations import operation


def things() -> None:
    """Do nothing."""


def app_with_route(access: Requires | Public) -> Flask:
    """Make an application with one route."""
    app = Flask("things", static_folder=None)
    app.get("/api/things")(operation(access)(things))
    return app


def test_a_route_that_does_not_say_who_may_call_it_stops_the_start() -> None:
    app = Flask("things", static_folder=None)
    app.get("/api/things")(lambda: "things")

    with pytest.raises(UndeclaredAccessError, match="GET /api/things"):
        check_access(app)


def test_a_public_route_says_so() -> None:
    check_access(app_with_route(PUBLIC))


def test_a_protected_route_names_what_it_requires() -> None:
    check_access(app_with_route(Requires(Scope.ORDERS_READ)))
