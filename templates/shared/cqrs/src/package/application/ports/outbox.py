"""The outbox: jobs that follow from a change, kept in the transaction of the change."""

from typing import Protocol

from {{ package_name }}.jobs import Job


class Outbox(Protocol):
    """Keeps jobs until a relay has handed them over; none is lost, and some may run twice."""

    def add(self, job: Job) -> None:
        """Keep a job, if the transaction commits."""
