import pytest
from click.testing import CliRunner

from {{ package_name }}.cli import cli
from {{ package_name }}.jobs import Job
from {{ package_name }}.settings import Settings

from tests.e2e.expired import KIND, LIFE, age_rows, count_rows, leave_row
from tests.e2e.serving import App, Client, container_of
from tests.polling import until
from tests.processes import process

pytestmark = pytest.mark.usefixtures("jobs")


{{ async_ }}def run_job(app: App) -> None:
    delay = {{ await_ }}container_of(app).runner.run(Job("cleanup", {}), retries=0)
    assert delay is None


{{ async_ }}def test_what_has_expired_is_deleted(app: App, client: Client) -> None:
    {{ await_ }}leave_row(client)
    {{ await_ }}age_rows(app, LIFE * 1.01)

    {{ await_ }}run_job(app)

    assert {{ await_ }}count_rows(app) == 0


{{ async_ }}def test_what_lives_is_kept(app: App, client: Client) -> None:
    {{ await_ }}leave_row(client)
    {{ await_ }}age_rows(app, LIFE * 0.99)

    {{ await_ }}run_job(app)

    assert {{ await_ }}count_rows(app) == 1


def test_the_command_tells_how_much_of_each_kind_it_deleted(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", settings.database_url)

    result = CliRunner().invoke(cli, ["cleanup"])

    assert result.exit_code == 0
    assert f"{KIND}\t0" in result.stdout.splitlines()


{{ async_ }}def test_without_a_broker_the_scheduler_runs_its_jobs(
    app: App, client: Client, settings: Settings
) -> None:
    {{ async_ }}def is_clean() -> bool:
        return {{ await_ }}count_rows(app) == 0

    environment = {"ENVIRONMENT": "test", "DATABASE_URL": settings.database_url}
    command = ("-m", "{{ package_name }}", "schedule", "--every", "1")
    with process(*command, **environment) as running:
        for _ in range(2):
            {{ await_ }}leave_row(client)
            {{ await_ }}age_rows(app, LIFE * 2)
            {{ await_ }}until(is_clean, seconds=120)

    assert running.returncode == 0
