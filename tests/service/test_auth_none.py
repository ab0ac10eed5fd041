"""Section 3, `none`: no auth routes, and every caller is one anonymous owner with all rights."""

import re

import pytest

from .harness.accounts import bearer
from .harness.deployment import Server
from .harness.orders import place, read
from .harness.problem import assert_problem

pytestmark = pytest.mark.needs(auth="none")

NO_ACCOUNTS = re.compile("anonymous|no.?auth", re.IGNORECASE)


@pytest.mark.parametrize("route", ["register", "token", "refresh", "logout", "login"])
def test_there_are_no_auth_routes(server: Server, route: str) -> None:
    assert_problem(server.client().post(f"/auth/{route}", json={}), 404, "not_found")


def test_nobody_is_signed_in(server: Server) -> None:
    assert_problem(server.client().get("/auth/me"), 404, "not_found")


@pytest.mark.needs(example="orders")
def test_an_order_of_one_caller_is_an_order_of_all(server: Server) -> None:
    order = place(server.client())
    assert read(server.client(), order)["id"] == order["id"]


@pytest.mark.needs(example="orders")
def test_credentials_are_ignored(server: Server) -> None:
    assert server.client(bearer("a.forged.token")).get("/orders").status_code == 200


def test_the_log_says_so_at_the_start(server: Server) -> None:
    assert NO_ACCOUNTS.search(server.process.log)
