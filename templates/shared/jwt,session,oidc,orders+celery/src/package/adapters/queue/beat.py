"""A timetable of jobs, kept by Celery's beat."""

from collections.abc import Mapping
from datetime import UTC, datetime

from celery.beat import BeatLazyFunc

from {{ package_name }}.adapters.queue.celery_queue import RUN_JOB, make_celery
from {{ package_name }}.ids import new_id

# Beat takes a job that ran so long ago for one that is due.
LONG_AGO = datetime.fromtimestamp(0, UTC)


def run_beat(broker_url: str, timetable: Mapping[str, int], log_level: str) -> None:
    """Send each job to the broker at once and then at its interval in seconds, until stopped.

    Nothing is remembered from one process to the next: what beat does by default is to keep a file.
    """
    app = make_celery(broker_url)
    app.conf.update(
        beat_schedule={
            name: {
                "task": RUN_JOB,
                "schedule": seconds,
                "last_run_at": LONG_AGO,
                "kwargs": {"name": name, "arguments": {}, "request_id": BeatLazyFunc(_request_id)},
                "options": {"shadow": name},
            }
            for name, seconds in timetable.items()
        },
        beat_scheduler="celery.beat:Scheduler",
        # Beat keeps one connection, and opens it anew only when it tries again.
        task_publish_retry=True,
    )
    app.Beat(loglevel=log_level, quiet=True).run()


def _request_id() -> str:
    """Make an id for a job that no request has caused."""
    return str(new_id())
