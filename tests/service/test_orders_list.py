"""Section 2, `GET /orders`: pages that show each order exactly once."""

import threading
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urljoin

import httpx2
import pytest

from .harness.callers import newcomer
from .harness.deployment import Deployment, Server
from .harness.mail import Mailserver
from .harness.orders import Body, Counter, cancel, place, wait_confirmed
from .harness.problem import assert_problem, pointers

pytestmark = pytest.mark.needs(example="orders")

Parameters = dict[str, str | int]


@pytest.fixture(scope="module")
def seller(deployment: Deployment, server: Server) -> httpx2.Client:
    """A caller with just the orders of `listed`; without accounts everybody's are there too."""
    return newcomer(deployment, server)


@pytest.fixture(scope="module")
def listed(seller: httpx2.Client) -> list[Body]:
    """Seven orders, the oldest first."""
    return [place(seller) for _ in range(7)]


@pytest.fixture
def sellers_counter(
    seller: httpx2.Client, mailserver: Mailserver, deployment: Deployment
) -> Iterator[Counter]:
    """Places orders of `seller` that stay `placed`."""
    counter = Counter(seller, mailserver, deployment)
    yield counter
    counter.clear()


def page(client: httpx2.Client, **parameters: str | int) -> list[str]:
    """Return the ids of one page."""
    response = client.get("/orders", params=parameters)
    assert response.status_code == 200, response.text
    return [item["id"] for item in response.json()["items"]]


def pages(client: httpx2.Client, **parameters: str | int) -> Iterator[list[str]]:
    """Follow `next_cursor` to the end, yielding the ids of each page."""
    cursor: Parameters = {}
    while True:
        response = client.get("/orders", params=parameters | cursor)
        assert response.status_code == 200, response.text
        yield [item["id"] for item in response.json()["items"]]
        if response.json()["next_cursor"] is None:
            return
        cursor = {"cursor": response.json()["next_cursor"]}


def ids(orders: list[Body]) -> list[str]:
    """Return the ids of orders."""
    return [order["id"] for order in orders]


def since(orders: list[Body]) -> str:
    """Return `created_from` of the first of these orders."""
    first: str = orders[0]["created_at"]
    return first


def test_the_newest_comes_first_by_default(seller: httpx2.Client, listed: list[Body]) -> None:
    assert page(seller, created_from=since(listed), limit=100)[-7:] == ids(listed)[::-1]


@pytest.mark.parametrize(("sort", "step"), [("created_at", 1), ("-created_at", -1)])
def test_the_order_can_be_chosen(
    seller: httpx2.Client, listed: list[Body], sort: str, step: int
) -> None:
    found = page(seller, sort=sort, created_from=since(listed), created_to=listed[-1]["created_at"])
    assert [each for each in found if each in ids(listed[:-1])] == ids(listed[:-1])[::step]


def test_a_page_has_whole_orders(seller: httpx2.Client, listed: list[Body]) -> None:
    response = seller.get("/orders", params={"created_from": since(listed)})
    item = next(each for each in response.json()["items"] if each["id"] == listed[0]["id"])
    assert set(item) == set(listed[0])


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_pages_have_as_many_orders_as_asked_for(
    seller: httpx2.Client, listed: list[Body], limit: int
) -> None:
    found = list(pages(seller, limit=limit, created_from=since(listed)))
    assert all(len(each) == limit for each in found[:-1])
    assert 1 <= len(found[-1]) <= limit
    assert sorted(chain(*found))[:7] == ids(listed)


def test_a_page_has_20_orders_by_default(newcomer: httpx2.Client) -> None:
    orders = [place(newcomer) for _ in range(21)]
    assert len(page(newcomer, created_from=since(orders))) == 20


@pytest.mark.parametrize("sort", ["created_at", "-created_at"])
def test_each_order_comes_once_while_others_are_inserted(
    newcomer: httpx2.Client, sort: str
) -> None:
    before = [place(newcomer) for _ in range(12)]
    done = threading.Event()

    def insert() -> None:
        for _ in range(40):  # as many as the jobs of the next tests can wait for
            if not done.is_set():
                place(newcomer)

    thread = threading.Thread(target=insert)
    thread.start()
    try:
        walk = pages(newcomer, limit=2, sort=sort, created_from=since(before))
        seen: list[str] = []
        while not set(ids(before)) <= set(seen):
            seen += next(walk)
    finally:
        done.set()
        thread.join()
    assert len(seen) == len(set(seen))
    assert [each for each in seen if each in ids(before)] == sorted(
        ids(before), reverse=sort == "-created_at"
    )


def test_the_last_page_has_no_cursor_and_no_link(seller: httpx2.Client, listed: list[Body]) -> None:
    parameters: Parameters = {"limit": 100, "created_from": listed[-1]["created_at"]}
    response = seller.get("/orders", params=parameters | {"sort": "-created_at"})
    assert response.json()["next_cursor"] is None
    assert "link" not in response.headers


def test_the_link_leads_to_the_next_page(seller: httpx2.Client, listed: list[Body]) -> None:
    parameters: Parameters = {"limit": 3, "sort": "created_at", "created_from": since(listed)}
    response = seller.get("/orders", params=parameters)
    link = response.headers["link"]
    target, _, relation = link.partition(">;")
    assert relation.strip() == 'rel="next"'
    following = seller.get(urljoin(str(response.request.url), target.removeprefix("<")))
    assert ids(following.json()["items"]) == ids(listed[3:6])


@pytest.mark.parametrize("damage", ["", "x", "{}A", "A{}", "bm90aGluZw=="])
def test_a_tampered_cursor_is_400(seller: httpx2.Client, listed: list[Body], damage: str) -> None:
    first = seller.get("/orders", params={"limit": 1, "created_from": since(listed)}).json()
    cursor = damage.format(first["next_cursor"])
    assert_problem(seller.get("/orders", params={"cursor": cursor}), 400, "invalid_cursor")


def test_a_cursor_with_one_letter_changed_is_400(seller: httpx2.Client, listed: list[Body]) -> None:
    first = seller.get("/orders", params={"limit": 1, "created_from": since(listed)}).json()
    cursor: str = first["next_cursor"]
    for place_in_it in (0, len(cursor) // 2):
        letter = "A" if cursor[place_in_it] != "A" else "B"
        bent = cursor[:place_in_it] + letter + cursor[place_in_it + 1 :]
        assert_problem(seller.get("/orders", params={"cursor": bent}), 400, "invalid_cursor")


def test_a_cursor_of_another_sort_order_is_400(seller: httpx2.Client, listed: list[Body]) -> None:
    """It would show orders twice or not at all."""
    parameters: Parameters = {"limit": 1, "created_from": since(listed), "sort": "created_at"}
    cursor = seller.get("/orders", params=parameters).json()["next_cursor"]
    answer = seller.get("/orders", params=parameters | {"cursor": cursor, "sort": "-created_at"})
    assert_problem(answer, 400, "invalid_cursor")


def test_orders_are_found_by_status(
    seller: httpx2.Client, sellers_counter: Counter, listed: list[Body]
) -> None:
    placed, cancelled = sellers_counter.place(), cancel(seller, sellers_counter.place())
    confirmed = wait_confirmed(seller, listed[0])
    for order, status in ((placed, "placed"), (cancelled, "cancelled"), (confirmed, "confirmed")):
        found = set(chain(*pages(seller, status=status, limit=100, created_from=since(listed))))
        others = {placed["id"], cancelled["id"], confirmed["id"]} - {order["id"]}
        assert order["id"] in found
        assert not others & found


def test_orders_are_found_from_a_time_on(seller: httpx2.Client, listed: list[Body]) -> None:
    found = page(seller, created_from=listed[3]["created_at"], limit=100)
    assert set(ids(listed[3:])) <= set(found)
    assert not set(ids(listed[:3])) & set(found)


def test_orders_are_found_up_to_a_time(seller: httpx2.Client, listed: list[Body]) -> None:
    found = page(seller, created_to=listed[3]["created_at"], limit=100, created_from=since(listed))
    assert set(ids(listed[:3])) <= set(found)
    assert not set(ids(listed[4:])) & set(found)


def test_a_time_may_be_written_in_another_zone(seller: httpx2.Client, listed: list[Body]) -> None:
    """Long past in Honolulu and far ahead in Kiritimati."""
    everything = {"created_from": "2020-01-01T00:00:00-10:00"}
    assert listed[-1]["id"] in page(seller, limit=100, **everything)
    assert page(seller, created_from="2099-01-01T00:00:00+14:00") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("limit", value) for value in ("0", "101", "-1", "ten", "1.5", "")),
        *(("status", value) for value in ("unknown", "PLACED", "")),
        *(("sort", value) for value in ("total", "created_at,-created_at", "")),
        *(("created_from", value) for value in ("yesterday", "2026-13-01T00:00:00Z", "")),
        *(("created_to", value) for value in ("tomorrow", "2026-01-01T25:00:00Z", "")),
    ],
)
def test_a_wrong_parameter_is_422(seller: httpx2.Client, name: str, value: str) -> None:
    found = pointers(seller.get("/orders", params={name: value}))
    assert [each.rpartition("/")[2] for each in found] == [name]


def test_a_time_without_a_zone_is_422(seller: httpx2.Client) -> None:
    """Nobody could tell which moment is meant."""
    assert pointers(seller.get("/orders", params={"created_from": "2026-01-01T00:00:00"}))


@pytest.mark.needs(identified=True)
def test_a_caller_sees_only_the_own_orders(newcomer: httpx2.Client, listed: list[Body]) -> None:
    own = place(newcomer)
    assert listed
    assert page(newcomer) == [own["id"]]


@pytest.mark.needs(identified=True)
def test_who_has_no_orders_gets_an_empty_page(newcomer: httpx2.Client) -> None:
    assert newcomer.get("/orders").json() == {"items": [], "next_cursor": None}
