"""Section 2, `PATCH /orders/{id}`: a merge patch under a tag (RFC 7396, RFC 9110 section 13)."""

import httpx2
import pytest

from .harness.accounts import unique_email
from .harness.orders import Body, cancel, line, place, read, wait_confirmed
from .harness.polling import at_once
from .harness.problem import assert_problem, pointers
from .test_orders_read import UNKNOWN

pytestmark = pytest.mark.needs(example="orders")


def patch(client: httpx2.Client, order: Body, change: object, tag: str | None) -> httpx2.Response:
    """Change an order under a tag, or under none."""
    headers = {"If-Match": tag} if tag is not None else {}
    return client.patch(f"/orders/{order['id']}", json=change, headers=headers)


def tag(order: Body) -> str:
    """Return the tag of an order as it was."""
    return f'"{order["version"]}"'


def test_what_is_sent_is_changed_and_nothing_else(user: httpx2.Client, placed: Body) -> None:
    email = unique_email("new-customer")
    response = patch(user, placed, {"customer_email": email}, tag(placed))
    changed = response.json()
    assert response.status_code == 200, response.text
    assert changed["customer_email"] == email
    for name in ("id", "status", "lines", "total", "created_at"):
        assert changed[name] == placed[name]


def test_a_change_is_stored(user: httpx2.Client, placed: Body) -> None:
    changed = patch(user, placed, {"lines": [line("NEW")]}, tag(placed)).json()
    assert read(user, placed) == changed


def test_lines_are_replaced_as_a_whole_and_the_total_follows(
    user: httpx2.Client, placed: Body
) -> None:
    lines = [line("A", 1, "1.00", "USD"), line("B", 2, "0.25", "USD")]
    changed = patch(user, placed, {"lines": lines}, tag(placed)).json()
    assert changed["lines"] == lines
    assert changed["total"] == {"amount": "1.50", "currency": "USD"}


def test_a_change_makes_a_new_version_and_a_new_tag(user: httpx2.Client, placed: Body) -> None:
    response = patch(user, placed, {"lines": [line("NEW")]}, tag(placed))
    assert response.json()["version"] > placed["version"]
    assert response.headers["etag"] == tag(response.json())
    assert response.json()["updated_at"] > placed["updated_at"]


def test_without_a_tag_it_is_428(user: httpx2.Client, placed: Body) -> None:
    assert_problem(patch(user, placed, {}, None), 428, "precondition_required")


@pytest.mark.parametrize("stale", ['"0"', '"999"', '"x"', 'W/"1"', '""'])
def test_with_a_tag_that_does_not_match_it_is_412(
    user: httpx2.Client, placed: Body, stale: str
) -> None:
    """A weak tag never matches: If-Match compares strongly (RFC 9110, section 13.1.1)."""
    response = patch(user, placed, {"lines": [line("NEW")]}, stale)
    assert_problem(response, 412, "precondition_failed")
    assert read(user, placed)["lines"] == placed["lines"]


def test_a_tag_is_good_for_one_change(user: httpx2.Client, placed: Body) -> None:
    assert patch(user, placed, {"lines": [line("A")]}, tag(placed)).status_code == 200
    again = patch(user, placed, {"lines": [line("B")]}, tag(placed))
    assert_problem(again, 412, "precondition_failed")


@pytest.mark.parametrize("matching", ['"x", {}', "*"])
def test_one_of_several_tags_or_any_will_do(
    user: httpx2.Client, placed: Body, matching: str
) -> None:
    response = patch(user, placed, {"lines": [line("A")]}, matching.format(tag(placed)))
    assert response.status_code == 200, response.text


def test_of_ten_at_once_with_one_tag_exactly_one_wins(user: httpx2.Client, placed: Body) -> None:
    def change(number: int) -> httpx2.Response:
        return patch(user, placed, {"lines": [line("A", number + 1)]}, tag(placed))

    answers = at_once(change, 10)
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 9
    winner = next(answer for answer in answers if answer.status_code == 200)
    assert read(user, placed) == winner.json()


def test_a_cancelled_order_is_not_editable(user: httpx2.Client, placed: Body) -> None:
    cancelled = cancel(user, placed)
    assert_problem(patch(user, placed, {}, tag(cancelled)), 409, "order_not_editable")


def test_a_confirmed_order_is_not_editable(user: httpx2.Client) -> None:
    order = wait_confirmed(user, place(user))
    assert_problem(patch(user, order, {}, tag(order)), 409, "order_not_editable")


def test_the_tag_is_looked_at_before_the_status(user: httpx2.Client, placed: Body) -> None:
    cancel(user, placed)
    assert_problem(patch(user, placed, {}, '"0"'), 412, "precondition_failed")
    assert_problem(patch(user, placed, {}, None), 428, "precondition_required")


def test_an_unknown_order_is_404_before_anything_else(user: httpx2.Client) -> None:
    order = {"id": UNKNOWN}
    assert_problem(patch(user, order, {}, None), 404, "not_found")
    assert_problem(patch(user, order, {}, '"1"'), 404, "not_found")


@pytest.mark.parametrize("field", ["id", "status", "total", "version", "created_at", "nonsense"])
def test_other_fields_cannot_be_changed(user: httpx2.Client, placed: Body, field: str) -> None:
    response = patch(user, placed, {field: placed.get(field, "x")}, tag(placed))
    assert pointers(response) == [f"/{field}"]


@pytest.mark.parametrize("field", ["customer_email", "lines"])
def test_null_would_remove_a_field_that_an_order_needs(
    user: httpx2.Client, placed: Body, field: str
) -> None:
    assert pointers(patch(user, placed, {field: None}, tag(placed))) == [f"/{field}"]


def test_the_rules_of_new_orders_hold_for_changes(user: httpx2.Client, placed: Body) -> None:
    for lines in (
        [],
        [line(quantity=0)],
        [line("A"), line("A")],
        [line("A"), line("B", currency="USD")],
    ):
        found = pointers(patch(user, placed, {"lines": lines}, tag(placed)))
        assert all(each.startswith("/lines") for each in found)
    assert read(user, placed)["lines"] == placed["lines"]


def test_a_patch_of_nothing_changes_no_content(user: httpx2.Client, placed: Body) -> None:
    response = patch(user, placed, {}, tag(placed))
    assert response.status_code == 200
    same = ("id", "status", "customer_email", "lines", "total", "created_at")
    assert {name: response.json()[name] for name in same} == {name: placed[name] for name in same}


def test_a_merge_patch_may_say_that_it_is_one(user: httpx2.Client, placed: Body) -> None:
    response = user.patch(
        f"/orders/{placed['id']}",
        content=b"{}",
        headers={"If-Match": tag(placed), "Content-Type": "application/merge-patch+json"},
    )
    assert response.status_code == 200, response.text
