import asyncio

import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from httpx2 import AsyncClient

from {{ package_name }}.cli import cli
from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import Settings

from tests.e2e.callers import authorization
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import get_order, place_order, post_order
from tests.e2e.serving import serving

pytestmark = pytest.mark.usefixtures("jobs")


async def test_an_order_is_placed_while_the_broker_is_down(
    client: AsyncClient, jobs: HeldJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_job: Job) -> None:
        raise QueueError

    monkeypatch.setattr(jobs, "enqueue", refuse)

    response = await post_order(client)

    assert response.status_code == 201
    assert (await get_order(client, response.json()["id"]))["status"] == "placed"


async def test_a_repetition_asks_for_the_confirmation_again(
    client: AsyncClient, jobs: HeldJobs
) -> None:
    await post_order(client, key="once")
    await post_order(client, key="once")

    first, second = await jobs.waiting("confirm_order")
    assert first.arguments == second.arguments


async def place(app: FastAPI) -> None:
    async with serving(app) as client:
        client.headers.update(authorization(app))
        await place_order(client)


def requeue_placed() -> str:
    return CliRunner().invoke(cli, ["jobs", "requeue-placed"]).stdout


def test_an_order_whose_job_was_lost_is_re_queued(
    app: FastAPI, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    asyncio.run(place(app))

    assert requeue_placed() == "1 re-queued\n"
    assert requeue_placed() == "0 re-queued\n"
