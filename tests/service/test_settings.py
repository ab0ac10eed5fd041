"""Section 1, settings: one message that names every variable that is wrong."""

import subprocess
from pathlib import Path

import pytest

from .conftest import PRODUCTION, SECRET_KEY, Deploy
from .harness.deployment import Deployment
from .harness.project import Project, surroundings

pytestmark = pytest.mark.once_for("framework")


def refused(deployment: Deployment, **settings: str) -> str:
    """Start the server with these settings, which it has to refuse; return its message."""
    process = deployment.start("serve", "--port", "0", **settings)
    assert process.wait(within=15) != 0
    assert "Traceback" not in process.log, process.log
    return process.log


def test_every_wrong_variable_is_named_in_one_message(deployment: Deployment) -> None:
    wrong = {
        "ENVIRONMENT": "staging",
        "DATABASE_URL": "mysql://127.0.0.1/shop",
        "REDIS_URL": "http://127.0.0.1",
        "LOG_LEVEL": "LOUD",
        "METRICS_ENABLED": "perhaps",
        "RATE_LIMIT_ENABLED": "2",
        "MAX_BODY_BYTES": "-1",
        "SMTP_URL": "ftp://127.0.0.1",
        "WEB_WORKERS": "none",
    }
    message = refused(deployment, **wrong)
    assert [name for name in wrong if name not in message] == []


def test_every_missing_variable_is_named_in_production(deployment: Deployment) -> None:
    message = refused(
        deployment, ENVIRONMENT="production", SECRET_KEY="", DATABASE_URL="", ALLOWED_HOSTS=""
    )
    assert "SECRET_KEY" in message
    assert "DATABASE_URL" in message


@pytest.mark.parametrize("secret", ["", "changeme", "a" * 10])
def test_production_does_not_start_with_a_weak_secret(deployment: Deployment, secret: str) -> None:
    assert "SECRET_KEY" in refused(deployment, **PRODUCTION | {"SECRET_KEY": secret})


def test_production_does_not_start_with_the_secret_of_the_example_file(
    deployment: Deployment, project: Project
) -> None:
    lines = (project.directory / ".env.example").read_text().splitlines()
    example = next(line for line in lines if line.lstrip("# ").startswith("SECRET_KEY="))
    secret = example.partition("=")[2].strip("\"'")
    assert "SECRET_KEY" in refused(deployment, **PRODUCTION | {"SECRET_KEY": secret})


def test_the_message_does_not_print_the_secret(deployment: Deployment) -> None:
    message = refused(deployment, **PRODUCTION | {"SECRET_KEY": "sesame-7", "LOG_LEVEL": "LOUD"})
    assert "sesame-7" not in message


@pytest.mark.needs(database="sqlite")
def test_a_service_made_for_sqlite_refuses_postgresql_and_says_so(deployment: Deployment) -> None:
    url = "postgresql://someone:pw@127.0.0.1/shop"
    assert "DATABASE_URL" in refused(deployment, DATABASE_URL=url)


@pytest.mark.needs(message_broker="rabbitmq")
@pytest.mark.parametrize("url", ["redis://127.0.0.1:6379/0", "amqp://127.0.0.1:port"])
def test_a_service_made_for_rabbitmq_refuses_another_broker(
    deployment: Deployment, url: str
) -> None:
    assert "BROKER_URL" in refused(deployment, BROKER_URL=url)


@pytest.mark.needs(message_broker="rabbitmq", place="postgres")
def test_redis_alone_is_no_broker_of_a_service_made_for_rabbitmq(deployment: Deployment) -> None:
    done = deployment.run("worker", BROKER_URL="")
    assert done.returncode == 0
    assert "BROKER_URL" in done.stdout


@pytest.mark.parametrize("command", [("migrate",), ("worker",), ("jobs", "failed")])
def test_commands_name_wrong_variables_as_the_server_does(
    deployment: Deployment, command: tuple[str, ...]
) -> None:
    done = deployment.run(*command, LOG_LEVEL="LOUD")
    assert done.returncode != 0
    assert "LOG_LEVEL" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_development_reads_the_file_env(project: Project, tmp_path: Path) -> None:
    """The file lies where the command is started."""
    (tmp_path / ".env").write_text("LOG_LEVEL=LOUD\n")
    assert "LOG_LEVEL" in _migrate(project, tmp_path, {})


def test_production_does_not_read_the_file_env(project: Project, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=LOUD\n")
    production = {
        "ENVIRONMENT": "production",
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": "shop.example",
        "DATABASE_URL": f"sqlite:///{tmp_path}/shop.db",
    }
    assert "LOG_LEVEL" not in _migrate(project, tmp_path, production)


def test_the_environment_wins_over_the_file_env(project: Project, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=LOUD\n")
    database = f"sqlite:///{tmp_path}/shop.db"
    settings = {"LOG_LEVEL": "INFO", "DATABASE_URL": database}
    assert "LOG_LEVEL" not in _migrate(project, tmp_path, settings)


def test_metrics_can_be_enabled_in_production(deploy: Deploy) -> None:
    server = deploy(**PRODUCTION).serve(METRICS_ENABLED="true")
    assert server.root.get("/metrics").status_code == 200


def _migrate(project: Project, cwd: Path, settings: dict[str, str]) -> str:
    done = subprocess.run(
        [project.script, "migrate"],
        cwd=cwd,
        env=surroundings() | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr
