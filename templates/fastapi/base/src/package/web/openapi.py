"""The OpenAPI document: what FastAPI derives from the routes, and what every route shares."""

from importlib.metadata import metadata
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from {{ package_name }}.web.document import complete

DISTRIBUTION = "{{ project_slug }}"


def install_openapi(app: FastAPI, api_prefix: str) -> None:
    """Make the application describe itself completely."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app, api_prefix)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # the way that FastAPI documents


def _describe(app: FastAPI, api_prefix: str) -> dict[str, Any]:
    distribution = metadata(DISTRIBUTION)
    document = get_openapi(
        title=app.title,
        version=distribution["Version"],
        description=distribution["Summary"],
        routes=app.routes,
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for generated in ("HTTPValidationError", "ValidationError"):
        schemas.pop(generated, None)
    complete(document, api_prefix)
    return document
