from collections.abc import Iterator
from functools import partial

import pytest

from {{ package_name }}.adapters.queue.runner import RETRY_DELAYS, JobRunner
from {{ package_name }}.settings import Settings

from tests.concurrently import together
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import cancel_order, get_order, has_status, place_order
from tests.e2e.serving import App, Client, container_of
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
def runner(app: App) -> JobRunner:
    container = container_of(app)
    return container.runner


{{ async_ }}def test_an_order_is_confirmed_soon_after_it_was_placed(client: Client) -> None:
    order = {{ await_ }}place_order(client)

    {{ await_ }}until(lambda: has_status(client, order["id"], "confirmed"))


{{ async_ }}def test_a_confirmation_makes_a_new_version(client: Client, jobs: HeldJobs) -> None:
    order = {{ await_ }}place_order(client)

    {{ await_ }}jobs.run()

    confirmed = {{ await_ }}get_order(client, order["id"])
    assert (confirmed["status"], confirmed["version"]) == ("confirmed", 2)


{{ async_ }}def test_the_customer_is_told(
    client: Client,
    jobs: HeldJobs,
    mail_server: SmtpServer,
) -> None:
    order = {{ await_ }}place_order(client, customer_email="bob@example.com")

    {{ await_ }}jobs.run()

    (mail,) = mail_server.mails
    assert mail["To"] == "bob@example.com"
    assert order["id"] in mail.get_content()
    assert "9.00 EUR" in mail.get_content()


{{ async_ }}def test_a_job_that_runs_again_confirms_and_mails_once(
    client: Client, jobs: HeldJobs, runner: JobRunner, mail_server: SmtpServer
) -> None:
    order = {{ await_ }}place_order(client)
    (job,) = {{ await_ }}jobs.waiting("confirm_order")

    for _ in range(2):
        {{ await_ }}runner.run(job, retries=0)

    assert ({{ await_ }}get_order(client, order["id"]))["version"] == 2
    assert len(mail_server.mails) == 1


{{ async_ }}def test_a_job_that_runs_twice_at_once_confirms_and_mails_once(
    client: Client, jobs: HeldJobs, runner: JobRunner, mail_server: SmtpServer
) -> None:
    order = {{ await_ }}place_order(client)
    (job,) = {{ await_ }}jobs.waiting("confirm_order")

    {{ await_ }}together(*[partial(runner.run, job, retries=0)] * 2)

    assert ({{ await_ }}get_order(client, order["id"]))["version"] == 2
    assert len(mail_server.mails) == 1


{{ async_ }}def test_each_order_is_confirmed_by_a_mail_of_its_own(
    client: Client, jobs: HeldJobs, mail_server: SmtpServer
) -> None:
    orders = [{{ await_ }}place_order(client) for _ in range(2)]

    {{ await_ }}jobs.run()

    ids = [f"<{order['id']}.1.confirmed@localhost>" for order in orders]
    assert sorted(mail["Message-ID"] for mail in mail_server.mails) == sorted(ids)


{{ async_ }}def test_an_order_cancelled_meanwhile_stays_cancelled(
    client: Client, jobs: HeldJobs, mail_server: SmtpServer
) -> None:
    order = {{ await_ }}place_order(client)
    {{ await_ }}cancel_order(client, order["id"])

    {{ await_ }}jobs.run()

    assert ({{ await_ }}get_order(client, order["id"]))["status"] == "cancelled"
    assert mail_server.mails == []


{{ async_ }}def test_without_the_mail_the_order_stays_placed_and_the_job_is_tried_again(
    client: Client, jobs: HeldJobs, runner: JobRunner, mail_server: SmtpServer
) -> None:
    order = {{ await_ }}place_order(client)
    (job,) = {{ await_ }}jobs.waiting("confirm_order")
    mail_server.accepts = False

    delay = {{ await_ }}runner.run(job, retries=0)

    assert delay == RETRY_DELAYS[0]
    assert ({{ await_ }}get_order(client, order["id"]))["status"] == "placed"


{{ async_ }}def test_the_next_try_confirms_the_order(
    client: Client, jobs: HeldJobs, runner: JobRunner, mail_server: SmtpServer
) -> None:
    order = {{ await_ }}place_order(client)
    (job,) = {{ await_ }}jobs.waiting("confirm_order")
    mail_server.accepts = False
    {{ await_ }}runner.run(job, retries=0)
    mail_server.accepts = True

    {{ await_ }}runner.run(job, retries=1)

    assert ({{ await_ }}get_order(client, order["id"]))["status"] == "confirmed"
    assert len(mail_server.mails) == 1
