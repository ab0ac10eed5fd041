"""The service's worker, with the jobs of the tests beside its own."""

from {{ package_name }}.adapters.queue import runner
from {{ package_name }}.bootstrap import JOBS
from {{ package_name }}.logs import configure_logging
from {{ package_name }}.settings import load_settings
from {{ package_name }}.worker import run_worker

from tests.contract.probe_jobs import PROBE_DELAYS, PROBE_JOBS

# Worker processes are forked from this one, and so know these jobs too.
JOBS.update(PROBE_JOBS)
runner.RETRY_DELAYS = PROBE_DELAYS

if __name__ == "__main__":
    settings = load_settings()
    configure_logging(settings)
    run_worker(settings)
