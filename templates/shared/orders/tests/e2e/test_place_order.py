from datetime import timedelta
from functools import partial

import pytest

from {{ package_name }}.clock import utc_now
from {{ package_name }}.jobs import Job

from tests.concurrently import together
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import ORDERS, post_order
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client
from tests.e2e.tables import change
from tests.factories import line_body, order_body

pytestmark = pytest.mark.usefixtures("jobs")


{{ async_ }}def test_a_new_order_is_placed(client: Client) -> None:
    response = {{ await_ }}post_order(client, order_body(line_body("tea", 2, "4.50")))

    order = response.json()
    assert (response.status_code, order["status"], order["version"]) == (201, "placed", 1)
    assert order["lines"] == [line_body("tea", 2, "4.50")]
    assert order["total"] == {"amount": "9.00", "currency": "EUR"}


{{ async_ }}def test_a_new_order_can_be_read_where_it_is_said_to_be(client: Client) -> None:
    placed = {{ await_ }}post_order(client)

    read = {{ await_ }}client.get(placed.headers["Location"])

    assert read.json() == placed.json()
    assert read.headers["ETag"] == placed.headers["ETag"] == '"1"'


{{ async_ }}def test_times_are_in_utc(client: Client) -> None:
    order = ({{ await_ }}post_order(client)).json()

    assert order["created_at"].endswith("Z")


{{ async_ }}def test_the_confirmation_of_a_new_order_is_asked_for(client: Client, jobs: HeldJobs) -> None:
    response = {{ await_ }}client.post(ORDERS, json=order_body(), headers={"X-Request-ID": "abc"})

    asked_for = Job("confirm_order", {"order_id": response.json()["id"]}, "abc")
    assert {{ await_ }}jobs.waiting("confirm_order") == [asked_for]


{{ async_ }}def test_an_order_that_breaks_rules_is_refused_with_a_pointer_to_each(
    client: Client,
) -> None:
    body = order_body(line_body("tea"), line_body("green tea", quantity=0), customer_email="ada")

    response = {{ await_ }}post_order(client, body)

    assert problem(response) == (422, "validation_failed")
    pointers = [error["pointer"] for error in response.json()["errors"]]
    assert pointers == ["/customer_email", "/lines/1/sku", "/lines/1/quantity"]


{{ async_ }}def test_an_order_at_its_limits_is_placed(client: Client) -> None:
    lines = [line_body(f"{number:064}", 10_000, "9999999999.99") for number in range(100)]

    response = {{ await_ }}post_order(client, order_body(*lines))

    assert response.json()["total"]["amount"] == "9999999999990000.00"


{{ async_ }}def test_a_repetition_is_answered_as_before(client: Client) -> None:
    first = {{ await_ }}post_order(client, key="once")
    second = {{ await_ }}post_order(client, key="once")

    assert second.status_code == 201
    assert second.json() == first.json()
    assert second.headers["Location"] == first.headers["Location"]
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"


{{ async_ }}def test_two_at_once_with_one_key_place_one_order(client: Client) -> None:
    responses = {{ await_ }}together(*[partial(post_order, client, key="once")] * 4)

    assert {response.status_code for response in responses} == {201}
    assert len({response.json()["id"] for response in responses}) == 1
    replayed = ["Idempotency-Replayed" in response.headers for response in responses]
    assert sorted(replayed) == [False, True, True, True]


{{ async_ }}def test_a_key_cannot_be_used_for_another_order(client: Client) -> None:
    {{ await_ }}post_order(client, key="once")

    response = {{ await_ }}post_order(client, order_body(line_body("cup")), key="once")

    assert problem(response) == (422, "idempotency_key_reused")


{{ async_ }}def test_an_order_that_was_refused_does_not_use_up_its_key(client: Client) -> None:
    {{ await_ }}post_order(client, order_body(line_body(quantity=0)), key="once")

    assert ({{ await_ }}post_order(client, key="once")).status_code == 201


{{ async_ }}def test_a_key_is_forgotten_after_a_day(app: App, client: Client) -> None:
    first = {{ await_ }}post_order(client, key="once")
    yesterday = utc_now() - timedelta(hours=24, seconds=1)
    {{ await_ }}change(app, "idempotency_records", created_at=yesterday)

    second = {{ await_ }}post_order(client, key="once")

    assert second.status_code == 201
    assert second.json()["id"] != first.json()["id"]


{{ async_ }}def test_a_key_that_is_too_long_is_refused(client: Client) -> None:
    assert problem({{ await_ }}post_order(client, key="x" * 256)) == (422, "validation_failed")
