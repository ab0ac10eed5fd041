"""The composition root: the one place that knows every part."""

from {{ package_name }}.container import Container
{% if example == "orders" %}
from {{ package_name }}.cursors import Cursors
{% endif %}
from {{ package_name }}.database.engine import Database
from {{ package_name }}.jobs.queue import JobFunction
from {{ package_name }}.jobs.queues import make_queue
from {{ package_name }}.jobs.runner import JobRunner
from {{ package_name }}.mail.backends import make_mailer
{% if example == "orders" %}
from {{ package_name }}.orders import tasks as orders
{% endif %}
from {{ package_name }}.rate_limits import RateLimiter
{% if auth == "jwt" %}
from {{ package_name }}.security.passwords import Passwords
from {{ package_name }}.security.tokens import AccessTokens
{% endif %}
from {{ package_name }}.settings import Settings

# The jobs of all features, under the names they have on the queue.
{% if example == "orders" %}
JOBS: dict[str, JobFunction] = {
    "confirm_order": orders.confirm_order,
}
{% else %}
JOBS: dict[str, JobFunction] = {}
{% endif %}


def make_runner(settings: Settings, database: Database) -> JobRunner:
    """Make what runs jobs, in a worker or in the web process."""
    return JobRunner(JOBS, database, make_mailer(settings))


def make_container(settings: Settings) -> Container:
    """Build every part from the settings."""
    database = Database(settings.database_url)
    return Container(
        settings=settings,
        database=database,
        queue=make_queue(settings, make_runner(settings, database)),
        limiter=RateLimiter(settings),
{% if example == "orders" %}
        cursors=Cursors(settings),
{% endif %}
{% if auth == "jwt" %}
        passwords=Passwords(),
        access_tokens=AccessTokens(settings),
{% endif %}
    )
