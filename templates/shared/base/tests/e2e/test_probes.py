from {{ package_name }}.app import create_app
from {{ package_name }}.settings import Settings

from tests.e2e import echo
from tests.e2e.echo import create_echo_app
from tests.e2e.problems import problem
from tests.e2e.serving import App, Client, serving, start_draining


{{ async_ }}def test_a_process_that_answers_is_alive(client: Client) -> None:
    response = {{ await_ }}client.get("/livez")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


{{ async_ }}def test_a_service_whose_database_answers_is_ready(client: Client) -> None:
    response = {{ await_ }}client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert response.json()["checks"]["database"] == "ok"


{{ async_ }}def test_a_service_without_its_database_is_alive_but_not_ready(
    settings: Settings, broken_database_url: str
) -> None:
    broken = settings.model_copy(update={"database_url": broken_database_url})

    {{ async_ }}with serving(create_app(broken)) as client:
        alive, ready = {{ await_ }}client.get("/livez"), {{ await_ }}client.get("/readyz")

    assert alive.status_code == 200
    assert problem(ready) == (503, "not_ready")
    assert ready.json()["checks"]["database"] == "unavailable"


{{ async_ }}def test_a_service_that_is_being_stopped_is_not_ready(app: App, client: Client) -> None:
    start_draining(app)

    response = {{ await_ }}client.get("/readyz")

    assert problem(response) == (503, "not_ready")
    assert response.json()["checks"]["server"] == "draining"


{{ async_ }}def test_probes_answer_whatever_the_host(client: Client) -> None:
    response = {{ await_ }}client.get("/livez", headers={"Host": "10.0.0.7"})

    assert response.status_code == 200


{{ async_ }}def test_metrics_count_requests_by_route_template(settings: Settings) -> None:
    {{ async_ }}with serving(create_echo_app(settings)) as client:
        {{ await_ }}client.get(f"{echo.URL}/11")
        response = {{ await_ }}client.get("/metrics")

    assert response.headers["Content-Type"].startswith("text/plain")
    assert 'method="GET",route="/api/v1/echo/{length}",status="200"' in response.text
    assert "/echo/11" not in response.text


{{ async_ }}def test_metrics_put_unknown_paths_together(client: Client) -> None:
    {{ await_ }}client.get("/no-such-path")

    assert "no-such-path" not in ({{ await_ }}client.get("/metrics")).text


{{ async_ }}def test_metrics_that_are_off_are_not_found(settings: Settings) -> None:
    silent = settings.model_copy(update={"metrics_enabled": False})

    {{ async_ }}with serving(create_app(silent)) as client:
        assert problem({{ await_ }}client.get("/metrics")) == (404, "not_found")


{{ async_ }}def test_metrics_tell_head_from_get(settings: Settings) -> None:
    {{ async_ }}with serving(create_echo_app(settings)) as client:
        {{ await_ }}client.head(f"{echo.URL}/12")
        response = {{ await_ }}client.get("/metrics")

    assert 'method="HEAD",route="/api/v1/echo/{length}",status="200"' in response.text
