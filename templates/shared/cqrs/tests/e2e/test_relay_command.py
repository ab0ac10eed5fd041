import pytest
from click.testing import CliRunner

from {{ package_name }}.adapters.database.engine import Database
from {{ package_name }}.adapters.database.outbox import SqlOutbox
from {{ package_name }}.bootstrap import JOBS
from {{ package_name }}.cli import cli
from {{ package_name }}.cli.run import run
from {{ package_name }}.container import Container
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import Settings

from tests.polling import until
from tests.processes import process
from tests.waiting import waiting

ran: list[str] = []


{{ async_ }}def remember(*_parts: object, name: str) -> None:
    ran.append(name)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    ran.clear()
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setitem(JOBS, "remember", remember)


{{ async_ }}def _ask_for(container: Container) -> None:
    {{ async_ }}with container.database.transaction() as session:
        for name in ("a", "b", "c"):
            SqlOutbox(session).add(Job("remember", {"name": name}))


def relay_once() -> str:
    return CliRunner().invoke(cli, ["relay", "--once"]).stdout


def test_one_sweep_empties_the_outbox() -> None:
    run(_ask_for)

    assert relay_once() == "3 relayed\n"
    assert relay_once() == "0 relayed\n"
    assert sorted(ran) == ["a", "b", "c"]


{{ async_ }}def test_a_relay_that_is_told_to_stop_ends_well(
    settings: Settings,
    database: Database,
) -> None:
    {{ async_ }}def has_tried() -> bool:
        (message,) = {{ await_ }}waiting(database)
        return bool(message.retries)

    {{ async_ }}with database.transaction() as session:
        SqlOutbox(session).add(Job("unknown", {}))
    environment = {"ENVIRONMENT": "test", "DATABASE_URL": settings.database_url}
    with process("-m", "{{ package_name }}", "relay", **environment) as running:
        {{ await_ }}until(has_tried)

    assert running.returncode == 0
