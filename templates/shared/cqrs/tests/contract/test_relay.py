from datetime import timedelta
from functools import partial

import pytest

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.outbox import SqlOutbox, WaitingJobs
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.adapters.queue.relay import (
    LocalRelay,
    QueueRelay,
    Relay,
    relaying,
)
from {{ package_name }}.adapters.queue.runner import RETRY_DELAYS, JobRunner
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import QueueError
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.concurrently import pause, together
from tests.polling import until
from tests.waiting import change_all, waiting


@pytest.fixture(params=DATABASE_SCHEMES)
def database_url(request: pytest.FixtureRequest) -> str:
    """Run the suite on every database that the service can have."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


class Broker:
    """A queue that remembers what it was given, until it is out of order."""

    broker = True

    def __init__(self) -> None:
        self.taken: list[Job] = []
        self.capacity: int | None = None

    {{ async_ }}def enqueue(self, job: Job) -> None:
        """Take a job."""
        if self.capacity is not None and len(self.taken) >= self.capacity:
            raise QueueError
        # Others get their turn, as they do while a real broker answers.
        {{ await_ }}pause(0)
        self.taken.append(job)

    {{ async_ }}def ping(self) -> None:
        """Answer."""

    {{ async_ }}def close(self) -> None:
        """Keep what was taken."""


@pytest.fixture
def broker() -> Broker:
    return Broker()


ran: list[str] = []


@pytest.fixture(autouse=True)
def nothing_ran() -> None:
    ran.clear()


{{ async_ }}def succeed(name: str) -> None:
    {{ await_ }}pause(0)
    ran.append(name)


{{ async_ }}def fail(name: str) -> None:
    ran.append(name)
    message = "no luck"
    raise RuntimeError(message)


@pytest.fixture
def runner(database: Database) -> JobRunner:
    return JobRunner({"succeed": succeed, "fail": fail}, partial(dead_letters.bury, database))


@pytest.fixture(params=["queue", "local"])
def relay(
    request: pytest.FixtureRequest, database: Database, broker: Broker, runner: JobRunner
) -> Relay:
    if request.param == "queue":
        return QueueRelay(WaitingJobs(database), broker)
    return LocalRelay(WaitingJobs(database), runner)


{{ async_ }}def ask_for(database: Database, *names: str, job: str = "succeed") -> None:
    """Put jobs into the outbox."""
    {{ async_ }}with database.transaction() as session:
        for name in names:
            SqlOutbox(session).add(Job(job, {"name": name}, request_id="abc"))


def names(broker: Broker) -> list[str]:
    """Name the jobs that were relayed, wherever to."""
    return [job.arguments["name"] for job in broker.taken] + ran


{{ async_ }}def empty(relay: Relay) -> int:
    count = 0
    while swept := {{ await_ }}relay.sweep():
        count += swept
    return count


{{ async_ }}def test_every_job_is_relayed_once(relay: Relay, database: Database, broker: Broker) -> None:
    {{ await_ }}ask_for(database, "a", "b", "c")

    assert {{ await_ }}empty(relay) == 3
    assert {{ await_ }}empty(relay) == 0
    assert sorted(names(broker)) == ["a", "b", "c"]
    assert {{ await_ }}waiting(database) == []


{{ async_ }}def test_a_job_whose_change_is_taken_back_is_not_relayed(
    relay: Relay, database: Database, broker: Broker
) -> None:
    {{ async_ }}def fail_after_asking() -> None:
        {{ async_ }}with database.transaction() as session:
            SqlOutbox(session).add(Job("succeed", {"name": "a"}))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail_after_asking()

    assert {{ await_ }}empty(relay) == 0
    assert names(broker) == []


{{ async_ }}def test_relays_at_once_share_the_jobs(
    relay: Relay,
    database: Database,
    broker: Broker,
) -> None:
    {{ await_ }}ask_for(database, *(str(number) for number in range(20)))

    counts = {{ await_ }}together(*[partial(empty, relay)] * 3)

    assert sum(counts) == 20
    assert sorted(names(broker), key=int) == [str(number) for number in range(20)]


{{ async_ }}def test_what_is_asked_for_later_is_relayed_later(
    relay: Relay, database: Database, broker: Broker
) -> None:
    {{ async_ }}with relaying(relay):
        {{ await_ }}ask_for(database, "late")

        {{ await_ }}until(lambda: names(broker) == ["late"])


{{ async_ }}def test_a_job_keeps_the_request_that_caused_it(database: Database, broker: Broker) -> None:
    {{ await_ }}ask_for(database, "a")

    {{ await_ }}QueueRelay(WaitingJobs(database), broker).sweep()

    assert broker.taken == [Job("succeed", {"name": "a"}, "abc")]


{{ async_ }}def test_jobs_wait_while_the_broker_is_down(database: Database, broker: Broker) -> None:
    {{ await_ }}ask_for(database, "a")
    broker.capacity = 0

    with pytest.raises(QueueError):
        {{ await_ }}QueueRelay(WaitingJobs(database), broker).sweep()

    assert len({{ await_ }}waiting(database)) == 1


{{ async_ }}def test_what_the_broker_took_before_it_failed_is_not_sent_again(
    database: Database, broker: Broker
) -> None:
    {{ await_ }}ask_for(database, "a", "b", "c")
    relay = QueueRelay(WaitingJobs(database), broker)
    broker.capacity = 2
    assert {{ await_ }}relay.sweep() == 2
    broker.capacity = None

    assert {{ await_ }}empty(relay) == 1
    assert sorted(names(broker)) == ["a", "b", "c"]


{{ async_ }}def test_a_relay_goes_on_after_a_failure(
    database: Database, broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("{{ package_name }}.adapters.queue.relay.PAUSE_SECONDS", 0.0)
    {{ await_ }}ask_for(database, "a")
    broker.capacity = 0
    {{ async_ }}with relaying(QueueRelay(WaitingJobs(database), broker)):
        {{ await_ }}pause(0.1)
        broker.capacity = None

        {{ await_ }}until(lambda: names(broker) == ["a"])


{{ async_ }}def test_a_job_that_fails_is_due_again_after_a_while(
    database: Database,
    runner: JobRunner,
) -> None:
    {{ await_ }}ask_for(database, "a", job="fail")

    assert {{ await_ }}empty(LocalRelay(WaitingJobs(database), runner)) == 1
    (message,) = {{ await_ }}waiting(database)
    assert message.retries == 1
    assert timedelta(0) < message.due_at - utc_now() <= timedelta(seconds=RETRY_DELAYS[0])


{{ async_ }}def test_a_job_that_fails_for_the_last_time_becomes_a_dead_letter(
    database: Database, runner: JobRunner
) -> None:
    {{ await_ }}ask_for(database, "a", job="fail")
    relay = LocalRelay(WaitingJobs(database), runner)
    for _ in range(len(RETRY_DELAYS) + 1):
        {{ await_ }}change_all(database, due_at=utc_now())
        {{ await_ }}relay.sweep()

    assert {{ await_ }}waiting(database) == []
    {{ async_ }}with database.reading() as session:
        (letter,) = {{ await_ }}dead_letters.all_of_them(session)
    assert (letter.job, letter.attempts) == ("fail", len(RETRY_DELAYS) + 1)


class KilledError(BaseException):
    """Nobody catches it, as nobody survives SIGKILL."""


{{ async_ }}def test_a_job_whose_process_died_runs_again_when_its_time_is_over(
    database: Database, runner: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    {{ async_ }}def die(*_arguments: object) -> None:
        raise KilledError

    {{ await_ }}ask_for(database, "a")
    with monkeypatch.context() as patch:
        patch.setattr(runner, "run", die)
        with pytest.raises(KilledError):
            {{ await_ }}LocalRelay(WaitingJobs(database), runner).sweep()
    assert {{ await_ }}LocalRelay(WaitingJobs(database), runner).sweep() == 0

    {{ await_ }}change_all(database, due_at=utc_now())
    {{ await_ }}LocalRelay(WaitingJobs(database), runner).sweep()

    assert ran == ["a"]


{{ async_ }}def test_a_job_that_kills_its_process_each_time_becomes_a_dead_letter(
    database: Database, runner: JobRunner
) -> None:
    {{ await_ }}ask_for(database, "a")
    killed = len(RETRY_DELAYS) + 1
    {{ await_ }}change_all(database, attempts=killed)

    {{ await_ }}LocalRelay(WaitingJobs(database), runner).sweep()

    assert (ran, {{ await_ }}waiting(database)) == ([], [])
    {{ async_ }}with database.reading() as session:
        (letter,) = {{ await_ }}dead_letters.all_of_them(session)
    assert letter.attempts == killed
