from functools import partial

import pytest
from django.db import DatabaseError, connections

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import DATABASE_SCHEMES

from tests.concurrently import together


@pytest.fixture(params=DATABASE_SCHEMES)
def database_url(request: pytest.FixtureRequest) -> str:
    """Run the suite on every database that the service can have."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


def names(database: Database) -> list[str]:
    """Read the names of what is stored."""
    with database.reading() as session:
        return [letter.job for letter in dead_letters.all_of_them(session)]


def store(database: Database, name: str) -> None:
    """Store something in a transaction of its own."""
    with database.transaction() as session:
        dead_letters.add(session, Job(name, {}), attempts=1, error="")


def test_a_clean_exit_commits(database: Database) -> None:
    store(database, "first")

    assert names(database) == ["first"]


def test_an_exception_rolls_back(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as session:
            dead_letters.add(session, Job("first", {}), attempts=1, error="")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert names(database) == []


def test_what_is_not_committed_is_not_seen(database: Database) -> None:
    with database.transaction() as session:
        dead_letters.add(session, Job("first", {}), attempts=1, error="")

        assert names(database) == []


def test_what_is_committed_meanwhile_is_not_seen(database: Database) -> None:
    with database.reading() as session:
        before = len(dead_letters.all_of_them(session))
        store(database, "first")

        assert len(dead_letters.all_of_them(session)) == before


def test_who_only_reads_cannot_write(database: Database) -> None:
    with pytest.raises(DatabaseError), database.reading() as session:
        dead_letters.add(session, Job("first", {}), attempts=1, error="")

    assert names(database) == []


def test_a_transaction_is_no_part_of_another(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction():
        store(database, "first")

    assert names(database) == []


def test_writers_at_once_wait_for_each_other(database: Database) -> None:
    together(*(partial(store, database, str(number)) for number in range(8)))

    assert sorted(names(database)) == sorted(map(str, range(8)))


def test_of_two_that_take_the_same_row_one_gets_it(database: Database) -> None:
    store(database, "first")
    with database.reading() as session:
        (letter,) = dead_letters.all_of_them(session)

    def take() -> Job | None:
        with database.transaction() as session:
            return dead_letters.take(session, letter.id)

    taken = together(take, take)

    assert sorted(job is None for job in taken) == [False, True]


def test_a_dead_letter_says_what_its_job_failed_of(database: Database) -> None:
    job = Job("first", {"id": "1"}, request_id="abc")
    dead_letters.bury(database, job, 6, "no luck")

    with database.reading() as session:
        (letter,) = dead_letters.all_of_them(session)
    assert (letter.to_job(), letter.attempts, letter.error) == (job, 6, "no luck")


def test_an_error_does_not_show_the_values(database: Database) -> None:
    with (
        pytest.raises(DatabaseError) as error,
        database.reading() as session,
        connections[session.alias].cursor() as cursor,
    ):
        cursor.execute("SELECT %s FROM nowhere", ["hunter2"])

    assert "hunter2" not in str(error.value)


def test_a_ping_is_answered(database: Database) -> None:
    database.ping()


def test_a_file_that_is_no_database_does_not_answer_a_ping(broken_database_url: str) -> None:
    with pytest.raises(DatabaseError):
        Database(broken_database_url).ping()
