import pytest
from httpx2 import Response
from structlog.testing import capture_logs

from {{ package_name }}.settings import Environment, Settings

from tests.e2e import echo
from tests.e2e.echo import create_echo_app
from tests.e2e.serving import App, Client, serving

FRIEND = "https://friend.example"


@pytest.fixture(scope="module")
def built_app() -> App:
    return create_echo_app(Settings(cors_origins=[FRIEND], rate_limit_enabled=False))


{{ async_ }}def preflight(client: Client, origin: str) -> Response:
    """Ask, as a browser does, whether a page may send a request."""
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return {{ await_ }}client.options(echo.URL, headers=headers)


{{ async_ }}def test_the_request_id_comes_back(client: Client) -> None:
    response = {{ await_ }}client.get("/livez", headers={"X-Request-ID": "a.b_c-1"})

    assert response.headers["X-Request-ID"] == "a.b_c-1"


@pytest.mark.parametrize("request_id", ["", "with space", "x" * 129, "<script>"])
{{ async_ }}def test_a_request_id_that_is_none_is_replaced(client: Client, request_id: str) -> None:
    response = {{ await_ }}client.get("/livez", headers={"X-Request-ID": request_id})

    assert len(response.headers["X-Request-ID"]) == 36


@pytest.mark.parametrize("path", ["/livez", "/no-such-path", f"{echo.URL}/failure"])
{{ async_ }}def test_browsers_are_told_to_be_strict(client: Client, path: str) -> None:
    headers = ({{ await_ }}client.get(path)).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


{{ async_ }}def test_production_insists_on_https(settings: Settings) -> None:
    production = settings.model_copy(update={"environment": Environment.PRODUCTION})

    {{ async_ }}with serving(create_echo_app(production)) as client:
        response = {{ await_ }}client.get("/livez")

    assert response.headers["Strict-Transport-Security"].startswith("max-age=")


{{ async_ }}def test_development_does_not(client: Client) -> None:
    assert "Strict-Transport-Security" not in ({{ await_ }}client.get("/livez")).headers


{{ async_ }}def test_head_answers_as_get_does(client: Client) -> None:
    response = {{ await_ }}client.head("/livez")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/json"


{{ async_ }}def test_head_is_logged_as_head(client: Client) -> None:
    with capture_logs() as lines:
        {{ await_ }}client.head(f"{echo.URL}/11")

    (line,) = (line for line in lines if line["event"] == "request")
    assert (line["method"], line["route"]) == ("HEAD", "/api/v1/echo/{length}")


{{ async_ }}def test_a_long_answer_is_compressed(client: Client) -> None:
    response = {{ await_ }}client.get(f"{echo.URL}/5000", headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert int(response.headers["Content-Length"]) < 200
    assert response.json() == "x" * 5000


{{ async_ }}def test_a_short_answer_is_not(client: Client) -> None:
    response = {{ await_ }}client.get(f"{echo.URL}/11", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response.headers


{{ async_ }}def test_a_page_of_a_friend_may_call(client: Client) -> None:
    response = {{ await_ }}preflight(client, FRIEND)

    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == FRIEND


{{ async_ }}def test_a_page_of_a_stranger_may_not(client: Client) -> None:
    response = {{ await_ }}preflight(client, "https://stranger.example")

    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "Access-Control-Allow-Origin" not in response.headers


{{ async_ }}def test_a_page_of_a_friend_may_read_the_answer(client: Client) -> None:
    response = {{ await_ }}client.get(f"{echo.URL}/11", headers={"Origin": FRIEND})

    assert response.headers["Access-Control-Allow-Origin"] == FRIEND
    assert "ETag" in response.headers["Access-Control-Expose-Headers"]
