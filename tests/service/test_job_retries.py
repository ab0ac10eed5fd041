"""Section 2, a job that fails: tried again with growing waits, then on the dead-letter list."""

import json
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import httpx2
import pytest

from .harness.deployment import Deployment
from .harness.mail import Mailserver
from .harness.orders import Body, read, wait_confirmed
from .harness.polling import eventually

pytestmark = pytest.mark.needs(example="orders", fallback=False)

WAITS = (1, 2, 4, 8, 16)


@dataclass(frozen=True)
class DeadJob:
    """One line of `jobs failed`."""

    id: str
    name: str
    arguments: object
    attempts: int
    failed_at: datetime
    error: str


def dead_jobs(deployment: Deployment, order: Body) -> list[DeadJob]:
    """Return the dead jobs of an order."""
    rows = [line.split("\t") for line in deployment.jobs("failed").splitlines()]
    return [
        DeadJob(
            id=row[0],
            name=row[1],
            arguments=json.loads(row[2]),
            attempts=int(row[3]),
            failed_at=datetime.fromisoformat(row[4]),
            error=row[5],
        )
        for row in rows
        if order["id"] in row[2]
    ]


@pytest.fixture(scope="module")
def dead(deployment: Deployment, doomed: Body, mailserver: Mailserver) -> DeadJob:
    """The dead job of `doomed`; asked for last, so that its 31 s pass during the other tests."""
    email = doomed["customer_email"]
    eventually(lambda: len(mailserver.attempts(email)) > len(WAITS), within=60)
    return eventually(lambda: dead_jobs(deployment, doomed), within=10, every=0.5)[0]


@pytest.mark.early
def test_an_order_whose_mail_is_refused_stays_placed(
    user: httpx2.Client, doomed: Body, mailserver: Mailserver
) -> None:
    eventually(lambda: mailserver.attempts(doomed["customer_email"]))
    assert read(user, doomed)["status"] == "placed"


@pytest.mark.late
def test_it_is_tried_five_times_more_with_growing_waits(
    dead: DeadJob, doomed: Body, mailserver: Mailserver
) -> None:
    times = mailserver.attempts(doomed["customer_email"])
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert dead.attempts == len(times) == 6
    for wait, least in zip(waits, WAITS, strict=True):
        assert least * 0.9 <= wait <= least * 1.5 + 3, waits


@pytest.mark.late
def test_every_try_sends_the_same_mail(dead: DeadJob, doomed: Body, mailserver: Mailserver) -> None:
    """A try whose process died after the mail was taken cannot know; a `Message-ID` tells."""
    assert dead.attempts == 6
    (message_id,) = mailserver.ids(doomed["customer_email"])
    assert message_id


@pytest.mark.late
def test_the_dead_letter_list_says_what_failed_and_why(dead: DeadJob, doomed: Body) -> None:
    assert "confirm_order" in dead.name
    assert doomed["id"] in json.dumps(dead.arguments)
    assert dead.failed_at.tzinfo is not None
    assert dead.error


@pytest.mark.late
def test_an_unknown_job_cannot_be_retried(deployment: Deployment) -> None:
    done = deployment.run("jobs", "retry", "0190c0de-0000-7000-8000-000000000000")
    assert done.returncode == 1
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.late
def test_a_dead_job_retried_confirms_the_order_and_leaves_the_list(
    deployment: Deployment,
    user: httpx2.Client,
    dead: DeadJob,
    doomed: Body,
    mailserver: Mailserver,
) -> None:
    email = doomed["customer_email"]
    mailserver.accept(email)
    deployment.jobs("retry", dead.id)
    wait_confirmed(user, doomed)
    assert len(mailserver.mails(email)) == 1
    assert dead_jobs(deployment, doomed) == []
