"""Combinations, and the deployments that the tests of one combination share."""

import difflib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from .harness import callers, process
from .harness.accounts import Account, register, unique_email
from .harness.combination import BY_NAME, PAIRWISE, SMALL, Combination
from .harness.deployment import Deployment, Server
from .harness.issuer import Issuer
from .harness.mail import Mailserver
from .harness.orders import Body, Counter, draft, place
from .harness.probe import Probe
from .harness.project import Project, generate
from .harness.storage import Postgres, RabbitServer, RedisServer, Servers, Storage

SECRET_KEY = "a-secret-that-only-these-tests-know-0123456789"
PRODUCTION = {
    "ENVIRONMENT": "production",
    "ALLOWED_HOSTS": "127.0.0.1,shop.example",
    "CORS_ORIGINS": "https://app.example,https://admin.example",
    "LOG_LEVEL": "DEBUG",
    "MAX_BODY_BYTES": "4096",
}
"""Settings of the production server; LOG_LEVEL is the one at which secrets would leak most."""

TOKEN_MINUTES = "120"
"""Longer than the tests of a combination take: they share the clients of a few callers."""

CASES = "schemathesis cases"
"""The property under which a test reports how many cases Schemathesis has tried."""

DOUBLES = "kills"
"""The property under which a test reports what it killed, and what was done twice for it."""

Deploy = Callable[..., Deployment]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let one combination be chosen."""
    parser.addoption(
        "--combination",
        action="append",
        default=[],
        metavar="NAME",
        help=f"run the service tests on this combination only; may be repeated. "
        f"One of {', '.join(BY_NAME)}",
    )
    parser.addoption(
        "--everywhere",
        action="store_true",
        help="run each test on every combination, also where one stands for others",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers of this suite, and refuse unknown combinations."""
    config.addinivalue_line(
        "markers", "needs(**facts): run on the combinations of which these facts hold"
    )
    config.addinivalue_line(
        "markers",
        "once_for(*names): nothing else of a combination can change the result, so of those that "
        "agree in it the first will do; a chosen combination runs everything",
    )
    config.addinivalue_line(
        "markers",
        "short(*names): takes its time, so a short run has it on one of those that agree in these "
        "names, whatever `once_for` says",
    )
    config.addinivalue_line(
        "markers", "long: takes minutes, so only a long run has it, or one of a chosen combination"
    )
    config.addinivalue_line("markers", "early: run first, it begins what a late test looks at")
    config.addinivalue_line("markers", "late: run last, it looks at what the other tests left")
    for name in config.getoption("combination", []):
        if name not in BY_NAME:
            (near,) = difflib.get_close_matches(name, BY_NAME, 1, 0)
            message = f"there is no combination {name!r}; the nearest is {near!r}"
            raise pytest.UsageError(message)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test that runs on a combination each chosen one."""
    if "combination" in metafunc.fixturenames:
        parameters = [pytest.param(each, id=each.name) for each in _chosen(metafunc.config)]
        metafunc.parametrize("combination", parameters, scope="session")


def _chosen(config: pytest.Config) -> tuple[Combination, ...]:
    """Return those named with `--combination`, or the ones of this run.

    The option exists when this directory is named on the command line.
    """
    named = dict.fromkeys(config.getoption("combination", []))
    cover = PAIRWISE if config.getoption("whole") else SMALL
    return tuple(BY_NAME[name] for name in named) or cover


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that do not apply; put the early ones first and the late ones last."""
    chosen = [item for item in items if _applies(item)]
    everywhere = config.getoption("everywhere", default=False)
    if not everywhere and not config.getoption("combination", []):
        whole = config.getoption("whole")
        chosen = [item for item in chosen if whole or not item.get_closest_marker("long")]
        markers = ("once_for",) if whole else ("short", "once_for")
        chosen = list(_once_for_all(chosen, markers))
    fit = set(chosen)
    config.hook.pytest_deselected(items=[item for item in items if item not in fit])
    items[:] = sorted(chosen, key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("early"):
        return 0
    return 2 if item.get_closest_marker("late") else 1


def _combination(item: pytest.Item) -> Combination | None:
    callspec = getattr(item, "callspec", None)
    return callspec.params.get("combination") if callspec else None


def _applies(item: pytest.Item) -> bool:
    combination = _combination(item)
    return combination is None or all(
        getattr(combination, fact) == value
        for marker in item.iter_markers("needs")
        for fact, value in marker.kwargs.items()
    )


def _once_for_all(items: list[pytest.Item], markers: tuple[str, ...]) -> Iterator[pytest.Item]:
    """Leave out the tests whose result is known from a combination that agrees in what counts.

    What counts is named by the first of the markers that a test has.
    """
    known = set()
    for item in items:
        combination = _combination(item)
        marker = next(filter(None, map(item.get_closest_marker, markers)), None)
        if combination is not None and marker is not None:
            test = item.nodeid.replace(combination.name, "")
            result = (test, *(getattr(combination, name) for name in marker.args))
            if result in known:
                continue
            known.add(result)
        yield item


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a failure what the processes wrote last."""
    report = yield
    if report.failed:
        for each in process.running():
            report.sections.append((f"log of {each.name}", each.tail))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many cases Schemathesis has tried on each combination, and what was killed."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name in {CASES, DOUBLES}:
                terminalreporter.write_line(f"{value} {name}: {report.nodeid}")


def pytest_keyboard_interrupt() -> None:
    """End the processes at once: an interrupted test run is not given the time to be polite."""
    for each in process.running():
        each.kill()


@pytest.fixture(scope="session")
def project(combination: Combination, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The generated project, shared by the places and by the processes of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if base.name.startswith("popen-") else base
    return generate(combination, shared / "projects")


@pytest.fixture(scope="session")
def storage(combination: Combination, project: Project, memory: Path) -> Iterator[Storage]:
    """Fresh databases in the place of the combination."""
    servers = None
    if combination.place == "postgres":
        rabbitmq = RabbitServer() if combination.message_broker == "rabbitmq" else None
        servers = Servers(Postgres(), RedisServer(), rabbitmq)
    storage = Storage(combination, project, memory / combination.name, servers)
    yield storage
    storage.close()
    if servers:
        servers.close()


@pytest.fixture(scope="session")
def mailserver(combination: Combination) -> Iterator[Mailserver]:  # noqa: ARG001 - one for each
    """The SMTP server that all deployments of the combination send through."""
    mailserver = Mailserver()
    yield mailserver
    mailserver.stop()


@pytest.fixture(scope="session")
def issuer(combination: Combination) -> Iterator[Issuer]:  # noqa: ARG001 - one for each
    """The identity provider that all deployments of the combination trust, with `auth: oidc`."""
    issuer = Issuer()
    yield issuer
    issuer.stop()


@dataclass(frozen=True)
class Outside:
    """What deployments talk to."""

    storage: Storage
    mailserver: Mailserver
    issuer: Issuer


@pytest.fixture(scope="session")
def outside(storage: Storage, mailserver: Mailserver, issuer: Issuer) -> Outside:
    """What all deployments of the combination talk to."""
    return Outside(storage, mailserver, issuer)


def _deploying(
    combination: Combination, project: Project, outside: Outside, directory: Path
) -> Iterator[Deploy]:
    made: list[tuple[Deployment, dict[str, str]]] = []

    def deploy(*, migrated: bool = True, **settings: str) -> Deployment:
        databases = outside.storage.fresh(migrated=migrated)
        environment = {
            "SECRET_KEY": SECRET_KEY,
            "RATE_LIMIT_ENABLED": "false",
            "SMTP_URL": outside.mailserver.url,
            "ACCESS_TOKEN_MINUTES": TOKEN_MINUTES,
            **(outside.issuer.settings if combination.auth == "oidc" else {}),
            **databases,
            **settings,
        }
        logs = directory / str(len(made))
        deployment = Deployment(combination, project, environment, logs, outside.issuer)
        made.append((deployment, databases))
        return deployment

    yield deploy
    for deployment, databases in made:
        deployment.stop()
        outside.storage.discard(databases)


@pytest.fixture
def deploy(
    combination: Combination,
    project: Project,
    outside: Outside,
    tmp_path: Path,
) -> Iterator[Deploy]:
    """Make deployments for one test, each with a database of its own."""
    yield from _deploying(combination, project, outside, tmp_path)


@pytest.fixture(scope="session")
def deploy_shared(
    combination: Combination,
    project: Project,
    outside: Outside,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Deploy]:
    """Make deployments that several tests of the combination share."""
    logs = tmp_path_factory.mktemp(combination.name)
    yield from _deploying(combination, project, outside, logs)


@pytest.fixture(scope="session")
def deployment(deploy_shared: Deploy) -> Deployment:
    """The deployment that most tests use: development settings, no rate limit."""
    return deploy_shared()


@pytest.fixture(scope="session")
def server(combination: Combination, deployment: Deployment) -> Server:
    """The HTTP server of `deployment`; its worker runs where there is a broker."""
    server = deployment.serve()
    if combination.broker:
        deployment.worker()
    return server


@pytest.fixture(scope="session")
def production(combination: Combination, deploy_shared: Deploy) -> Deployment:
    """A deployment with production settings; its worker runs where there is a broker."""
    deployment = deploy_shared(**PRODUCTION)
    if combination.broker:
        deployment.worker()
    return deployment


@pytest.fixture(scope="session")
def production_server(production: Deployment) -> Server:
    """The HTTP server of `production`."""
    return production.serve()


@pytest.fixture(scope="session")
def admin(deployment: Deployment, server: Server) -> httpx2.Client:
    """A client with all rights."""
    return callers.admin(deployment, server)


@pytest.fixture
def account(server: Server) -> Account:
    """A new account of role `user`."""
    return register(server)


@pytest.fixture(scope="session")
def user(deployment: Deployment, server: Server) -> httpx2.Client:
    """A client of role `user` that tests share; the one anonymous caller without accounts."""
    return callers.newcomer(deployment, server)


@pytest.fixture
def newcomer(deployment: Deployment, server: Server) -> httpx2.Client:
    """A client that owns nothing yet; without accounts everything is everybody's."""
    return callers.newcomer(deployment, server)


@pytest.fixture(scope="session")
def probe(combination: Combination, user: httpx2.Client, admin: httpx2.Client) -> Probe:
    """One route to read and one to write, for what holds on all routes."""
    if combination.example == "orders":
        return Probe(user, "/orders", "/orders")
    if combination.auth == "api_key":
        return Probe(admin, "/api-keys", "/api-keys")
    writing = "/auth/logout" if combination.auth == "oidc" else "/auth/register"
    return Probe(user, "/auth/me", writing)


@pytest.fixture
def counter(
    user: httpx2.Client, mailserver: Mailserver, deployment: Deployment
) -> Iterator[Counter]:
    """Places orders of `user` that stay `placed`."""
    counter = Counter(user, mailserver, deployment)
    yield counter
    counter.clear()


@pytest.fixture
def placed(counter: Counter) -> Body:
    """One order of `user` that stays `placed`."""
    return counter.place()


@pytest.fixture(scope="session")
def doomed(server: Server, user: httpx2.Client, mailserver: Mailserver) -> Body:  # noqa: ARG001
    """An order whose mail is refused each time; its job is dead about 31 s after the first test."""
    email = unique_email("doomed")
    mailserver.refuse(email)
    return place(user, draft(email=email))
