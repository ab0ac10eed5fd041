"""The composition root: the one place that knows every part."""

from functools import partial

{% for src in fragments["src/package/bootstrap.py/auth-stores"] or [] %}
{% include src %}
{% endfor %}
from {{ package_name }}.adapters.database.engine import Database
{% if example == "orders" or auth_expiring %}
from {{ package_name }}.adapters.database.expiring import make_expiring
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.adapters.database.order_summaries import SqlOrderSummaries
from {{ package_name }}.adapters.database.order_views import SqlOrderViews
from {{ package_name }}.adapters.database.orders import SqlOrderStores
{% endif %}
from {{ package_name }}.adapters.database.outbox import WaitingJobs
{% if example == "orders" or auth != "none" %}
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
{% endif %}
from {{ package_name }}.adapters.mail import make_mailer
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.adapters.queue.factory import make_queue
from {{ package_name }}.adapters.queue.relay import LocalRelay, QueueRelay
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.adapters.rate_limits import RateLimiter
{% for src in fragments["src/package/bootstrap.py/mfa-imports"] or [] %}
{% include src %}
{% endfor %}
{% for src in fragments["src/package/bootstrap.py/auth-imports"] or [] %}
{% include src %}
{% endfor %}
from {{ package_name }}.container import Container
{% if example == "orders" %}
from {{ package_name }}.cursors import Cursors
{% endif %}
{% if example == "orders" or auth_expiring %}
from {{ package_name }}.entrypoints import jobs
{% endif %}
from {{ package_name }}.jobs import JobFunction
from {{ package_name }}.settings import Settings

# The jobs of all features, under the names they have on the queue.
# Each is called with what `_make_runner` gives it, and with its own arguments by name.
{% if example == "orders" %}
JOBS: dict[str, JobFunction] = {
    "cleanup": jobs.cleanup,
    "confirm_order": jobs.confirm_order,
    "project_order": jobs.project_order,
}
{% elif example == "orders" or auth_expiring %}
JOBS: dict[str, JobFunction] = {
    "cleanup": jobs.cleanup,
}
{% else %}
JOBS: dict[str, JobFunction] = {}
{% endif %}
{% if example == "orders" or auth_expiring %}
# Of these, the ones that nobody asks for, and the seconds from one run to the next.
SCHEDULE: dict[str, int] = {"cleanup": 60 * 60}
{% endif %}


def _make_runner(settings: Settings, database: Database) -> JobRunner:
    """Make what runs jobs, in a worker or in the web process."""
{% if example == "orders" or auth_expiring %}
    parts = jobs.JobParts(
        expiring=make_expiring(database),
{% endif %}
{% if example == "orders" %}
        orders=SqlUnitOfWork(database, SqlOrderStores),
        order_summaries=SqlUnitOfWork(database, SqlOrderSummaries),
{% endif %}
{% if example == "orders" or auth_expiring %}
        mailer=make_mailer(settings),
    )
    functions = {name: partial(function, parts) for name, function in JOBS.items()}
{% else %}
    mailer = make_mailer(settings)
    functions = {name: partial(function, database, mailer) for name, function in JOBS.items()}
{% endif %}
    return JobRunner(functions, partial(dead_letters.bury, database))


def make_container(settings: Settings) -> Container:
    """Build every part from the settings."""
    database = Database(settings.database_url)
    runner = _make_runner(settings, database)
    queue = make_queue(settings, runner)
    waiting = WaitingJobs(database)
    relay = QueueRelay(waiting, queue) if queue.broker else LocalRelay(waiting, runner)
{% for src in fragments["src/package/bootstrap.py/auth-makes"] or [] %}
{% include src %}
{% endfor %}
    return Container(
        settings=settings,
        database=database,
        queue=queue,
        runner=runner,
        relay=relay,
        limiter=RateLimiter(settings),
{% if example == "orders" %}
        orders=SqlUnitOfWork(database, SqlOrderStores),
        order_views=SqlUnitOfWork(database, SqlOrderViews),
        order_summaries=SqlUnitOfWork(database, SqlOrderSummaries),
        cursors=Cursors(settings),
{% endif %}
{% if example == "orders" or auth_expiring %}
        expiring=make_expiring(database),
{% endif %}
{% for src in fragments["src/package/bootstrap.py/auth-parts"] or [] %}
{% include src %}
{% endfor %}
    )
