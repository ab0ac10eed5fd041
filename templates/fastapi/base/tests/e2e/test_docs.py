import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient

from tests.e2e.problems import problem


async def test_the_page_loads_everything_from_the_service(client: AsyncClient) -> None:
    page = (await client.get("/docs")).text

    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert links
    for link in links:
        assert (await client.get(f"/{link}")).status_code == 200


async def test_the_page_allows_no_script_from_elsewhere(client: AsyncClient) -> None:
    policy = (await client.get("/docs")).headers["Content-Security-Policy"]

    assert "script-src 'self';" in policy


@pytest.mark.parametrize("name", ["no-such-file.js", "..%2f__init__.py", "__init__.py"])
async def test_no_other_file_is_served(client: AsyncClient, name: str) -> None:
    assert problem(await client.get(f"/docs/assets/{name}")) == (404, "not_found")


async def test_its_large_files_are_not_compressed_anew_for_each_request(
    client: AsyncClient,
) -> None:
    response = await client.get(
        "/docs/assets/swagger-ui-bundle.js", headers={"Accept-Encoding": "gzip"}
    )

    assert "Content-Encoding" not in response.headers


async def test_the_document_is_served(app: FastAPI, client: AsyncClient) -> None:
    response = await client.get("/openapi.json")

    assert response.json() == app.openapi()


def test_the_document_follows_openapi_3_1(app: FastAPI) -> None:
    assert app.openapi()["openapi"].startswith("3.1")


def operations(app: FastAPI) -> Iterator[dict[str, Any]]:
    """Return every operation of the document."""
    for path in app.openapi()["paths"].values():
        yield from path.values()


def test_every_operation_is_described(app: FastAPI) -> None:
    assert all(operation["description"] for operation in operations(app))


def test_every_answer_carries_the_request_id(app: FastAPI) -> None:
    for operation in operations(app):
        for response in operation["responses"].values():
            assert "X-Request-ID" in response["headers"]


def test_every_error_is_a_problem_document(app: FastAPI) -> None:
    for operation in operations(app):
        for status, response in operation["responses"].items():
            assert (status >= "400") == ("application/problem+json" in response.get("content", {}))


def test_every_reference_leads_somewhere(app: FastAPI) -> None:
    document = app.openapi()
    references = re.findall(r"'\$ref': '#/components/schemas/([^']+)'", str(document))

    assert set(references) <= set(document["components"]["schemas"])
