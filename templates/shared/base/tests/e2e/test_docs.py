import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.problems import problem
from tests.e2e.serving import App, Client, document_of


{{ async_ }}def test_the_page_loads_everything_from_the_service(client: Client) -> None:
    page = ({{ await_ }}client.get("/docs")).text

    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert links
    for link in links:
        assert ({{ await_ }}client.get(f"/{link}")).status_code == 200


{{ async_ }}def test_the_page_allows_no_script_from_elsewhere(client: Client) -> None:
    policy = ({{ await_ }}client.get("/docs")).headers["Content-Security-Policy"]

    assert "script-src 'self';" in policy


@pytest.mark.parametrize("name", ["no-such-file.js", "..%2f__init__.py", "__init__.py"])
{{ async_ }}def test_no_other_file_is_served(client: Client, name: str) -> None:
    assert problem({{ await_ }}client.get(f"/docs/assets/{name}")) == (404, "not_found")


{{ async_ }}def test_its_large_files_are_not_compressed_anew_for_each_request(
    client: Client,
) -> None:
    response = {{ await_ }}client.get(
        "/docs/assets/swagger-ui-bundle.js",
        headers={"Accept-Encoding": "gzip"},
    )

    assert "Content-Encoding" not in response.headers


{{ async_ }}def test_the_document_is_served(app: App, client: Client) -> None:
    response = {{ await_ }}client.get("/openapi.json")

    assert response.json() == document_of(app)


def test_the_document_follows_openapi_3_1(app: App) -> None:
    assert document_of(app)["openapi"].startswith("3.1")


def operations(app: App) -> Iterator[dict[str, Any]]:
    """Return every operation of the document."""
    for path in document_of(app)["paths"].values():
        yield from path.values()


def test_every_operation_is_described(app: App) -> None:
    assert all(operation["description"] for operation in operations(app))


def test_every_answer_carries_the_request_id(app: App) -> None:
    for operation in operations(app):
        for response in operation["responses"].values():
            assert "X-Request-ID" in response["headers"]


def test_every_error_is_a_problem_document(app: App) -> None:
    for operation in operations(app):
        for status, response in operation["responses"].items():
            assert (status >= "400") == ("application/problem+json" in response.get("content", {}))


def test_every_reference_leads_somewhere(app: App) -> None:
    document = document_of(app)
    references = re.findall(r"'\$ref': '#/components/schemas/([^']+)'", str(document))

    assert set(references) <= set(document["components"]["schemas"])
