from functools import partial
from typing import Any

import pytest
from httpx2 import Response

from {{ package_name }}.ids import new_id

from tests.concurrently import together
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import ORDERS, cancel_order, get_order, place_order
from tests.e2e.problems import problem
from tests.e2e.serving import Client
from tests.factories import line_body

pytestmark = pytest.mark.usefixtures("jobs")

NEW_EMAIL = {"customer_email": "bob@example.com"}


{{ async_ }}def edit_order(
    client: Client, order_id: str, body: dict[str, Any], if_match: str | None = '"1"'
) -> Response:
    headers = {} if if_match is None else {"If-Match": if_match}
    return {{ await_ }}client.patch(f"{ORDERS}/{order_id}", json=body, headers=headers)


{{ async_ }}def test_an_edit_makes_a_new_version(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}edit_order(client, order["id"], NEW_EMAIL)

    assert response.status_code == 200
    assert response.headers["ETag"] == '"2"'
    assert response.json()["customer_email"] == "bob@example.com"
    assert response.json() == {{ await_ }}get_order(client, order["id"])


{{ async_ }}def test_new_lines_replace_the_old_ones(client: Client) -> None:
    order = {{ await_ }}place_order(client, line_body("tea"), line_body("cup"))

    response = {{ await_ }}edit_order(
        client,
        order["id"],
        {"lines": [line_body("pot", 1, "30.00", "USD")]},
    )

    assert response.json()["lines"] == [line_body("pot", 1, "30.00", "USD")]
    assert response.json()["total"] == {"amount": "30.00", "currency": "USD"}
    assert response.json() == {{ await_ }}get_order(client, order["id"])


{{ async_ }}def test_what_is_left_out_stays(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}edit_order(client, order["id"], NEW_EMAIL)

    assert response.json()["lines"] == order["lines"]


{{ async_ }}def test_a_merge_patch_may_be_called_so(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}client.patch(
        f"{ORDERS}/{order['id']}",
        content=b'{"customer_email": "bob@example.com"}',
        headers={"Content-Type": "application/merge-patch+json", "If-Match": '"1"'},
    )

    assert response.status_code == 200


{{ async_ }}def test_an_edit_needs_the_version_that_was_read(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}edit_order(client, order["id"], NEW_EMAIL, if_match=None)

    assert problem(response) == (428, "precondition_required")


{{ async_ }}def test_an_edit_of_an_older_version_is_refused(client: Client) -> None:
    order = {{ await_ }}place_order(client)
    {{ await_ }}edit_order(client, order["id"], NEW_EMAIL)

    response = {{ await_ }}edit_order(client, order["id"], {"customer_email": "eve@example.com"})

    assert problem(response) == (412, "precondition_failed")
    assert ({{ await_ }}get_order(client, order["id"]))["customer_email"] == "bob@example.com"


{{ async_ }}def test_of_edits_at_once_with_one_tag_exactly_one_wins(client: Client) -> None:
    order = {{ await_ }}place_order(client)
    bodies = [{"customer_email": f"{name}@example.com"} for name in ("bob", "eve", "dan")]

    responses = {{ await_ }}together(*(partial(edit_order, client, order["id"], body) for body in bodies))

    assert sorted(response.status_code for response in responses) == [200, 412, 412]
    (winner,) = (response for response in responses if response.status_code == 200)
    assert winner.json() == {{ await_ }}get_order(client, order["id"])


{{ async_ }}def test_an_edit_that_breaks_a_rule_is_refused(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}edit_order(client, order["id"], {"status": "confirmed"})

    assert problem(response) == (422, "validation_failed")
    assert ({{ await_ }}get_order(client, order["id"]))["status"] == "placed"


{{ async_ }}def test_a_confirmed_order_cannot_be_edited(client: Client, jobs: HeldJobs) -> None:
    order = {{ await_ }}place_order(client)
    {{ await_ }}jobs.run()

    response = {{ await_ }}edit_order(client, order["id"], NEW_EMAIL, if_match='"2"')

    assert problem(response) == (409, "order_not_editable")


{{ async_ }}def test_an_unknown_order_cannot_be_edited(client: Client) -> None:
    assert problem({{ await_ }}edit_order(client, str(new_id()), NEW_EMAIL)) == (404, "not_found")


{{ async_ }}def test_an_order_is_cancelled(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    response = {{ await_ }}cancel_order(client, order["id"])

    assert (response.status_code, response.json()["status"]) == (200, "cancelled")
    assert response.headers["ETag"] == '"2"'


{{ async_ }}def test_cancelling_again_changes_nothing(client: Client) -> None:
    order = {{ await_ }}place_order(client)
    first = {{ await_ }}cancel_order(client, order["id"])

    second = {{ await_ }}cancel_order(client, order["id"])

    assert (second.status_code, second.json()) == (200, first.json())


{{ async_ }}def test_a_confirmed_order_cannot_be_cancelled(client: Client, jobs: HeldJobs) -> None:
    order = {{ await_ }}place_order(client)
    {{ await_ }}jobs.run()

    response = {{ await_ }}cancel_order(client, order["id"])

    assert problem(response) == (409, "order_already_confirmed")


{{ async_ }}def test_an_unknown_order_cannot_be_cancelled(client: Client) -> None:
    assert problem({{ await_ }}cancel_order(client, str(new_id()))) == (404, "not_found")
