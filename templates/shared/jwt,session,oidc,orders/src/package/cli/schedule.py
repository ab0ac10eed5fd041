"""The command that asks for the jobs that nobody else asks for."""

{% if framework == "fastapi" %}
import asyncio
{% endif %}
import signal
{% if framework != "fastapi" %}
import threading
{% endif %}

import click
import structlog

{% if queue == "celery" %}
from {{ package_name }}.adapters.queue.beat import run_beat
from {{ package_name }}.adapters.queue.broker import broker_url
{% endif %}
from {{ package_name }}.adapters.queue.timetable import follow
from {{ package_name }}.bootstrap import SCHEDULE
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
{% if queue == "celery" %}
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import load_settings
{% endif %}

log = structlog.get_logger(__name__)


@click.command()
@click.option(
    "--every",
    type=click.IntRange(min=1),
    metavar="SECONDS",
    help="Ask for each job so often, instead of as often as the schedule says.",
)
def schedule(every: int | None) -> None:
    """Ask for the jobs of the schedule when they are due; without a broker, run them."""
    timetable = {name: every or seconds for name, seconds in SCHEDULE.items()}

    {{ async_ }}def keep(container: Container) -> None:
{% if framework == "fastapi" %}
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
{% else %}
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
{% endif %}
        log.info("schedule_started", **timetable)
        {{ await_ }}follow(timetable, container.queue, stop)

{% if queue == "celery" %}
    settings = load_settings()
    url = broker_url(settings)
    if url is not None:
        configure_logging(settings)
        run_beat(url, timetable, settings.log_level)
        return
{% endif %}
    run(keep, log_to="stdout")
