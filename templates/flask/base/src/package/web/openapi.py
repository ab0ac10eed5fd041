{# The quotes that need fewer escapes, as the formatter has it. #}
{% set quote = "'" if project_name.count('"') > project_name.count("'") else '"' %}
"""The OpenAPI document, made from the operations."""

from http import HTTPStatus
from importlib.metadata import metadata
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema
from pydantic_core.core_schema import WithDefaultSchema
from werkzeug.routing import Rule

from {{ package_name }}.web.access import Requires
from {{ package_name }}.web.authentication import SECURITY_SCHEMES
from {{ package_name }}.web.document import complete
from {{ package_name }}.web.negotiation import JSON, MERGE_PATCH
from {{ package_name }}.web.operations import Operation
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.requests import to_template

TITLE = {{ quote ~ project_name | replace("\\", "\\\\") | replace(quote, "\\" ~ quote) ~ quote }}
DISTRIBUTION = "{{ project_slug }}"
REF = "#/components/schemas/{model}"
# The documentation does not describe itself.
HIDDEN = ("/docs", "/openapi.json")
CONVERTERS = {"uuid": {"type": "string", "format": "uuid"}, "default": {"type": "string"}}

Document = dict[str, Any]
Model = tuple[type[BaseModel], JsonSchemaMode]
Schemas = dict[Model, Document]


class SchemaWriter(GenerateJsonSchema):
    """Writes no default of null: that a member may be left out says as much."""

    def default_schema(self, schema: WithDefaultSchema) -> Document:
        """Describe a member that has a default."""
        described = super().default_schema(schema)
        if described.get("default", ...) is None:
            del described["default"]
        return described


def document_of(app: Flask) -> Document:
    """Return the document of an application; it is made once."""
    if "openapi" not in app.extensions:
        app.extensions["openapi"] = _describe(app)
    document: Document = app.extensions["openapi"]
    return document


def _describe(app: Flask) -> Document:
    operations = [
        (rule, view)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        if isinstance(view := app.view_functions[rule.endpoint], Operation)
        and not rule.rule.startswith(HIDDEN)
    ]
    schemas, definitions = _schemas([view for _, view in operations])
    paths: dict[str, Document] = {}
    for rule, view in operations:
        (method,) = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        path = paths.setdefault(to_template(rule.rule), {})
        path[method.lower()] = _operation(rule, view, schemas)
    distribution = metadata(DISTRIBUTION)
    document: Document = {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE,
            "version": distribution["Version"],
            "description": distribution["Summary"],
        },
        "paths": paths,
        "components": {"schemas": definitions},
    }
    if SECURITY_SCHEMES:
        document["components"]["securitySchemes"] = SECURITY_SCHEMES
    complete(document, API_PREFIX)
    return document


def _schemas(views: list[Operation]) -> tuple[Schemas, Document]:
    """Make the schemas of all bodies, and the definitions that they refer to."""
    models: set[Model] = {(view.body, "validation") for view in views if view.body is not None}
    models |= {(view.answer, "serialization") for view in views if view.answer is not None}
    ordered = sorted(models, key=lambda model: (model[0].__name__, model[1]))
    schemas, definitions = models_json_schema(
        ordered, ref_template=REF, schema_generator=SchemaWriter
    )
    return {model: schemas[model] for model in ordered}, definitions.get("$defs", {})


def _operation(rule: Rule, view: Operation, schemas: Schemas) -> Document:
    described: Document = {
        "tags": [view.__module__.rpartition(".")[2]],
        "summary": view.__name__.replace("_", " ").capitalize(),
        "description": view.__doc__,
        "operationId": f"{view.__name__}_{rule.endpoint}",
        "responses": _responses(view, schemas),
    }
    parameters = [*_path_parameters(rule), *_parameters(view.query, "query")]
    parameters += _parameters(view.headers, "header")
    if parameters:
        described["parameters"] = parameters
    if view.body is not None:
        described["requestBody"] = _request_body(rule, schemas[view.body, "validation"])
    if isinstance(view.access, Requires) and SECURITY_SCHEMES:
        described["security"] = [{name: []} for name in SECURITY_SCHEMES]
    return described


def _responses(view: Operation, schemas: Schemas) -> Document:
    success: Document = {"description": HTTPStatus(view.status).phrase}
    if view.answer is not None:
        success["content"] = {JSON: {"schema": schemas[view.answer, "serialization"]}}
    responses = {str(view.status.value): success}
    for status, details in view.responses.items():
        responses[str(status)] = {**responses.get(str(status), {}), **details}
    return responses


def _request_body(rule: Rule, schema: Document) -> Document:
    content = {JSON: {"schema": schema}}
    if "PATCH" in (rule.methods or set()):
        content[MERGE_PATCH] = {"schema": schema}
    return {"required": True, "content": content}


def _path_parameters(rule: Rule) -> list[Document]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": CONVERTERS["uuid" if f"<uuid:{name}>" in rule.rule else "default"],
        }
        for name in sorted(rule.arguments)
    ]


def _parameters(model: type[BaseModel] | None, place: str) -> list[Document]:
    if model is None:
        return []
    schema = model.model_json_schema(schema_generator=SchemaWriter)
    return [
        {
            "name": name,
            "in": place,
            "required": name in schema.get("required", []),
            "schema": _inline(details, schema.get("$defs", {})),
        }
        for name, details in schema["properties"].items()
    ]


def _inline(schema: Any, definitions: Document) -> Any:  # noqa: ANN401 - any part of a JSON Schema
    """Put definitions where they are referred to: a parameter has no components of its own."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _inline(definitions[schema["$ref"].rpartition("/")[2]], definitions)
        return {key: _inline(value, definitions) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_inline(item, definitions) for item in schema]
    return schema
