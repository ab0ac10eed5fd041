"""The parts that the service is built from, made once for each process."""

from dataclasses import dataclass

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.adapters.rate_limits import RateLimiter
{% for src in fragments["src/package/container.py/auth-imports"] or [] %}
{% include src %}
{% endfor %}
{% if example == "orders" %}
from {{ package_name }}.cursors import Cursors
{% endif %}
from {{ package_name }}.jobs import JobQueue
{% if mfa %}
from {{ package_name }}.one_time_codes import SecretBox
{% endif %}
from {{ package_name }}.settings import Settings


@dataclass(frozen=True)
class Container:
    """What a route or a command may need. Nothing in it connects before it is used."""

    settings: Settings
    database: Database
    queue: JobQueue
    runner: JobRunner
    limiter: RateLimiter
{% if example == "orders" %}
    cursors: Cursors
{% endif %}
{% for src in fragments["src/package/container.py/auth-fields"] or [] %}
{% include src %}
{% endfor %}

    def close(self) -> None:
        """Give back unfinished jobs and close every connection."""
        self.queue.close()
{% for src in fragments["src/package/container.py/auth-close"] or [] %}
{% include src %}
{% endfor %}
        self.limiter.close()
        self.database.close()
