"""Section 1, first run: with nothing configured the service works, whatever was answered."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from .harness.accounts import create_admin, register, sign_in
from .harness.callers import newcomer
from .harness.combination import Combination
from .harness.deployment import Deployment, Server, wait_for
from .harness.issuer import Issuer
from .harness.orders import place, wait_confirmed
from .harness.polling import eventually
from .harness.process import Process
from .harness.project import Project, exclusively, surroundings

pytestmark = pytest.mark.short
alone = pytest.mark.once_for("framework", "queue")


@pytest.fixture(scope="module")
def bare(
    combination: Combination,
    project: Project,
    issuer: Issuer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Deployment]:
    """A deployment of which not one setting is set, and which knows no issuer either."""
    logs = tmp_path_factory.mktemp("bare")
    deployment = Deployment(combination, project, {}, logs, issuer)
    yield deployment
    deployment.stop()


@pytest.fixture(scope="module")
def bare_server(bare: Deployment) -> Server:
    """Its server, begun as the README says: migrate, then serve."""
    done = bare.run("migrate")
    assert done.returncode == 0, done.stderr
    return bare.serve()


@alone
def test_the_server_starts_and_is_ready(bare_server: Server) -> None:
    assert bare_server.root.get("/readyz").json()["checks"] == {"database": "ok"}


@alone
def test_the_database_is_one_file_in_the_project(bare_server: Server, project: Project) -> None:
    assert bare_server.root.get("/readyz").is_success
    magic = b"SQLite format 3\x00"
    files = [path for path in project.directory.glob("*.db") if path.read_bytes()[:16] == magic]
    assert len(files) == 1


@alone
@pytest.mark.needs(example="orders", self_sufficient=True)
def test_an_order_is_confirmed_by_a_job_in_the_process(
    bare: Deployment, bare_server: Server
) -> None:
    """The mail goes to the console: its text is in the output of the server."""
    client = newcomer(bare, bare_server)
    order = wait_confirmed(client, place(client))
    eventually(lambda: order["customer_email"] in bare_server.process.log)
    assert bare.jobs("failed") == ""


@pytest.mark.needs(accounts=True)
@pytest.mark.once_for("framework")
def test_an_admin_can_be_made(bare: Deployment, bare_server: Server) -> None:
    me = sign_in(bare_server, create_admin(bare)).get("/auth/me")
    assert me.json()["role"] == "admin"


@alone
def test_the_worker_says_that_jobs_run_in_the_web_process(bare: Deployment) -> None:
    done = bare.run("worker")
    assert done.returncode == 0, done.stderr
    assert "web process" in done.stdout + done.stderr


@pytest.fixture
def dev_server(combination: Combination, project: Project, tmp_path: Path) -> Iterator[Server]:
    """The development server on an empty database; its port is fixed, so it must be free."""
    environment = surroundings() | {"DATABASE_URL": f"sqlite:///{tmp_path}/dev.db"}
    command = [str(project.script), "dev"]
    with exclusively(project.directory.with_name("port-8000.lock")):
        process = Process(command, cwd=project.directory, env=environment, log=tmp_path / "dev")
        server = Server("http://127.0.0.1:8000", process, combination)
        wait_for(server, "/readyz")
        yield server
        server.close()
        process.stop()


@pytest.mark.needs(accounts=True, example="orders")
@pytest.mark.once_for("framework")
def test_dev_migrates_and_serves_with_reload_on_port_8000(
    dev_server: Server, project: Project
) -> None:
    client = sign_in(dev_server, register(dev_server))
    assert client.get("/orders").status_code == 200
    os.utime(next((project.directory / "src").glob("*/__init__.py")))
    eventually(lambda: "reload" in dev_server.process.log.lower())
    wait_for(dev_server, "/readyz")
