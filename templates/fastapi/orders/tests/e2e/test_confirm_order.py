import asyncio
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient

from {{ package_name }}.adapters.queue.runner import RETRY_DELAYS, JobRunner
from {{ package_name }}.bootstrap import make_runner
from {{ package_name }}.container import Container
from {{ package_name }}.settings import Settings

from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import cancel_order, get_order, has_status, place_order
from tests.polling import until
from tests.smtp_server import SmtpServer, smtp_server


@pytest.fixture
def mail_server() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@pytest.fixture
def settings(settings: Settings, mail_server: SmtpServer) -> Settings:
    return settings.model_copy(update={"smtp_url": f"smtp://{mail_server.url}"})


@pytest.fixture
def runner(app: FastAPI) -> JobRunner:
    container: Container = app.state.container
    return make_runner(container.settings, container.database)


async def test_an_order_is_confirmed_soon_after_it_was_placed(client: AsyncClient) -> None:
    order = await place_order(client)

    await until(lambda: has_status(client, order["id"], "confirmed"))


async def test_a_confirmation_makes_a_new_version(client: AsyncClient, jobs: HeldJobs) -> None:
    order = await place_order(client)

    await jobs.run()

    confirmed = await get_order(client, order["id"])
    assert (confirmed["status"], confirmed["version"]) == ("confirmed", 2)


async def test_the_customer_is_told(
    client: AsyncClient, jobs: HeldJobs, mail_server: SmtpServer
) -> None:
    order = await place_order(client, customer_email="bob@example.com")

    await jobs.run()

    (mail,) = mail_server.mails
    assert mail["To"] == "bob@example.com"
    assert order["id"] in mail.get_content()
    assert "9.00 EUR" in mail.get_content()


async def test_a_job_that_runs_again_confirms_and_mails_once(
    client: AsyncClient, jobs: HeldJobs, runner: JobRunner, mail_server: SmtpServer
) -> None:
    order = await place_order(client)
    (job,) = await jobs.waiting("confirm_order")

    for _ in range(2):
        await runner.run(job, retries=0)

    assert (await get_order(client, order["id"]))["version"] == 2
    assert len(mail_server.mails) == 1


async def test_a_job_that_runs_twice_at_once_confirms_and_mails_once(
    client: AsyncClient, jobs: HeldJobs, runner: JobRunner, mail_server: SmtpServer
) -> None:
    order = await place_order(client)
    (job,) = await jobs.waiting("confirm_order")

    await asyncio.gather(*(runner.run(job, retries=0) for _ in range(2)))

    assert (await get_order(client, order["id"]))["version"] == 2
    assert len(mail_server.mails) == 1


async def test_each_order_is_confirmed_by_a_mail_of_its_own(
    client: AsyncClient, jobs: HeldJobs, mail_server: SmtpServer
) -> None:
    orders = [await place_order(client) for _ in range(2)]

    await jobs.run()

    ids = [f"<{order['id']}.1.confirmed@localhost>" for order in orders]
    assert sorted(mail["Message-ID"] for mail in mail_server.mails) == sorted(ids)


async def test_an_order_cancelled_meanwhile_stays_cancelled(
    client: AsyncClient, jobs: HeldJobs, mail_server: SmtpServer
) -> None:
    order = await place_order(client)
    await cancel_order(client, order["id"])

    await jobs.run()

    assert (await get_order(client, order["id"]))["status"] == "cancelled"
    assert mail_server.mails == []


async def test_without_the_mail_the_order_stays_placed_and_the_job_is_tried_again(
    client: AsyncClient, jobs: HeldJobs, runner: JobRunner, mail_server: SmtpServer
) -> None:
    order = await place_order(client)
    (job,) = await jobs.waiting("confirm_order")
    mail_server.accepts = False

    delay = await runner.run(job, retries=0)

    assert delay == RETRY_DELAYS[0]
    assert (await get_order(client, order["id"]))["status"] == "placed"


async def test_the_next_try_confirms_the_order(
    client: AsyncClient, jobs: HeldJobs, runner: JobRunner, mail_server: SmtpServer
) -> None:
    order = await place_order(client)
    (job,) = await jobs.waiting("confirm_order")
    mail_server.accepts = False
    await runner.run(job, retries=0)
    mail_server.accepts = True

    await runner.run(job, retries=1)

    assert (await get_order(client, order["id"]))["status"] == "confirmed"
    assert len(mail_server.mails) == 1
