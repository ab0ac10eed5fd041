import pytest
from httpx2 import Response

from {{ package_name }}.callers import Role
from {{ package_name }}.ids import new_id

from tests.e2e.callers import CREDENTIALS, authorization
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import ORDERS, place_order, post_order
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client
from tests.factories import order_body

pytestmark = pytest.mark.usefixtures("jobs")

# Each route of one order: its method, and its path below the order.
ROUTES = [("GET", ""), ("PATCH", ""), ("POST", "/cancel")]


{{ async_ }}def delete_order(client: Client, order_id: str, headers: dict[str, str]) -> Response:
    return {{ await_ }}client.delete(f"{ORDERS}/{order_id}", headers=headers)


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("GET", "/stats")])
{{ async_ }}def test_nobody_comes_in_unknown(client: Client, method: str, path: str) -> None:
    del client.headers[CREDENTIALS]

    response = {{ await_ }}client.request(method, f"{ORDERS}{path}", json=order_body())

    assert problem(response) == (401, "not_authenticated")


@pytest.mark.parametrize(("method", "path"), ROUTES)
{{ async_ }}def test_the_order_of_another_is_not_found_as_if_there_were_none(
    app: App, client: Client, method: str, path: str
) -> None:
    order = {{ await_ }}place_order(client)
    headers = ({{ await_ }}authorization(app)) | {"X-Request-ID": "abc", "If-Match": '"1"'}

    answers = [
        {{ await_ }}client.request(method, f"{ORDERS}/{order_id}{path}", json={}, headers=headers)
        for order_id in (order["id"], new_id())
    ]

    assert problem(answers[0]) == problem(answers[1]) == (404, "not_found")
    assert answers[0].json()["detail"] == answers[1].json()["detail"]


{{ async_ }}def test_the_orders_of_others_are_not_listed(app: App, client: Client) -> None:
    {{ await_ }}place_order(client)

    response = {{ await_ }}client.get(ORDERS, headers={{ await_ }}authorization(app))

    assert response.json()["items"] == []


{{ async_ }}def test_the_orders_of_others_are_not_counted(
    app: App,
    client: Client,
    jobs: HeldJobs,
) -> None:
    {{ await_ }}place_order(client)
    {{ await_ }}jobs.catch_up()

    response = {{ await_ }}client.get(f"{ORDERS}/stats", headers={{ await_ }}authorization(app))

    assert response.json()["placed"] == 0


{{ async_ }}def test_an_admin_sees_the_orders_of_all(app: App, client: Client, jobs: HeldJobs) -> None:
    order = {{ await_ }}place_order(client)
    {{ await_ }}jobs.catch_up()
    admin = {{ await_ }}authorization(app, Role.ADMIN)

    listed = {{ await_ }}client.get(ORDERS, headers=admin)
    read = {{ await_ }}client.get(f"{ORDERS}/{order['id']}", headers=admin)
    stats = {{ await_ }}client.get(f"{ORDERS}/stats", headers=admin)

    assert listed.json()["items"] == [order]
    assert read.json() == order
    assert stats.json()["placed"] == 1


{{ async_ }}def test_an_admin_deletes_an_order(app: App, client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}delete_order(client, order["id"], {{ await_ }}authorization(app, Role.ADMIN))

    assert response.status_code == 204
    assert problem({{ await_ }}client.get(f"{ORDERS}/{order['id']}")) == (404, "not_found")


{{ async_ }}def test_a_deleted_order_cannot_be_deleted_again(app: App, client: Client) -> None:
    admin = {{ await_ }}authorization(app, Role.ADMIN)
    order = {{ await_ }}place_order(client)
    {{ await_ }}delete_order(client, order["id"], admin)

    assert problem({{ await_ }}delete_order(client, order["id"], admin)) == (404, "not_found")


{{ async_ }}def test_a_user_deletes_no_order_not_even_their_own(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    assert problem({{ await_ }}delete_order(client, order["id"], {})) == (403, "forbidden")


{{ async_ }}def test_two_callers_may_use_the_same_key(app: App, client: Client) -> None:
    ours = {{ await_ }}post_order(client, key="once")

    theirs = {{ await_ }}client.post(
        ORDERS, json=order_body(), headers=({{ await_ }}authorization(app)) | {"Idempotency-Key": "once"}
    )

    assert theirs.status_code == 201
    assert theirs.json()["id"] != ours.json()["id"]
