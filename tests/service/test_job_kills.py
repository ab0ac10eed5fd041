"""Section 2, processes that end with a job in hand: the order is confirmed all the same, once."""

import pytest

from .conftest import Deploy
from .harness.callers import again, newcomer
from .harness.combination import Combination
from .harness.deployment import Deployment
from .harness.mail import Hold, Mailserver
from .harness.orders import Body, draft, place, read, wait_confirmed
from .harness.polling import eventually
from .test_job_retries import dead_jobs

pytestmark = [
    pytest.mark.needs(example="orders", fallback=False),
    pytest.mark.short("queue"),
]

with_worker = pytest.mark.needs(broker=True)
in_process = pytest.mark.needs(broker=False)


class Scene:
    """A deployment of its own with an order whose mail hangs: its job is mid-flight."""

    def __init__(
        self, combination: Combination, deployment: Deployment, mailserver: Mailserver
    ) -> None:
        """Start the server, and the worker where there is one, and place the order."""
        self.deployment = deployment
        self.mailserver = mailserver
        self.server = deployment.serve()
        self.worker = deployment.worker() if combination.broker else self.server.process
        self.client = newcomer(deployment, self.server)
        self.body = draft()
        self.hold: Hold = mailserver.hold(self.body["customer_email"])
        self.order: Body = place(self.client, self.body)
        self.hold.wait()

    def restart(self) -> None:
        """Start the server again on the same database, and go on as the same caller."""
        self.server = self.deployment.serve()
        self.client = again(self.client, self.server)

    def assert_confirmed_once(self) -> None:
        """Assert that the order is confirmed, by one mail."""
        order = wait_confirmed(self.client, self.order, within=60)
        wait_confirmed(self.client, place(self.client))
        assert read(self.client, order) == order
        assert len(self.mailserver.mails(self.body["customer_email"])) == 1


@pytest.fixture
def scene(combination: Combination, deploy: Deploy, mailserver: Mailserver) -> Scene:
    """One scene for each test: it does not survive."""
    return Scene(combination, deploy(), mailserver)


@pytest.fixture(scope="session")
def killed(combination: Combination, deploy_shared: Deploy, mailserver: Mailserver) -> Scene:
    """A scene whose process is killed; of a worker that is killed nobody takes the place yet."""
    scene = Scene(combination, deploy_shared(), mailserver)
    scene.worker.kill()
    scene.hold.refuse()
    if not combination.broker:
        scene.restart()
    return scene


@pytest.mark.early
def test_a_process_killed_with_a_job_in_hand_leaves_the_order_placed(killed: Scene) -> None:
    assert read(killed.client, killed.order)["status"] == "placed"
    assert "1" in killed.deployment.jobs("requeue-placed").split()


@pytest.mark.late
def test_the_order_is_confirmed_once_after_it_was_queued_again(
    combination: Combination, killed: Scene
) -> None:
    """Queued again as often as it takes: the dead process may have reserved it for a while."""
    if combination.broker:
        killed.deployment.worker()

    def confirmed() -> bool:
        if read(killed.client, killed.order)["status"] == "placed":
            killed.deployment.jobs("requeue-placed")
        return bool(read(killed.client, killed.order)["status"] == "confirmed")

    eventually(confirmed, within=60, every=2)
    killed.assert_confirmed_once()
    if combination.broker:  # else the commands gave back what they had not run when they ended
        assert dead_jobs(killed.deployment, killed.order) == []
        assert "Traceback" not in "".join(process.log for process in killed.deployment.processes)


@with_worker
def test_a_worker_told_to_stop_finishes_its_job_or_gives_it_back(scene: Scene) -> None:
    scene.worker.terminate()
    scene.hold.accept()
    assert scene.worker.wait() == 0
    scene.deployment.worker()
    scene.assert_confirmed_once()


@with_worker
def test_orders_wait_for_a_worker_which_exits_0_when_told_to_stop(deploy: Deploy) -> None:
    deployment = deploy()
    client = newcomer(deployment, deployment.serve())
    order = place(client)
    worker = deployment.worker()
    wait_confirmed(client, order)
    worker.terminate()
    assert worker.wait(within=10) == 0


@in_process
def test_a_server_told_to_stop_gives_back_its_waiting_jobs(scene: Scene) -> None:
    """To the dead-letter list, or to the next server, which then runs them unasked.

    The mail is refused, so that the job waits for its next turn when the server stops.
    """
    scene.mailserver.refuse(scene.body["customer_email"])
    scene.hold.refuse()
    eventually(lambda: len(scene.mailserver.attempts(scene.body["customer_email"])) > 1)
    scene.server.process.terminate()
    assert scene.server.process.wait() == 0
    given_back = dead_jobs(scene.deployment, scene.order)
    assert len(given_back) <= 1
    scene.mailserver.accept(scene.body["customer_email"])
    scene.restart()
    for job in given_back:
        scene.deployment.jobs("retry", job.id)
    scene.assert_confirmed_once()


@in_process
def test_a_server_told_to_stop_finishes_the_job_in_hand(scene: Scene) -> None:
    scene.server.process.terminate()
    scene.hold.accept()
    assert scene.server.process.wait() == 0
    scene.restart()
    for job in dead_jobs(scene.deployment, scene.order):
        scene.deployment.jobs("retry", job.id)
    scene.assert_confirmed_once()
