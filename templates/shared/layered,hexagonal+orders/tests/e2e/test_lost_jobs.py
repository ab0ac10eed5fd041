{% if framework == "fastapi" %}
import asyncio

{% endif %}
import pytest
from click.testing import CliRunner

from {{ package_name }}.cli import cli
from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import Settings

from tests.e2e.callers import authorization
from tests.e2e.held_jobs import HeldJobs
from tests.e2e.order_calls import get_order, place_order, post_order
from tests.e2e.serving import App, Client, serving

pytestmark = pytest.mark.usefixtures("jobs")


{{ async_ }}def test_an_order_is_placed_while_the_broker_is_down(
    client: Client, jobs: HeldJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    {{ async_ }}def refuse(_job: Job) -> None:
        raise QueueError

    monkeypatch.setattr(jobs, "enqueue", refuse)

    response = {{ await_ }}post_order(client)

    assert response.status_code == 201
    assert ({{ await_ }}get_order(client, response.json()["id"]))["status"] == "placed"


{{ async_ }}def test_a_repetition_asks_for_the_confirmation_again(client: Client, jobs: HeldJobs) -> None:
    {{ await_ }}post_order(client, key="once")
    {{ await_ }}post_order(client, key="once")

    first, second = {{ await_ }}jobs.waiting("confirm_order")
    assert first.arguments == second.arguments


{{ async_ }}def place(app: App) -> None:
    {{ async_ }}with serving(app) as client:
        client.headers.update({{ await_ }}authorization(app))
        {{ await_ }}place_order(client)


def requeue_placed() -> str:
    return CliRunner().invoke(cli, ["jobs", "requeue-placed"]).stdout


def test_an_order_whose_job_was_lost_is_re_queued(
    app: App, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
{% if framework == "fastapi" %}
    asyncio.run(place(app))
{% else %}
    place(app)
{% endif %}

    assert requeue_placed() == "1 re-queued\n"
    assert requeue_placed() == "0 re-queued\n"
