"""The command that empties the outbox."""

import asyncio
import signal

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


async def _sweep(container: Container) -> None:
    count = 0
    while swept := await container.relay.sweep():
        count += swept
    click.echo(f"{count} relayed")


async def _relay(container: Container) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    log.info("relay_started")
    await relay_until(stop, container.relay)
