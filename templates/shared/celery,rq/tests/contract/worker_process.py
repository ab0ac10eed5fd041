{% set late = "  # noqa: E402 - as above" if framework == "django" else "" %}
"""The service's worker, with the jobs of the tests beside its own."""

{% if framework == "django" %}
import django

# Models can be imported when Django knows its settings; the tests name them in the environment.
django.setup()

{% endif %}
from {{ package_name }}.adapters.queue import runner{{ late }}
from {{ package_name }}.bootstrap import JOBS{{ late }}
from {{ package_name }}.logs import configure_logging{{ late }}
from {{ package_name }}.settings import load_settings{{ late }}
from {{ package_name }}.worker import run_worker{{ late }}

from tests.contract.probe_jobs import PROBE_DELAYS, PROBE_JOBS{{ late }}

# Worker processes are forked from this one, and so know these jobs too.
JOBS.update(PROBE_JOBS)
runner.RETRY_DELAYS = PROBE_DELAYS

if __name__ == "__main__":
    settings = load_settings()
    configure_logging(settings)
    run_worker(settings)
