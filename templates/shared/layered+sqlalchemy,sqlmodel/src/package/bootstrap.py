"""The composition root: the one place that knows every part."""

from functools import partial

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.mail import make_mailer
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.adapters.queue.factory import make_queue
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.adapters.rate_limits import RateLimiter
{% if mfa %}
from {{ package_name }}.adapters.secret_box import FernetBox
{% endif %}
{% for src in fragments["src/package/bootstrap.py/auth-imports"] or [] %}
{% include src %}
{% endfor %}
{% if example == "orders" or auth_expiring %}
from {{ package_name }}.cleanup import cleanup
{% endif %}
from {{ package_name }}.container import Container
{% if example == "orders" %}
from {{ package_name }}.cursors import Cursors
{% endif %}
from {{ package_name }}.jobs import JobFunction
{% if example == "orders" %}
from {{ package_name }}.orders import tasks as orders
{% endif %}
from {{ package_name }}.settings import Settings

# The jobs of all features, under the names they have on the queue.
# Each is called with the database, the mailer and the job's arguments by name.
{% if example == "orders" %}
JOBS: dict[str, JobFunction] = {
    "cleanup": cleanup,
    "confirm_order": orders.confirm_order,
}
{% elif example == "orders" or auth_expiring %}
JOBS: dict[str, JobFunction] = {
    "cleanup": cleanup,
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
    mailer = make_mailer(settings)
    jobs = {name: partial(function, database, mailer) for name, function in JOBS.items()}
    return JobRunner(jobs, partial(dead_letters.bury, database))


def make_container(settings: Settings) -> Container:
    """Build every part from the settings."""
    database = Database(settings.database_url)
    runner = _make_runner(settings, database)
{% for src in fragments["src/package/bootstrap.py/auth-makes"] or [] %}
{% include src %}
{% endfor %}
    return Container(
        settings=settings,
        database=database,
        queue=make_queue(settings, runner),
        runner=runner,
        limiter=RateLimiter(settings),
{% if example == "orders" %}
        cursors=Cursors(settings),
{% endif %}
{% for src in fragments["src/package/bootstrap.py/auth-parts"] or [] %}
{% include src %}
{% endfor %}
    )
