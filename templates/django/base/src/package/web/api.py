{# The quotes that need fewer escapes, as the formatter has it. #}
{% set quote = "'" if project_name.count('"') > project_name.count("'") else '"' %}
"""The API: its routes, how it reads and writes JSON, and the document that describes it."""

import functools
from collections.abc import Iterable, Mapping
from datetime import datetime
from http import HTTPStatus
from importlib import import_module
from importlib.metadata import metadata
from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from ninja import NinjaAPI, Router
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder

from {{ package_name }}.errors import ServiceError
from {{ package_name }}.web.authentication import SECURITY_SCHEMES
from {{ package_name }}.web.document import complete
from {{ package_name }}.web.json_body import parse_json
from {{ package_name }}.web.negotiation import JSON, MERGE_PATCH
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.problems import install_problems
from {{ package_name }}.web.types import format_utc

TITLE = {{ quote ~ project_name | replace("\\", "\\\\") | replace(quote, "\\" ~ quote) ~ quote }}
DISTRIBUTION = "{{ project_slug }}"


class UnsupportedMediaTypeError(ServiceError):
    """The body is not JSON."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "unsupported_media_type"
    message = "Send application/json."


class JsonParser(Parser):
    """Reads bodies of JSON as RFC 8259 has it, and no others."""

    def parse_body(self, request: HttpRequest) -> Any:  # noqa: ANN401 - as `json.loads` declares it
        """Read a body.

        Raises:
            UnsupportedMediaTypeError: It does not say that it is JSON.
            json.JSONDecodeError: It is not.
        """
        merge_patch = request.method == "PATCH" and request.content_type == MERGE_PATCH
        if request.content_type != JSON and not merge_patch:
            raise UnsupportedMediaTypeError
        return parse_json(request.body)


class Encoder(NinjaJSONEncoder):
    """Writes times in full; Django's own drops all but the milliseconds."""

    def default(self, o: Any) -> Any:  # noqa: ANN401 - whatever an answer holds
        """Return what stands for a value in JSON."""
        return format_utc(o) if isinstance(o, datetime) else super().default(o)


class Renderer(JSONRenderer):
    """Writes JSON in UTF-8, without escapes or spaces that nobody needs."""

    encoder_class = Encoder
    json_dumps_params: Mapping[str, Any] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
    }


class Api(NinjaAPI):
    """The API, with ids of operations that name what is done and where."""

    def get_content_type(self) -> str:
        """Name JSON alone: it has no parameters, and is always UTF-8 (RFC 8259)."""
        return JSON

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Make an id from the function and its feature."""
        *_, feature, module = operation.view_func.__module__.split(".")
        return f"{operation.view_func.__name__}_{feature}_{module}"


def make_api(routers: Iterable[tuple[str, Router]]) -> Api:
    """Make an API of routers, each with the prefix of its paths."""
    distribution = metadata(DISTRIBUTION)
    api = Api(
        title=TITLE,
        version=distribution["Version"],
        description=distribution["Summary"],
        openapi_url=None,
        docs_url=None,
        urls_namespace=f"api-{uuid4()}",
        parser=JsonParser(),
        renderer=Renderer(),
    )
    install_problems(api)
    for prefix, router in routers:
        api.add_router(prefix, router)
    return api


def api_of(urlconf: str) -> NinjaAPI:
    """Return the API that a module of routes has."""
    api: NinjaAPI = import_module(urlconf).api
    return api


@functools.cache
def document_of(urlconf: str) -> dict[str, Any]:
    """Describe the API of a module of routes."""
    document: dict[str, Any] = dict(api_of(urlconf).get_openapi_schema(path_prefix=""))
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"] = {
                str(status): response for status, response in operation["responses"].items()
            }
            if operation.pop("security", None) and SECURITY_SCHEMES:
                operation["security"] = [{name: []} for name in SECURITY_SCHEMES]
            if not operation["parameters"]:
                del operation["parameters"]
    del document["servers"]
    document["components"].pop("securitySchemes", None)
    if SECURITY_SCHEMES:
        document["components"]["securitySchemes"] = SECURITY_SCHEMES
    complete(document, API_PREFIX)
    return document
