"""The composition root: the one place that knows every part."""

from functools import partial

{% if auth == "jwt" %}
from {{ package_name }}.adapters.database.accounts import SqlAccountStores
{% endif %}
from {{ package_name }}.adapters.database.engine import Database
{% if example == "orders" %}
from {{ package_name }}.adapters.database.orders import SqlOrderStores
{% endif %}
{% if example == "orders" or auth == "jwt" %}
from {{ package_name }}.adapters.database.unit_of_work import SqlUnitOfWork
{% endif %}
from {{ package_name }}.adapters.mail import make_mailer
from {{ package_name }}.adapters.queue.factory import make_queue
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.adapters.rate_limits import RateLimiter
{% if auth == "jwt" %}
from {{ package_name }}.adapters.security.access_tokens import AccessTokens
from {{ package_name }}.adapters.security.passwords import Passwords
{% endif %}
from {{ package_name }}.container import Container
{% if example == "orders" %}
from {{ package_name }}.cursors import Cursors
from {{ package_name }}.entrypoints import jobs
{% endif %}
from {{ package_name }}.jobs import JobFunction
from {{ package_name }}.settings import Settings

# The jobs of all features, under the names they have on the queue.
{% if example == "orders" %}
# Each is called with where orders are stored, the mailer and the job's arguments by name.
JOBS: dict[str, JobFunction] = {
    "confirm_order": jobs.confirm_order,
}
{% else %}
# Each is called with the database, the mailer and the job's arguments by name.
JOBS: dict[str, JobFunction] = {}
{% endif %}


def make_runner(settings: Settings, database: Database) -> JobRunner:
    """Make what runs jobs, in a worker or in the web process."""
    mailer = make_mailer(settings)
{% if example == "orders" %}
    orders = SqlUnitOfWork(database, SqlOrderStores)
    functions = {name: partial(function, orders, mailer) for name, function in JOBS.items()}
{% else %}
    functions = {name: partial(function, database, mailer) for name, function in JOBS.items()}
{% endif %}
    return JobRunner(functions, database)


def make_container(settings: Settings) -> Container:
    """Build every part from the settings."""
    database = Database(settings.database_url)
    return Container(
        settings=settings,
        database=database,
        queue=make_queue(settings, make_runner(settings, database)),
        limiter=RateLimiter(settings),
{% if example == "orders" %}
        orders=SqlUnitOfWork(database, SqlOrderStores),
        cursors=Cursors(settings),
{% endif %}
{% if auth == "jwt" %}
        accounts=SqlUnitOfWork(database, SqlAccountStores),
        passwords=Passwords(),
        access_tokens=AccessTokens(settings),
{% endif %}
    )
