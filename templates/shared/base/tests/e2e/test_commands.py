import json
import sqlite3
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from {{ package_name }} import cli
from {{ package_name }}.adapters.queue import dead_letters
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.jobs import Job

UNKNOWN_ID = "00000000-0000-7000-8000-000000000000"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", database_url)


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, arguments)


def bury(job: Job) -> None:
    """Put a job on the dead-letter list."""

    {{ async_ }}def add(container: Container) -> None:
        {{ async_ }}with container.database.transaction() as session:
            dead_letters.add(session, job, attempts=6, error="no\nluck")

    run(add)


def test_migrate_makes_the_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")

    assert invoke("migrate").exit_code == 0

    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM dead_letters").fetchone() == (0,)
    connection.close()


def test_migrate_again_changes_nothing() -> None:
    assert invoke("migrate").exit_code == 0


def test_the_models_and_the_migrations_agree() -> None:
    assert invoke("migrate", "--check").exit_code == 0


def test_the_dead_letter_list_is_empty_at_first() -> None:
    result = invoke("jobs", "failed")

    assert (result.exit_code, result.stdout) == (0, "")


def test_a_dead_letter_is_one_line() -> None:
    bury(Job("greet", {"name": "Ada"}))

    (line,) = invoke("jobs", "failed").stdout.splitlines()

    _id, name, arguments, attempts, _failed_at, error = line.split("\t")
    assert (name, attempts, error) == ("greet", "6", "no luck")
    assert json.loads(arguments) == {"name": "Ada"}


def test_a_dead_letter_is_put_back_on_the_queue() -> None:
    bury(Job("no_such_job", {}))
    letter_id = invoke("jobs", "failed").stdout.split("\t")[0]

    assert invoke("jobs", "retry", letter_id).exit_code == 0

{% if architecture == "cqrs" %}
    assert invoke("jobs", "failed").stdout == ""
    assert invoke("relay", "--once").stdout == "1 relayed\n"
{% else %}
    # It fails again, and so has become another dead letter.
    (line,) = invoke("jobs", "failed").stdout.splitlines()
    assert not line.startswith(letter_id)
{% endif %}


def test_an_unknown_dead_letter_cannot_be_put_back() -> None:
    result = invoke("jobs", "retry", UNKNOWN_ID)

    assert result.exit_code == 1
    assert "no dead letter" in result.stderr


def test_without_a_broker_there_is_no_worker() -> None:
    result = invoke("worker")

    assert result.exit_code == 0
    assert "jobs run in the web process" in result.stdout


def test_openapi_prints_the_document_and_nothing_else() -> None:
    assert json.loads(invoke("openapi").stdout)["openapi"].startswith("3.1")


def test_wrong_settings_end_a_command_with_a_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    monkeypatch.setattr(sys, "argv", ["service", "openapi"])

    with pytest.raises(SystemExit) as exit_:
        cli.main()

    assert exit_.value.code == 1
    assert "LOG_LEVEL" in capsys.readouterr().err
