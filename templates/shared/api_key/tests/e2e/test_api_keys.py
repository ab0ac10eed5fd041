from typing import Any

import pytest
from httpx2 import Response

from {{ package_name }}.adapters.rate_limits import CREDENTIAL_FAILURES
from {{ package_name }}.api_key_rules import new_key
from {{ package_name }}.app import create_app
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import Settings

from tests.e2e.callers import authorization
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client, serving
from tests.e2e.tables import change, rows

KEYS = "/api/v1/api-keys"
ALL = ["orders:admin", "orders:read", "orders:write"]


@pytest.fixture
{{ async_ }}def client(app: App, client: Client) -> Client:
    """Call as an admin."""
    client.headers.update({{ await_ }}authorization(app, Role.ADMIN))
    return client


{{ async_ }}def create(client: Client, **body: object) -> Response:
    return {{ await_ }}client.post(KEYS, json={"name": "reporting", "scopes": ALL} | body)


{{ async_ }}def issued(client: Client, **body: object) -> dict[str, Any]:
    """Make a key, and return what is shown of it."""
    response = {{ await_ }}create(client, **body)
    assert response.status_code == 201
    shown: dict[str, Any] = response.json()
    return shown


{{ async_ }}def call(client: Client, **headers: str) -> Response:
    """Ask for the keys, with these headers alone."""
    client.headers.pop("Authorization", None)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return {{ await_ }}client.get(KEYS, headers=sent)


{{ async_ }}def test_a_new_key_is_shown_whole(client: Client) -> None:
    shown = {{ await_ }}issued(client, scopes=["orders:read"], expires_at="2999-01-31T12:00:00Z")

    assert set(shown) == {"id", "name", "scopes", "expires_at", "created_at", "key"}
    assert (shown["name"], shown["scopes"]) == ("reporting", ["orders:read"])
    assert shown["expires_at"] == "2999-01-31T12:00:00.000000Z"


@pytest.mark.parametrize("header", ["Authorization", "X_API_Key"])
{{ async_ }}def test_a_key_works_in_either_header(client: Client, header: str) -> None:
    key = ({{ await_ }}issued(client))["key"]
    scheme = "bearer " if header == "Authorization" else ""

    assert ({{ await_ }}call(client, **{header: f"{scheme}{key}"})).status_code == 200


{{ async_ }}def test_a_key_may_stand_in_both_headers(client: Client) -> None:
    key = ({{ await_ }}issued(client))["key"]

    response = {{ await_ }}call(client, Authorization=f"Bearer {key}", X_API_Key=key)

    assert response.status_code == 200


{{ async_ }}def test_two_keys_in_one_request_are_refused(client: Client) -> None:
    first, second = [({{ await_ }}issued(client))["key"] for _ in range(2)]

    response = {{ await_ }}call(client, Authorization=f"Bearer {first}", X_API_Key=second)

    assert problem(response) == (401, "invalid_api_key")


{{ async_ }}def test_without_a_key_nobody_comes_in(client: Client) -> None:
    response = {{ await_ }}call(client)

    assert problem(response) == (401, "not_authenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("key", ["nonsense", new_key(new_id())])
{{ async_ }}def test_a_key_that_is_none_is_refused(client: Client, key: str) -> None:
    response = {{ await_ }}call(client, X_API_Key=key)

    assert problem(response) == (401, "invalid_api_key")
    assert response.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


{{ async_ }}def test_a_key_with_another_secret_is_refused(client: Client) -> None:
    key = ({{ await_ }}issued(client))["key"]
    changed = key[:-1] + ("0" if key[-1] != "0" else "1")

    assert problem({{ await_ }}call(client, X_API_Key=changed)) == (401, "invalid_api_key")


{{ async_ }}def test_a_key_that_has_expired_is_refused(app: App, client: Client) -> None:
    key = ({{ await_ }}issued(client))["key"]
    {{ await_ }}change(app, "api_keys", expires_at=utc_now())

    assert problem({{ await_ }}call(client, X_API_Key=key)) == (401, "invalid_api_key")


{{ async_ }}def test_a_key_that_is_revoked_is_refused(client: Client) -> None:
    shown = {{ await_ }}issued(client)

    response = {{ await_ }}client.delete(f"{KEYS}/{shown['id']}")

    assert response.status_code == 204
    assert problem({{ await_ }}call(client, X_API_Key=shown["key"])) == (401, "invalid_api_key")


{{ async_ }}def test_a_key_that_is_not_there_cannot_be_revoked(client: Client) -> None:
    assert problem({{ await_ }}client.delete(f"{KEYS}/{new_id()}")) == (404, "not_found")


{{ async_ }}def test_only_a_hash_of_a_key_is_stored(app: App, client: Client) -> None:
    key = ({{ await_ }}issued(client))["key"]

    stored = str({{ await_ }}rows(app, "api_keys"))

    assert key.rpartition("_")[2] not in stored


{{ async_ }}def test_the_list_shows_no_secret(client: Client) -> None:
    shown = {{ await_ }}issued(client)
    del shown["key"]

    assert ({{ await_ }}client.get(KEYS)).json() == {"items": [shown], "next_cursor": None}


{{ async_ }}def test_the_list_has_pages_the_newest_first(client: Client) -> None:
    ids = [({{ await_ }}issued(client))["id"] for _ in range(3)]

    first = ({{ await_ }}client.get(KEYS, params={"limit": 2})).json()
    second = ({{ await_ }}client.get(KEYS, params={"cursor": first["next_cursor"]})).json()

    listed = [key["id"] for page in (first, second) for key in page["items"]]
    assert listed == ids[::-1]
    assert second["next_cursor"] is None


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": "x" * 101}, "/name"),
        ({"name": "a\nb"}, "/name"),
        ({"scopes": []}, "/scopes"),
        ({"scopes": ["orders:all"]}, "/scopes/0"),
        ({"expires_at": "2001-01-31T12:00:00Z"}, "/expires_at"),
        ({"key": "mine"}, "/key"),
    ],
)
{{ async_ }}def test_a_poor_key_is_refused(
    client: Client,
    body: dict[str, object],
    pointer: str,
) -> None:
    response = {{ await_ }}create(client, **body)

    assert problem(response) == (422, "validation_failed")
    assert [error["pointer"] for error in response.json()["errors"]] == [pointer]


{{ async_ }}def test_nobody_makes_a_key_that_may_do_more_than_they(client: Client) -> None:
    admin = {{ await_ }}issued(client, scopes=["orders:admin"])
    client.headers["Authorization"] = f"Bearer {admin['key']}"

    response = {{ await_ }}create(client, scopes=["orders:admin", "orders:read"])

    assert problem(response) == (403, "forbidden")


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("POST", ""), ("DELETE", f"/{new_id()}")],
)
{{ async_ }}def test_only_admins_manage_keys(app: App, client: Client, method: str, path: str) -> None:
    user = {{ await_ }}authorization(app)
    body = {"name": "reporting", "scopes": ["orders:read"]}

    response = {{ await_ }}client.request(method, f"{KEYS}{path}", json=body, headers=user)

    assert problem(response) == (403, "forbidden")


{{ async_ }}def test_who_keeps_guessing_is_told_to_wait_and_who_has_a_key_is_not(
    settings: Settings,
) -> None:
    app = create_app(settings)
    {{ async_ }}with serving(app) as client:
        for _ in range(CREDENTIAL_FAILURES.amount):
            {{ await_ }}call(client, X_API_Key="nonsense")

        guess = {{ await_ }}call(client, X_API_Key="nonsense")
        headers = {{ await_ }}authorization(app, Role.ADMIN)
        admin = {{ await_ }}call(client, **headers)

    assert problem(guess) == (429, "rate_limited")
    assert admin.status_code == 200


@pytest.mark.parametrize("path", ["", "/no-such-path"])
{{ async_ }}def test_no_cache_stores_what_is_answered_about_keys(client: Client, path: str) -> None:
    response = {{ await_ }}client.get(f"{KEYS}{path}")

    assert response.headers["Cache-Control"] == "no-store"
