"""An OpenAPI document as what it promises a caller, whatever framework wrote it."""

from collections.abc import Iterator, Mapping
from typing import Any

Document = dict[str, Any]
Node = Any
"""Any part of a document: an object, a list or a scalar."""

METHODS = ("get", "put", "post", "patch", "delete")
WORDING = {"title", "description", "summary", "operationId", "tags", "example", "examples"}
"""Keys that tell people what something means, and machines nothing."""


def interface(document: Document) -> Document:
    """The routes, each with its parameters, its body and its answers; references resolved.

    What is only wording is left out, and what has no order is put in one.
    """
    return {
        f"{method} {path}": {
            "security": operation.get("security", document.get("security")),
            "parameters": _parameters([*item.get("parameters", []), *operation["parameters"]])
            if "parameters" in operation
            else {},
            "body": operation.get("requestBody"),
            "answers": operation["responses"],
        }
        for path, item in _resolve(document["paths"], document).items()
        for method, operation in item.items()
        if method in METHODS
    }


def _parameters(parameters: list[Document]) -> Document:
    return {f"{each['in']} {each['name']}": each for each in parameters}


def _resolve(node: Node, document: Document, inside: str = "") -> Node:
    if isinstance(node, Mapping):
        if "$ref" in node:
            place = document
            for step in node["$ref"].removeprefix("#/").split("/"):
                place = place[step]
            return _resolve(place, document, inside)
        named = inside in {"properties", "headers", "paths", "responses", "content"}
        return {
            key: _resolve(node[key], document, key)
            for key in sorted(node)
            if named or key not in WORDING
        }
    if isinstance(node, list):
        items = [_resolve(each, document, inside) for each in node]
        return sorted(items, key=repr) if inside in {"required", "enum", "anyOf"} else items
    return node


def differences(left: Node, right: Node, path: str = "") -> Iterator[str]:
    """Name each place where the two are not the same, and what each has there."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        for key in sorted(left.keys() | right.keys(), key=str):
            here = f"{path} > {key}" if path else str(key)
            if key not in left or key not in right:
                yield f"{here}: only in the {'second' if key not in left else 'first'}"
            else:
                yield from differences(left[key], right[key], here)
    elif left != right:
        yield f"{path}: {left!r} and {right!r}"
