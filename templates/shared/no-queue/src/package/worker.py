"""The worker: there is none."""

from {{ package_name }}.settings import Settings


def run_worker(_settings: Settings) -> None:
    """Say who runs the jobs."""
    print("This service has no queue: jobs run in the web process.")  # noqa: T201 - for people
