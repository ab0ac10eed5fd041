import sqlite3
from collections.abc import {{ iterator_ }}

import pytest

{% if framework == "django" %}
from {{ package_name }}.adapters.database import connections as engine
{% else %}
from {{ package_name }}.adapters.database import engine
{% endif %}
from {{ package_name }}.settings import Settings

from tests.e2e import echo
from tests.e2e.echo import create_echo_app
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client, serving

MESSAGE = {"texts": ["hello"]}


@pytest.fixture(scope="module")
def built_app() -> App:
    return create_echo_app(Settings(max_body_bytes=1000, rate_limit_enabled=False))


{{ async_ }}def test_a_problem_says_what_went_wrong(client: Client) -> None:
    response = {{ await_ }}client.get("/no-such-path", headers={"X-Request-ID": "abc"})

    assert problem(response) == (404, "not_found")
    assert response.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Nothing matches the given URI",
        "instance": "/no-such-path",
        "code": "not_found",
        "request_id": "abc",
    }


{{ async_ }}def test_another_method_is_refused_with_those_allowed(client: Client) -> None:
    response = {{ await_ }}client.delete(f"{echo.URL}/11")

    assert problem(response) == (405, "method_not_allowed")
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("body", ["", "{", "\xff", '{"texts": ["a"]} {'])
{{ async_ }}def test_a_body_that_is_not_json_is_refused(client: Client, body: str) -> None:
    response = {{ await_ }}client.post(
        echo.URL, content=body.encode("latin-1"), headers={"Content-Type": "application/json"}
    )

    assert response.status_code in {400, 422}
    assert problem(response)[1] in {"invalid_json", "validation_failed"}


{{ async_ }}def test_a_body_that_does_not_fit_is_refused_with_a_pointer_to_each_fault(
    client: Client,
) -> None:
    response = {{ await_ }}client.post(echo.URL, json={"texts": ["a", 2], "times": 0})

    assert problem(response) == (422, "validation_failed")
    pointers = [error["pointer"] for error in response.json()["errors"]]
    assert pointers == ["/texts/1", "/times"]


{{ async_ }}def test_a_path_that_does_not_fit_is_not_found(client: Client) -> None:
    assert problem({{ await_ }}client.get(f"{echo.URL}/eleven")) == (404, "not_found")


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", ""])
{{ async_ }}def test_a_body_of_another_type_is_refused(client: Client, content_type: str) -> None:
    response = {{ await_ }}client.post(
        echo.URL, content=b'{"texts": []}', headers={"Content-Type": content_type}
    )

    assert problem(response) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "application/xml;q=0.9",
        "application/json;q=0",
        "application/json;q=0, */*",
        "*/*, application/*;q=0.000",
    ],
)
{{ async_ }}def test_who_reads_no_json_is_refused(client: Client, accept: str) -> None:
    response = {{ await_ }}client.post(echo.URL, json=MESSAGE, headers={"Accept": accept})

    assert problem(response) == (406, "not_acceptable")


@pytest.mark.parametrize(
    "accept",
    ["application/json", "application/*", "text/html, */*;q=0.1", "*/*;q=0, application/json"],
)
{{ async_ }}def test_who_reads_json_is_answered(client: Client, accept: str) -> None:
    response = {{ await_ }}client.post(echo.URL, json=MESSAGE, headers={"Accept": accept})

    assert response.status_code == 200


{{ async_ }}def test_a_body_that_is_too_large_is_refused(client: Client) -> None:
    response = {{ await_ }}client.post(echo.URL, json={"texts": ["x" * 1000]})

    assert problem(response) == (413, "body_too_large")


{{ async_ }}def test_a_body_that_turns_out_to_be_too_large_is_refused(client: Client) -> None:
    {{ async_ }}def chunks() -> {{ iterator_ }}[bytes]:
        yield b'{"texts": ["'
        for _ in range(10):
            yield b"x" * 100
        yield b'"]}'

    response = {{ await_ }}client.post(
        echo.URL,
        content=chunks(),
        headers={"Content-Type": "application/json"},
    )

    assert problem(response) == (413, "body_too_large")


{{ async_ }}def test_an_error_of_ours_tells_nothing_of_the_inside(client: Client) -> None:
    response = {{ await_ }}client.get(f"{echo.URL}/failure")

    assert problem(response) == (500, "internal_error")
    assert not any(word in response.text for word in ("hunter2", "SELECT", "RuntimeError"))


{{ async_ }}def test_a_database_that_does_not_answer_is_said_to_be_so(
    settings: Settings, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SQLITE_BUSY_MILLISECONDS", 1)
    settings = settings.model_copy(update={"database_url": sqlite_url})
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    other.execute("BEGIN EXCLUSIVE")

    {{ async_ }}with serving(create_echo_app(settings)) as client:
        response = {{ await_ }}client.get(f"{echo.URL}/database")
    other.close()

    assert problem(response) == (503, "service_unavailable")
    assert "locked" not in response.text


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", ""])
{{ async_ }}def test_a_host_that_is_not_ours_is_refused(client: Client, host: str) -> None:
    response = {{ await_ }}client.get(f"{echo.URL}/11", headers={"Host": host})

    assert problem(response) == (400, "bad_host")
