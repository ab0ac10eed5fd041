import asyncio
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from httpx2 import AsyncClient
from sqlalchemy import select

from {{ package_name }}.application import projections
from {{ package_name }}.cli import cli
from {{ package_name }}.container import Container
from {{ package_name }}.metadata import METADATA
from {{ package_name }}.settings import Settings

from tests.e2e.callers import authorization
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import ORDERS, cancel_order, place_order, post_order
from tests.e2e.serving import serving
from tests.factories import line_body, order_body
from tests.polling import until

SUMMARIES = METADATA.tables["order_summaries"]


async def summaries(app: FastAPI) -> list[tuple[Any, ...]]:
    container: Container = app.state.container
    async with container.database.reading() as session:
        rows = await session.execute(select(SUMMARIES).order_by(SUMMARIES.c.order_id))
        return [tuple(row) for row in rows]


async def empty_summaries(app: FastAPI) -> None:
    container: Container = app.state.container
    async with container.database.transaction() as session:
        await session.execute(SUMMARIES.delete())


async def outbox_is_empty(app: FastAPI) -> bool:
    container: Container = app.state.container
    async with container.database.reading() as session:
        return await session.scalar(select(METADATA.tables["outbox"].c.id).limit(1)) is None


async def rebuild(app: FastAPI) -> int:
    container: Container = app.state.container
    return await projections.rebuild(container.order_summaries)


async def placed(client: AsyncClient) -> int:
    count: int = (await client.get(f"{ORDERS}/stats")).json()["placed"]
    return count


async def test_sums_lag_until_they_are_projected(client: AsyncClient, jobs: HeldJobs) -> None:
    await place_order(client)

    before = await placed(client)
    await jobs.catch_up()

    assert (before, await placed(client)) == (0, 1)


async def test_sums_settle_by_themselves(client: AsyncClient) -> None:
    async def cancelled() -> bool:
        return bool((await client.get(f"{ORDERS}/stats")).json()["cancelled"] == 1)

    order = await place_order(client)
    await cancel_order(client, order["id"])

    await until(cancelled, seconds=5)


async def test_a_repetition_asks_for_nothing_new(client: AsyncClient, jobs: HeldJobs) -> None:
    await post_order(client, key="once")
    await post_order(client, key="once")

    assert len(await jobs.waiting("confirm_order")) == 1


async def test_a_refused_order_leaves_nothing_in_the_outbox(
    client: AsyncClient, jobs: HeldJobs
) -> None:
    await post_order(client, key="once")
    await jobs.run()

    await post_order(client, order_body(line_body("cup")), key="once")

    assert await jobs.waiting("confirm_order") == []


async def test_a_projection_that_comes_twice_changes_nothing(
    app: FastAPI, client: AsyncClient, jobs: HeldJobs
) -> None:
    await place_order(client)
    await jobs.catch_up()
    before = await summaries(app)

    await jobs.catch_up()

    assert await summaries(app) == before


async def test_a_rebuild_makes_what_was_there(
    app: FastAPI, client: AsyncClient, jobs: HeldJobs
) -> None:
    for _ in range(3):
        await place_order(client)
    await jobs.run()
    await place_order(client)
    await jobs.catch_up()
    live = await summaries(app)
    await empty_summaries(app)

    assert await rebuild(app) == 4
    assert await summaries(app) == live


async def test_a_rebuild_drops_what_is_gone(
    app: FastAPI, client: AsyncClient, jobs: HeldJobs
) -> None:
    await place_order(client)
    await jobs.catch_up()
    container: Container = app.state.container
    async with container.database.transaction() as session:
        await session.execute(METADATA.tables["orders"].delete())

    assert await rebuild(app) == 0
    assert await summaries(app) == []


async def test_a_rebuild_while_orders_are_placed_ends_at_the_same_summaries(
    app: FastAPI, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projections, "BATCH", 2)

    async def place_some() -> None:
        for number in range(12):
            order = await place_order(client)
            if number % 3 == 0:
                await cancel_order(client, order["id"])

    await asyncio.gather(place_some(), place_some(), *(rebuild(app) for _ in range(3)))
    await until(lambda: outbox_is_empty(app))
    live = await summaries(app)
    await empty_summaries(app)
    await rebuild(app)

    assert len(live) == 24
    assert await summaries(app) == live


def test_the_command_says_how_many_there_are(
    app: FastAPI, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def place() -> None:
        async with serving(app) as client:
            client.headers.update(authorization(app))
            await place_order(client)

    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    asyncio.run(place())

    assert CliRunner().invoke(cli, ["rebuild-projections"]).stdout == "1 projected\n"
