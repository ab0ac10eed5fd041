{% if framework == "fastapi" %}
import asyncio
{% endif %}
from collections import Counter

import pytest
from click.testing import CliRunner

from {{ package_name }}.application import projections
from {{ package_name }}.cli import cli
from {{ package_name }}.settings import Settings

from tests.concurrently import together
from tests.e2e.callers import authorization
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import ORDERS, cancel_order, place_order, post_order
from tests.e2e.serving import App, Client, container_of, serving
from tests.e2e.tables import empty, rows
from tests.factories import line_body, order_body
from tests.polling import until

SUMMARIES = "order_summaries"


{{ async_ }}def statuses(app: App) -> Counter[str]:
    return Counter(row["status"] for row in {{ await_ }}rows(app, SUMMARIES))


{{ async_ }}def rebuild(app: App) -> int:
    container = container_of(app)
    return {{ await_ }}projections.rebuild(container.order_summaries)


{{ async_ }}def placed(client: Client) -> int:
    count: int = ({{ await_ }}client.get(f"{ORDERS}/stats")).json()["placed"]
    return count


{{ async_ }}def test_sums_lag_until_they_are_projected(client: Client, jobs: HeldJobs) -> None:
    {{ await_ }}place_order(client)

    before = {{ await_ }}placed(client)
    {{ await_ }}jobs.catch_up()

    assert (before, {{ await_ }}placed(client)) == (0, 1)


{{ async_ }}def test_sums_settle_by_themselves(app: App, client: Client) -> None:
    {{ async_ }}def settled() -> bool:
        return {{ await_ }}statuses(app) == {"cancelled": 1}

    order = {{ await_ }}place_order(client)
    {{ await_ }}cancel_order(client, order["id"])

    {{ await_ }}until(settled)
    assert ({{ await_ }}client.get(f"{ORDERS}/stats")).json()["cancelled"] == 1


{{ async_ }}def test_a_repetition_asks_for_nothing_new(client: Client, jobs: HeldJobs) -> None:
    {{ await_ }}post_order(client, key="once")
    {{ await_ }}post_order(client, key="once")

    assert len({{ await_ }}jobs.waiting("confirm_order")) == 1


{{ async_ }}def test_a_refused_order_leaves_nothing_in_the_outbox(client: Client, jobs: HeldJobs) -> None:
    {{ await_ }}post_order(client, key="once")
    {{ await_ }}jobs.run()

    {{ await_ }}post_order(client, order_body(line_body("cup")), key="once")

    assert {{ await_ }}jobs.waiting("confirm_order") == []


{{ async_ }}def test_a_projection_that_comes_twice_changes_nothing(
    app: App, client: Client, jobs: HeldJobs
) -> None:
    {{ await_ }}place_order(client)
    {{ await_ }}jobs.catch_up()
    before = {{ await_ }}rows(app, SUMMARIES)

    {{ await_ }}jobs.catch_up()

    assert {{ await_ }}rows(app, SUMMARIES) == before


{{ async_ }}def test_a_rebuild_makes_what_was_there(app: App, client: Client, jobs: HeldJobs) -> None:
    for _ in range(3):
        {{ await_ }}place_order(client)
    {{ await_ }}jobs.run()
    {{ await_ }}place_order(client)
    {{ await_ }}jobs.catch_up()
    live = {{ await_ }}rows(app, SUMMARIES)
    {{ await_ }}empty(app, SUMMARIES)

    assert {{ await_ }}rebuild(app) == 4
    assert {{ await_ }}rows(app, SUMMARIES) == live


{{ async_ }}def test_a_rebuild_drops_what_is_gone(app: App, client: Client, jobs: HeldJobs) -> None:
    {{ await_ }}place_order(client)
    {{ await_ }}jobs.catch_up()
    {{ await_ }}empty(app, "orders")

    assert {{ await_ }}rebuild(app) == 0
    assert {{ await_ }}rows(app, SUMMARIES) == []


{{ async_ }}def test_a_rebuild_while_orders_are_placed_ends_at_the_same_summaries(
    app: App, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projections, "BATCH", 2)

    {{ async_ }}def place_some() -> None:
        for number in range(12):
            order = {{ await_ }}place_order(client)
            if number % 3 == 0:
                {{ await_ }}cancel_order(client, order["id"])

    {{ async_ }}def rebuild_once() -> None:
        {{ await_ }}rebuild(app)

    {{ async_ }}def settled() -> bool:
        return {{ await_ }}statuses(app) == {"confirmed": 16, "cancelled": 8}

    {{ await_ }}together(place_some, place_some, *[rebuild_once] * 3)
    {{ await_ }}until(settled)
    live = {{ await_ }}rows(app, SUMMARIES)
    {{ await_ }}empty(app, SUMMARIES)
    {{ await_ }}rebuild(app)

    assert {{ await_ }}rows(app, SUMMARIES) == live


def test_the_command_says_how_many_there_are(
    app: App, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    {{ async_ }}def place() -> None:
        {{ async_ }}with serving(app) as client:
            client.headers.update({{ await_ }}authorization(app))
            {{ await_ }}place_order(client)

    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
{% if framework == "fastapi" %}
    asyncio.run(place())
{% else %}
    place()
{% endif %}

    assert CliRunner().invoke(cli, ["rebuild-projections"]).stdout == "1 projected\n"
