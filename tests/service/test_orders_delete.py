"""Section 2, `DELETE /orders/{id}`: for admins only."""

import httpx2
import pytest

from .harness.deployment import Server
from .harness.orders import Body, place, read, wait_confirmed
from .harness.problem import assert_problem
from .test_orders_read import UNKNOWN

pytestmark = [
    pytest.mark.needs(example="orders"),
    pytest.mark.once_for("framework", "architecture"),
]


def test_an_admin_deletes_an_order_for_good(
    user: httpx2.Client, admin: httpx2.Client, placed: Body
) -> None:
    response = admin.delete(f"/orders/{placed['id']}")
    assert (response.status_code, response.content) == (204, b"")
    assert_problem(user.get(f"/orders/{placed['id']}"), 404, "not_found")
    assert_problem(admin.get(f"/orders/{placed['id']}"), 404, "not_found")


def test_deleting_again_is_404(admin: httpx2.Client, placed: Body) -> None:
    admin.delete(f"/orders/{placed['id']}")
    assert_problem(admin.delete(f"/orders/{placed['id']}"), 404, "not_found")


def test_an_unknown_order_is_404(admin: httpx2.Client) -> None:
    assert_problem(admin.delete(f"/orders/{UNKNOWN}"), 404, "not_found")


def test_a_confirmed_order_can_be_deleted(user: httpx2.Client, admin: httpx2.Client) -> None:
    order = wait_confirmed(user, place(user))
    assert admin.delete(f"/orders/{order['id']}").status_code == 204


@pytest.mark.needs(identified=True)
def test_a_user_may_not_delete_even_the_own_order(user: httpx2.Client, placed: Body) -> None:
    assert_problem(user.delete(f"/orders/{placed['id']}"), 403, "forbidden")
    assert read(user, placed)["id"] == placed["id"]


@pytest.mark.needs(identified=True)
def test_nobody_deletes_without_credentials(server: Server, placed: Body) -> None:
    response = server.client().delete(f"/orders/{placed['id']}")
    assert_problem(response, 401, "not_authenticated")
