from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.adapters.queue.models import DeadLetter
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.concurrently import together


@pytest.fixture(params=DATABASE_SCHEMES)
def database_url(request: pytest.FixtureRequest) -> str:
    """Run the suite on every database that the service can have."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


{{ async_ }}def names(database: Database) -> list[str]:
    """Read the names of what is stored."""
    {{ async_ }}with database.reading() as session:
        return [letter.job for letter in {{ await_ }}dead_letters.all_of_them(session)]


{{ async_ }}def store(database: Database, name: str) -> None:
    """Store something in a transaction of its own."""
    {{ async_ }}with database.transaction() as session:
        dead_letters.add(session, Job(name, {}), attempts=1, error="")


{{ async_ }}def test_a_clean_exit_commits(database: Database) -> None:
    {{ await_ }}store(database, "first")

    assert {{ await_ }}names(database) == ["first"]


{{ async_ }}def test_an_exception_rolls_back(database: Database) -> None:
    {{ async_ }}def fail() -> None:
        {{ async_ }}with database.transaction() as session:
            dead_letters.add(session, Job("first", {}), attempts=1, error="")
            {{ await_ }}session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        {{ await_ }}fail()

    assert {{ await_ }}names(database) == []


{{ async_ }}def test_what_is_not_committed_is_not_seen(database: Database) -> None:
    {{ async_ }}with database.transaction() as session:
        dead_letters.add(session, Job("first", {}), attempts=1, error="")
        {{ await_ }}session.flush()

        assert {{ await_ }}names(database) == []


{{ async_ }}def test_what_is_committed_meanwhile_is_not_seen(database: Database) -> None:
    {{ async_ }}with database.reading() as session:
        before = len({{ await_ }}dead_letters.all_of_them(session))
        {{ await_ }}store(database, "first")

        assert len({{ await_ }}dead_letters.all_of_them(session)) == before


{{ async_ }}def test_what_was_read_can_be_used_after_the_transaction(database: Database) -> None:
    {{ async_ }}with database.transaction() as session:
        letter = DeadLetter(job="first", arguments={}, request_id="", attempts=1, error="")
        session.add(letter)

    assert letter.job == "first"


{{ async_ }}def test_writers_at_once_wait_for_each_other(database: Database) -> None:
    {{ await_ }}together(*(partial(store, database, str(number)) for number in range(8)))

    assert sorted({{ await_ }}names(database)) == sorted(map(str, range(8)))


{{ async_ }}def test_of_two_that_take_the_same_row_one_gets_it(database: Database) -> None:
    {{ await_ }}store(database, "first")
    {{ async_ }}with database.reading() as session:
        (letter,) = {{ await_ }}dead_letters.all_of_them(session)

    {{ async_ }}def take() -> Job | None:
        {{ async_ }}with database.transaction() as session:
            return {{ await_ }}dead_letters.take(session, letter.id)

    taken = {{ await_ }}together(take, take)

    assert sorted(job is None for job in taken) == [False, True]


{{ async_ }}def test_a_dead_letter_says_what_its_job_failed_of(database: Database) -> None:
    job = Job("first", {"id": "1"}, request_id="abc")
    {{ await_ }}dead_letters.bury(database, job, 6, "no luck")

    {{ async_ }}with database.reading() as session:
        (letter,) = {{ await_ }}dead_letters.all_of_them(session)
    assert (letter.to_job(), letter.attempts, letter.error) == (job, 6, "no luck")


{{ async_ }}def test_times_come_back_in_utc(database: Database) -> None:
    in_berlin = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    {{ async_ }}with database.transaction() as session:
        letter = DeadLetter(
            job="x", arguments={}, request_id="", attempts=1, error="", failed_at=in_berlin
        )
        session.add(letter)

    {{ async_ }}with database.reading() as session:
        stored = {{ await_ }}session.get_one(DeadLetter, letter.id)
        assert stored.failed_at == in_berlin
        assert stored.failed_at.tzinfo is UTC


{{ async_ }}def test_an_error_does_not_show_the_values(database: Database) -> None:
    {{ async_ }}def fail() -> None:
        {{ async_ }}with database.reading() as session:
            {{ await_ }}session.execute(text("SELECT :value FROM nowhere"), {"value": "hunter2"})

    with pytest.raises(SQLAlchemyError) as error:
        {{ await_ }}fail()

    assert "hunter2" not in str(error.value)


{{ async_ }}def test_a_ping_is_answered(database: Database) -> None:
    {{ await_ }}database.ping()


{{ async_ }}def test_a_file_that_is_no_database_does_not_answer_a_ping(broken_database_url: str) -> None:
    with pytest.raises(SQLAlchemyError):
        {{ await_ }}Database(broken_database_url).ping()
