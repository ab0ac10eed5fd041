"""Section 4, commands: what each does, says and returns."""

import json
import subprocess

import httpx2
import pytest

from .conftest import PRODUCTION, Deploy
from .harness.accounts import Account, register, sign_in, unique_email
from .harness.callers import admin
from .harness.combination import Combination
from .harness.deployment import Deployment, Server
from .harness.polling import eventually

pytestmark = [pytest.mark.once_for("framework", "architecture"), pytest.mark.short]

Done = subprocess.CompletedProcess[str]


def assert_refused(done: Done, *words: str) -> None:
    """Assert that a command failed with a message that has these words, and no traceback."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert all(word.lower() in done.stderr.lower() for word in words), done.stderr


def test_migrate_makes_the_tables_and_may_be_run_again(deploy: Deploy) -> None:
    deployment = deploy(migrated=False)
    for _ in range(2):
        done = deployment.run("migrate")
        assert done.returncode == 0, done.stderr
    assert deployment.serve().root.get("/readyz").is_success


def test_two_may_migrate_at_once(deploy: Deploy) -> None:
    """Two servers that start together both run it first."""
    deployment = deploy(migrated=False)
    both = [deployment.start("migrate") for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0], [process.log for process in both]


def test_models_and_migrations_do_not_differ(deployment: Deployment) -> None:
    done = deployment.run("migrate", "--check")
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_does_not_migrate(deploy: Deploy) -> None:
    """A database without tables is no reason to make them when only asked to look."""
    deployment = deploy(migrated=False)
    deployment.run("migrate", "--check")
    done = deployment.run("jobs", "failed")
    assert done.returncode != 0


def test_openapi_prints_the_document_and_nothing_else(deploy: Deploy) -> None:
    done = deploy(migrated=False).run("openapi")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["openapi"].startswith("3.1.")


@pytest.mark.needs(broker=False)
def test_the_worker_without_a_broker_says_where_jobs_run_and_exits_0(
    deployment: Deployment,
) -> None:
    done = deployment.run("worker")
    assert done.returncode == 0, done.stderr
    assert "web process" in done.stdout + done.stderr


def test_the_dead_letter_list_is_empty_at_first(deploy: Deploy) -> None:
    assert deploy().jobs("failed") == ""


def test_an_unknown_command_is_a_wrong_use(deployment: Deployment) -> None:
    done = deployment.run("no-such-command")
    assert done.returncode == 2
    assert "no-such-command" in done.stderr


def test_help_names_the_commands(deployment: Deployment) -> None:
    text = deployment.run("--help").stdout
    for command in ("dev", "serve", "migrate", "worker", "jobs", "openapi"):
        assert command in text


@pytest.mark.needs(example="orders")
def test_seed_makes_a_few_orders(combination: Combination, deploy: Deploy) -> None:
    deployment = deploy()
    done = deployment.run("seed")
    assert done.returncode == 0, done.stderr
    server = deployment.serve()
    if combination.broker:
        deployment.worker()
    client = admin(deployment, server)

    def seeded() -> bool:
        stats = client.get("/orders/stats").json()
        return bool(stats["placed"] + stats["confirmed"] + stats["cancelled"] >= 3)

    eventually(seeded, within=5)


@pytest.mark.needs(example="orders")
def test_seed_is_refused_in_production(deploy: Deploy) -> None:
    assert_refused(deploy(**PRODUCTION).run("seed"), "production")


def make_admin(deployment: Deployment, account: Account) -> Done:
    """Run `create-admin` with the password on standard input."""
    arguments = ("create-admin", "--email", account.email, "--password-stdin")
    return deployment.run(*arguments, stdin=account.password)


@pytest.mark.needs(accounts=True)
def test_create_admin_makes_an_admin(server: Server, admin: httpx2.Client) -> None:
    assert server.process.exit_code is None
    assert admin.get("/auth/me").json()["role"] == "admin"


@pytest.mark.needs(accounts=True)
def test_create_admin_takes_a_password_with_a_line_end(
    deployment: Deployment, server: Server
) -> None:
    """`echo` writes one."""
    account = Account(unique_email("admin"))
    done = make_admin(deployment, Account(account.email, f"{account.password}\n"))
    assert done.returncode == 0, done.stderr
    assert sign_in(server, account).get("/auth/me").status_code == 200


@pytest.mark.needs(accounts=True)
def test_create_admin_prints_no_password(deployment: Deployment) -> None:
    account = Account(unique_email("admin"))
    done = make_admin(deployment, account)
    assert account.password not in done.stdout + done.stderr


@pytest.mark.needs(accounts=True)
@pytest.mark.parametrize("password", ["short", "x" * 129, ""])
def test_create_admin_keeps_the_rules_of_passwords(deployment: Deployment, password: str) -> None:
    assert_refused(make_admin(deployment, Account(unique_email(), password)), "password")


@pytest.mark.needs(accounts=True)
def test_create_admin_refuses_what_is_no_address(deployment: Deployment) -> None:
    assert_refused(make_admin(deployment, Account("nobody")), "email")


@pytest.mark.needs(accounts=True)
def test_create_admin_does_not_take_over_an_account(deployment: Deployment, server: Server) -> None:
    account = register(server)
    other = Account(account.email.upper(), "another password")
    assert_refused(make_admin(deployment, other), "already")
    assert sign_in(server, account).get("/auth/me").json()["role"] == "user"
