"""Section 2, `GET /orders/{id}`: the tag, the 304, and what is nobody else's business."""

import httpx2
import pytest

from .harness.combination import Combination
from .harness.deployment import Server
from .harness.orders import Body, cancel
from .harness.problem import assert_problem

pytestmark = [
    pytest.mark.needs(example="orders"),
    pytest.mark.once_for("framework", "architecture"),
]

UNKNOWN = "0190c0de-0000-7000-8000-000000000000"


def get(client: httpx2.Client, order: Body, **headers: str) -> httpx2.Response:
    """Read an order."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(f"/orders/{order['id']}", headers=given)


def test_the_tag_is_the_version(user: httpx2.Client, placed: Body) -> None:
    response = get(user, placed)
    assert response.headers["etag"] == f'"{response.json()["version"]}"'


@pytest.mark.parametrize("matching", ["{0}", "W/{0}", '"x", {0}', "*"])
def test_an_order_that_has_not_changed_is_304(
    user: httpx2.Client, placed: Body, matching: str
) -> None:
    """RFC 9110, section 13.1.2: a list, a weak tag and `*` match as well."""
    tag = get(user, placed).headers["etag"]
    response = get(user, placed, If_None_Match=matching.format(tag))
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["etag"] == tag


def test_an_order_that_has_changed_is_200(user: httpx2.Client, placed: Body) -> None:
    tag = get(user, placed).headers["etag"]
    cancel(user, placed)
    response = get(user, placed, If_None_Match=tag)
    assert response.status_code == 200
    assert response.json()["status"] == "cancelled"
    assert response.headers["etag"] != tag


def test_an_unknown_order_is_404(user: httpx2.Client) -> None:
    assert_problem(user.get(f"/orders/{UNKNOWN}"), 404, "not_found")


@pytest.mark.parametrize("text", ["1", "not-an-id", "0" * 300, "%00", "..%2F..%2Fetc%2Fpasswd"])
def test_an_id_that_is_none_is_404(user: httpx2.Client, text: str) -> None:
    assert_problem(user.get(f"/orders/{text}"), 404, "not_found")


def without_request(response: httpx2.Response) -> Body:
    """Return a problem without what names the request itself."""
    return {k: v for k, v in response.json().items() if k not in {"request_id", "instance"}}


@pytest.mark.needs(identified=True)
@pytest.mark.parametrize(
    ("method", "path", "options"),
    [
        ("GET", "/orders/{}", {}),
        ("PATCH", "/orders/{}", {"json": {}, "headers": {"If-Match": '"1"'}}),
        ("PATCH", "/orders/{}", {"json": {}}),
        ("POST", "/orders/{}/cancel", {}),
    ],
)
def test_an_order_of_someone_else_looks_like_an_unknown_one(
    newcomer: httpx2.Client, placed: Body, method: str, path: str, options: Body
) -> None:
    stranger = newcomer
    foreign = stranger.request(method, path.format(placed["id"]), **options)
    unknown = stranger.request(method, path.format(UNKNOWN), **options)
    assert_problem(foreign, 404, "not_found")
    assert without_request(foreign) == without_request(unknown)


@pytest.mark.needs(identified=True)
@pytest.mark.parametrize("path", ["/orders", f"/orders/{UNKNOWN}", "/orders/stats"])
def test_nothing_is_read_without_credentials(
    combination: Combination, server: Server, path: str
) -> None:
    response = server.client().get(path)
    assert_problem(response, 401, "not_authenticated")
    assert response.headers["www-authenticate"].startswith(combination.challenge)
