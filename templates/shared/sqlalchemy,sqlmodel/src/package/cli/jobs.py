"""Commands for background jobs."""

import json
from uuid import UUID

import click

from {{ package_name }} import worker as workers
{% if architecture == "cqrs" %}
from {{ package_name }}.adapters.database.outbox import SqlOutbox
{% endif %}
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.cli.lazy import LazyGroup
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import load_settings


@click.command()
def worker() -> None:
    """Run background jobs until stopped."""
    settings = load_settings()
    configure_logging(settings)
    workers.run_worker(settings)


{% if example == "orders" %}
COMMANDS: dict[str, str] = {
    "requeue-placed": "orders:requeue_placed",
}
{% else %}
COMMANDS: dict[str, str] = {}
{% endif %}


@click.group(cls=LazyGroup, places=COMMANDS)
def jobs() -> None:
    """Look after jobs that did not run."""


@jobs.command()
def failed() -> None:
    """List the dead letters: id, job, arguments, attempts, time and error, separated by tabs."""

    {{ async_ }}def show(container: Container) -> None:
        {{ async_ }}with container.database.reading() as session:
            for letter in {{ await_ }}dead_letters.all_of_them(session):
                columns = (
                    letter.id,
                    letter.job,
                    json.dumps(letter.arguments),
                    letter.attempts,
                    letter.failed_at.isoformat(),
                    " ".join(letter.error.split()),
                )
                click.echo("\t".join(map(str, columns)))

    run(show)


@jobs.command()
@click.argument("letter_id", metavar="ID", type=click.UUID)
def retry(letter_id: UUID) -> None:
    """Put a dead letter back on the queue."""

    {{ async_ }}def requeue(container: Container) -> None:
        {{ async_ }}with container.database.transaction() as session:
            job = {{ await_ }}dead_letters.take(session, letter_id)
            if job is None:
                message = f"no dead letter has the id {letter_id}; `jobs failed` lists them"
                raise click.ClickException(message)
{% if architecture == "cqrs" %}
            SqlOutbox(session).add(job)
{% else %}
            {{ await_ }}container.queue.enqueue(job)
{% endif %}

    run(requeue)
