"""The command that empties the outbox."""

{% if framework == "fastapi" %}
import asyncio
{% endif %}
import signal
{% if framework != "fastapi" %}
import threading
{% endif %}

import click
import structlog

from {{ package_name }}.adapters.queue.relay import relay_until
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container

log = structlog.get_logger(__name__)


@click.command()
@click.option("--once", is_flag=True, help="Empty the outbox once instead of until stopped.")
def relay(*, once: bool) -> None:
    """Hand the jobs in the outbox to the queue; without a broker, run them."""
    if once:
        run(_sweep)
    else:
        run(_relay, log_to="stdout")


{{ async_ }}def _sweep(container: Container) -> None:
    count = 0
    while swept := {{ await_ }}container.relay.sweep():
        count += swept
    click.echo(f"{count} relayed")


{{ async_ }}def _relay(container: Container) -> None:
{% if framework == "fastapi" %}
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
{% else %}
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
{% endif %}
    log.info("relay_started")
    {{ await_ }}relay_until(stop, container.relay)
