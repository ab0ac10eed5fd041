"""The parts that the service is built from, made once for each process."""

{% if example == "orders" or auth_expiring %}
from collections.abc import Mapping
{% endif %}
from dataclasses import dataclass

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.queue.runner import JobRunner
from {{ package_name }}.adapters.rate_limits import RateLimiter
{% for src in fragments["src/package/container.py/auth-imports"] or [] %}
{% include src %}
{% endfor %}
{% if example == "orders" or auth_expiring %}
from {{ package_name }}.application.ports.expiring import Expiring
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.application.ports.orders import OrderStores
{% endif %}
{% if example == "orders" or auth != "none" %}
from {{ package_name }}.application.ports.unit_of_work import UnitOfWork
{% endif %}
{% if example == "orders" %}
from {{ package_name }}.cursors import Cursors
{% endif %}
from {{ package_name }}.jobs import JobQueue
{% for src in fragments["src/package/container.py/mfa-imports"] or [] %}
{% include src %}
{% endfor %}
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
    orders: UnitOfWork[OrderStores]
    cursors: Cursors
{% endif %}
{% if example == "orders" or auth_expiring %}
    expiring: Mapping[str, UnitOfWork[Expiring]]
{% endif %}
{% for src in fragments["src/package/container.py/auth-fields"] or [] %}
{% include src %}
{% endfor %}

    {{ async_ }}def close(self) -> None:
        """Give back unfinished jobs and close every connection."""
        {{ await_ }}self.queue.close()
{% for src in fragments["src/package/container.py/auth-close"] or [] %}
{% include src %}
{% endfor %}
        {{ await_ }}self.limiter.close()
        {{ await_ }}self.database.close()
