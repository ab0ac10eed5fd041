"""Section 3, `api_key`: keys that admins hand out, each with its scopes."""

import hashlib
import hmac
import re
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import median

import httpx2
import pytest

from .conftest import PRODUCTION, SECRET_KEY, Deploy
from .harness.api_keys import (
    ADMIN_SCOPES,
    USER_SCOPES,
    Shown,
    create_api_key,
    first_key,
    issue,
    sent,
)
from .harness.combination import Combination
from .harness.deployment import Credentials, Deployment, Server
from .harness.orders import draft, place
from .harness.polling import at_once, eventually
from .harness.problem import assert_problem, pointers
from .harness.storage import execute

pytestmark = [
    pytest.mark.needs(auth="api_key"),
    pytest.mark.once_for("framework", "architecture"),
]

KEYS = "/api-keys"
UNKNOWN = "0198f2c4-7a00-7000-8000-000000000000"
OTHER_SECRET = "another-secret-that-only-these-tests-know-42"
HEADERS = ("Authorization", "X-API-Key")
FAILURES = 10

with_orders = pytest.mark.needs(example="orders")


def ask(server: Server, key: str, header: str = "Authorization") -> httpx2.Response:
    """Ask for what needs `orders:admin`."""
    return server.client().get(KEYS, headers=sent(key, header))


def assert_refused(response: httpx2.Response) -> None:
    """Assert that a key was refused, as every key that does not work is."""
    assert_problem(response, 401, "invalid_api_key")
    assert response.headers["www-authenticate"].startswith("Bearer")


def tampered(key: str, position: int = -1) -> str:
    """Return the key with one character changed."""
    position %= len(key)
    other = "0" if key[position] != "0" else "1"
    return key[:position] + other + key[position + 1 :]


def unknown_key(combination: Combination) -> str:
    """Return a key that looks right and that nobody made."""
    return f"{combination.slug}_{'0' * 32}_{'0' * 64}"


# --- The command, and the key it prints ---


def test_the_command_prints_a_key_that_works_and_nothing_else(
    combination: Combination, deployment: Deployment, server: Server
) -> None:
    key = create_api_key(deployment, *ADMIN_SCOPES)
    assert re.fullmatch(rf"{combination.slug}_[0-9a-f]{{32}}_[0-9a-f]{{64}}", key)
    assert ask(server, key).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--name", "n", "--scopes", "orders:all"], "orders:admin"),
        (["--name", "n", "--scopes", ""], "scopes"),
        (
            ["--name", "n", "--scopes", "orders:read", "--expires", "2001-01-31T12:00:00Z"],
            "expires_at",
        ),
    ],
)
def test_the_command_refuses_what_is_wrong_with_one_message(
    deployment: Deployment, arguments: list[str], words: str
) -> None:
    done = deployment.run("create-api-key", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


def test_the_command_can_set_an_end(deployment: Deployment, server: Server) -> None:
    name, end = "ends", "2999-01-31T12:00:00Z"
    arguments = ("--name", name, "--scopes", "orders:admin", "--expires", end)
    done = deployment.run("create-api-key", *arguments)
    (shown,) = (
        each for each in ask(server, done.stdout.strip()).json()["items"] if each["name"] == name
    )
    assert datetime.fromisoformat(shown["expires_at"]) == datetime.fromisoformat(end)


# --- The routes ---


def test_a_new_key_is_shown_once(admin: httpx2.Client) -> None:
    shown = issue(admin, "orders:read")
    assert set(shown) == {"id", "name", "scopes", "expires_at", "created_at", "key"}
    assert (shown["scopes"], shown["expires_at"]) == (["orders:read"], None)
    listed = admin.get(KEYS).json()["items"][0]
    assert listed == {name: value for name, value in shown.items() if name != "key"}


def test_the_list_is_paged_the_newest_first(admin: httpx2.Client) -> None:
    made = [issue(admin)["id"] for _ in range(5)]
    found: list[str] = []
    cursor: str | None = None
    while len(found) < len(made):
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = admin.get(KEYS, params=params).json()
        assert len(page["items"]) == 2
        found += [key["id"] for key in page["items"]]
        cursor = page["next_cursor"]
    assert found[: len(made)] == made[::-1]


@pytest.mark.parametrize("limit", ["0", "101", "many"])
def test_the_list_is_bounded(admin: httpx2.Client, limit: str) -> None:
    assert pointers(admin.get(KEYS, params={"limit": limit})) != []


def test_a_cursor_that_is_none_is_422(admin: httpx2.Client) -> None:
    assert pointers(admin.get(KEYS, params={"cursor": "x"})) != []


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": "x" * 101}, "/name"),
        ({"name": "nul\x00"}, "/name"),
        ({"scopes": []}, "/scopes"),
        ({"scopes": ["orders:all"]}, "/scopes/0"),
        ({"expires_at": "2001-01-31T12:00:00Z"}, "/expires_at"),
        ({"expires_at": "soon"}, "/expires_at"),
        ({"id": UNKNOWN}, "/id"),
    ],
)
def test_a_poor_key_is_422(admin: httpx2.Client, body: Shown, pointer: str) -> None:
    wanted = {"name": "test", "scopes": ["orders:read"]} | body
    assert pointers(admin.post(KEYS, json=wanted)) == [pointer]


def test_no_answer_about_keys_is_stored_anywhere(server: Server, admin: httpx2.Client) -> None:
    made = admin.post(KEYS, json={"name": "test", "scopes": ["orders:read"]})
    answers = [
        made,
        admin.post(KEYS, json={}),
        admin.get(KEYS),
        server.client().get(KEYS),
        admin.delete(f"{KEYS}/{made.json()['id']}"),
    ]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store", answer.request.url


def test_a_revoked_key_works_no_more(server: Server, admin: httpx2.Client) -> None:
    shown = issue(admin)
    assert ask(server, shown["key"]).status_code == 200
    response = admin.delete(f"{KEYS}/{shown['id']}")
    assert (response.status_code, response.content) == (204, b"")
    assert_refused(ask(server, shown["key"]))
    assert_problem(admin.delete(f"{KEYS}/{shown['id']}"), 404, "not_found")


@pytest.mark.parametrize("key_id", [UNKNOWN, "no-id"])
def test_an_unknown_key_cannot_be_revoked(admin: httpx2.Client, key_id: str) -> None:
    assert_problem(admin.delete(f"{KEYS}/{key_id}"), 404, "not_found")


# --- What proves who calls ---


@pytest.mark.parametrize("header", HEADERS)
def test_a_key_works_in_either_header(server: Server, admin: httpx2.Client, header: str) -> None:
    assert ask(server, issue(admin)["key"], header).status_code == 200


def test_the_scheme_is_found_whatever_its_case(server: Server, admin: httpx2.Client) -> None:
    """RFC 9110, section 11.1."""
    headers = {"Authorization": f"bEARER {issue(admin)['key']}"}
    assert server.client().get(KEYS, headers=headers).status_code == 200


def test_the_same_key_may_stand_in_both_headers(server: Server, admin: httpx2.Client) -> None:
    key = issue(admin)["key"]
    both = {**sent(key), **sent(key, "X-API-Key")}
    assert server.client().get(KEYS, headers=both).status_code == 200


def test_two_keys_in_one_request_are_refused_even_if_both_work(
    server: Server, admin: httpx2.Client
) -> None:
    first, second = issue(admin)["key"], issue(admin)["key"]
    for one, other in ((first, second), (first, "x"), ("x", first)):
        both = {**sent(one), **sent(other, "X-API-Key")}
        assert_refused(server.client().get(KEYS, headers=both))


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-API-Key": ""}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer"}],
)
def test_without_a_key_nobody_is_known(server: Server, headers: Credentials) -> None:
    response = server.client().get(KEYS, headers=headers)
    assert_problem(response, 401, "not_authenticated")
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("header", HEADERS)
def test_a_key_that_was_changed_is_refused(
    combination: Combination, server: Server, admin: httpx2.Client, header: str
) -> None:
    key = issue(admin)["key"]
    inside_the_id = len(combination.slug) + 12
    bad = [tampered(key), tampered(key, inside_the_id), key[:-1], f"{key}0", key.upper()]
    bad += [key.removeprefix(combination.slug), f"other{key}", key.rpartition("_")[2]]
    bad += ["nonsense", "a.b.c", "x" * 5000, unknown_key(combination)]
    for each in bad:
        assert_refused(ask(server, each, header))


def test_a_secret_opens_no_other_key(server: Server, admin: httpx2.Client) -> None:
    first, second = (issue(admin)["key"].rpartition("_") for _ in range(2))
    assert_refused(ask(server, f"{first[0]}_{second[2]}"))


def test_all_keys_that_do_not_work_get_the_same_answer(
    combination: Combination, server: Server, admin: httpx2.Client
) -> None:
    revoked = issue(admin)
    admin.delete(f"{KEYS}/{revoked['id']}")
    wrong = tampered(issue(admin)["key"])
    answers = [ask(server, key) for key in ("x", unknown_key(combination), wrong, revoked["key"])]
    same = ("status", "title", "detail", "code", "type", "instance")
    assert len({tuple(answer.json()[name] for name in same) for answer in answers}) == 1
    assert len({answer.headers["www-authenticate"] for answer in answers}) == 1


def test_an_expired_key_is_refused(deploy: Deploy) -> None:
    """The end of one key is moved into the past, behind the service's back."""
    deployment = deploy()
    server = deployment.serve()
    admin = server.client(sent(first_key(deployment)))
    end = "2999-01-31T12:00:00Z"
    expiring = issue(admin, name="expiring", expires_at=end)["key"]
    other = issue(admin, name="other", expires_at=end)["key"]
    assert ask(server, expiring).status_code == 200
    execute(
        deployment.environment["DATABASE_URL"],
        "UPDATE api_keys SET expires_at = '2001-01-31 12:00:00' WHERE name = 'expiring'",
    )
    assert_refused(ask(server, expiring))
    assert ask(server, other).status_code == 200


def test_a_key_works_until_its_end(server: Server, admin: httpx2.Client) -> None:
    end = datetime.now(UTC) + timedelta(seconds=3)
    key = issue(admin, expires_at=end.isoformat())["key"]
    assert ask(server, key).status_code == 200
    eventually(lambda: ask(server, key).status_code == 401, within=10)
    assert datetime.now(UTC) >= end
    assert_refused(ask(server, key))


# --- Scopes ---

SCOPES_OF_ROUTES = [
    ("POST", "/orders", "orders:write"),
    ("GET", "/orders", "orders:read"),
    ("GET", "/orders/stats", "orders:read"),
    ("GET", f"/orders/{UNKNOWN}", "orders:read"),
    ("PATCH", f"/orders/{UNKNOWN}", "orders:write"),
    ("POST", f"/orders/{UNKNOWN}/cancel", "orders:write"),
    ("DELETE", f"/orders/{UNKNOWN}", "orders:admin"),
]
SCOPES_OF_KEYS = [
    ("POST", KEYS, "orders:admin"),
    ("GET", KEYS, "orders:admin"),
    ("DELETE", f"{KEYS}/{UNKNOWN}", "orders:admin"),
]


def assert_needs(server: Server, admin: httpx2.Client, method: str, path: str, scope: str) -> None:
    """Assert that a route lets a key in that has just this scope, and none that has all others."""
    body = draft() if path.startswith("/orders") else {"name": "test", "scopes": [scope]}
    others = [each for each in ADMIN_SCOPES if each != scope]
    headers = {"If-Match": "*"}
    lacking = server.client(sent(issue(admin, *others)["key"]))
    refused = lacking.request(method, path, json=body, headers=headers)
    assert_problem(refused, 403, "forbidden")
    having = server.client(sent(issue(admin, scope)["key"]))
    allowed = having.request(method, path, json=body, headers=headers)
    assert allowed.status_code in {200, 201, 404}, allowed.text


@with_orders
@pytest.mark.parametrize(("method", "path", "scope"), SCOPES_OF_ROUTES)
def test_routes_of_orders_need_their_scope_and_no_other(
    server: Server, admin: httpx2.Client, method: str, path: str, scope: str
) -> None:
    assert_needs(server, admin, method, path, scope)


@pytest.mark.parametrize(("method", "path", "scope"), SCOPES_OF_KEYS)
def test_routes_of_keys_are_for_admins(
    server: Server, admin: httpx2.Client, method: str, path: str, scope: str
) -> None:
    assert_needs(server, admin, method, path, scope)


def test_nobody_makes_a_key_that_may_do_more_than_they(
    server: Server, admin: httpx2.Client
) -> None:
    client = server.client(sent(issue(admin, "orders:admin", "orders:read")["key"]))
    wanted = {"name": "more", "scopes": ["orders:admin", "orders:write"]}
    assert_problem(client.post(KEYS, json=wanted), 403, "forbidden")
    assert "more" not in [key["name"] for key in admin.get(KEYS).json()["items"]]
    assert issue(client, "orders:read", "orders:admin")["scopes"] == ["orders:admin", "orders:read"]


@with_orders
def test_an_admin_that_may_read_sees_what_all_keys_own(
    server: Server, admin: httpx2.Client
) -> None:
    order = place(server.client(sent(issue(admin, *USER_SCOPES)["key"])))
    path = f"/orders/{order['id']}"
    neighbour = server.client(sent(issue(admin, *USER_SCOPES)["key"]))
    assert_problem(neighbour.get(path), 404, "not_found")
    auditor = server.client(sent(issue(admin, "orders:admin", "orders:read")["key"]))
    assert auditor.get(path).status_code == 200


@with_orders
def test_what_a_revoked_key_owned_stays_for_admins(server: Server, admin: httpx2.Client) -> None:
    shown = issue(admin, *USER_SCOPES)
    order = place(server.client(sent(shown["key"])))
    admin.delete(f"{KEYS}/{shown['id']}")
    assert admin.get(f"/orders/{order['id']}").status_code == 200


# --- What is stored ---


def test_only_a_keyed_hash_of_a_key_is_stored(deployment: Deployment, admin: httpx2.Client) -> None:
    key = issue(admin)["key"]
    rows = execute(deployment.environment["DATABASE_URL"], "SELECT * FROM api_keys")
    table = repr(rows)
    assert key not in table
    assert key.rpartition("_")[2] not in table
    assert hashlib.sha256(key.encode()).hexdigest() not in table, "the hash has no key"
    hashing_key = hashlib.sha256(b"api-key:" + SECRET_KEY.encode()).digest()
    assert hmac.digest(hashing_key, key.encode(), "sha256").hex() in table


def test_a_key_works_while_the_secret_it_was_made_under_is_a_fallback(deploy: Deploy) -> None:
    deployment = deploy()
    key = first_key(deployment)
    replaced = deployment.serve(SECRET_KEY=OTHER_SECRET, SECRET_KEY_FALLBACKS=SECRET_KEY)
    assert ask(replaced, key).status_code == 200
    new = issue(replaced.client(sent(key)))["key"]
    forgotten = deployment.serve(SECRET_KEY=OTHER_SECRET)
    assert_refused(ask(forgotten, key))
    assert ask(forgotten, new).status_code == 200


def seconds(server: Server, key: str) -> float:
    """Return how long a refusal takes."""
    start = time.perf_counter()
    assert ask(server, key).status_code == 401
    return time.perf_counter() - start


def test_an_unknown_id_takes_as_long_as_a_wrong_secret(
    combination: Combination, server: Server, admin: httpx2.Client
) -> None:
    wrong, unknown = tampered(issue(admin)["key"]), unknown_key(combination)
    pairs = [(seconds(server, wrong), seconds(server, unknown)) for _ in range(40)]
    known_median, unknown_median = (median(times) for times in zip(*pairs, strict=True))
    ratio = unknown_median / known_median
    assert 0.6 < ratio < 1.6, f"known {known_median:.4f} s, unknown {unknown_median:.4f} s"


# --- Logs ---


def test_no_key_is_ever_logged(deploy: Deploy) -> None:
    """At LOG_LEVEL=DEBUG, on good and on bad requests, by the server and by the command."""
    deployment = deploy(**PRODUCTION)
    server = deployment.serve()
    done = deployment.run("create-api-key", "--name", "n", "--scopes", ",".join(ADMIN_SCOPES))
    key = done.stdout.strip()
    client = server.client(sent(key, "X-API-Key"))
    made = issue(client)
    wrong = tampered(made["key"])
    for header in HEADERS:
        assert ask(server, made["key"], header).status_code == 200
        assert_refused(ask(server, wrong, header))
    assert client.post(KEYS, json={"name": made["key"], "scopes": [1]}).status_code == 422
    client.delete(f"{KEYS}/{made['id']}")
    headers = {"X-Request-ID": "the-last-request"}
    server.root.get("/nothing", headers=headers)
    eventually(lambda: "the-last-request" in server.process.log)
    log = "".join(process.log for process in deployment.processes) + done.stderr
    secrets = [each.rpartition("_")[2] for each in (key, made["key"], wrong)]
    assert not [secret for secret in secrets if secret in log]


# --- The limit of wrong keys ---


@pytest.fixture(scope="module")
def limited(deploy_shared: Deploy) -> tuple[Server, str]:
    """A server that limits and believes X-Forwarded-For, and a key that works there."""
    deployment = deploy_shared(RATE_LIMIT_ENABLED="true")
    key = first_key(deployment)
    return deployment.serve(TRUSTED_PROXIES="127.0.0.1"), key


def from_address(
    server: Server, address: str, credentials: Credentials, path: str = KEYS
) -> httpx2.Response:
    """Ask as somebody at an address."""
    headers = {**credentials, "X-Forwarded-For": address}
    return server.client().get(path, headers=headers)


def test_after_ten_wrong_keys_an_address_is_told_to_wait(
    combination: Combination, limited: tuple[Server, str]
) -> None:
    server, key = limited
    bad = sent(unknown_key(combination))
    for _ in range(FAILURES):
        assert_refused(from_address(server, "203.0.113.1", bad))
    blocked = from_address(server, "203.0.113.1", bad)
    assert_problem(blocked, 429, "rate_limited")
    assert 1 <= int(blocked.headers["retry-after"]) <= 60
    assert_refused(from_address(server, "203.0.113.2", bad))
    assert from_address(server, "203.0.113.1", sent(key)).status_code == 200, "its neighbour's key"


@with_orders
def test_wrong_keys_count_on_all_routes_together(limited: tuple[Server, str]) -> None:
    server, _ = limited
    paths = [KEYS, "/orders", "/orders/stats", f"/orders/{UNKNOWN}"]
    answers = [
        from_address(server, "203.0.113.3", {"X-API-Key": "x"}, paths[number % len(paths)])
        for number in range(FAILURES + 1)
    ]
    assert [answer.status_code for answer in answers] == [401] * FAILURES + [429]


def test_who_sends_no_key_or_one_that_works_does_not_count(limited: tuple[Server, str]) -> None:
    server, key = limited
    for credentials in ({}, sent(key)):
        for _ in range(FAILURES + 2):
            answer = from_address(server, "203.0.113.4", credentials)
            assert answer.status_code != 429
    assert_refused(from_address(server, "203.0.113.4", sent("x")))


def test_of_guesses_at_once_no_more_are_answered(limited: tuple[Server, str]) -> None:
    server, _ = limited
    answers = at_once(
        lambda _: from_address(server, "203.0.113.5", sent("x")).status_code, 2 * FAILURES
    )
    assert Counter(answers) == {401: FAILURES, 429: FAILURES}
