"""Schemathesis hooks: the rules of the contract that JSON Schema cannot express.

A generated request that follows the schema is bent to follow these rules too, so that "valid by the
schema" means "accepted"; one that breaks the schema is left as it is, and no check is turned off.
Loaded by name in the process of Schemathesis (SCHEMATHESIS_HOOKS), so it imports nothing of ours.
"""

import uuid
from typing import Any

import schemathesis
from schemathesis import Case, GenerationMode, HookContext

LONGEST = 1000
"""Characters of a parameter: longer than any may be, and short enough for the line of a request,
which a server may refuse before it knows the route."""


@schemathesis.hook
def before_call(context: HookContext, case: "Case[Any]", kwargs: dict[str, Any]) -> None:  # noqa: ARG001 - the hook's signature
    """Make a valid request one that nothing but the schema could refuse, and none endless."""
    for name, value in (case.query or {}).items():
        if isinstance(value, str):
            case.query[name] = value[:LONGEST]
    if case.meta is None or case.meta.generation.mode is GenerationMode.POSITIVE:
        _send_values_that_only_the_service_can_make(case)
        body: Any = case.body
        if isinstance(body, dict) and isinstance(body.get("lines"), list):
            body["lines"] = _distinct(body["lines"])


def _send_values_that_only_the_service_can_make(case: "Case[Any]") -> None:
    """Cursors, tags and unused keys are strings by the schema, and only some strings are good."""
    if case.query and "cursor" in case.query:
        del case.query["cursor"]
    if case.operation.method.upper() == "PATCH":
        case.headers["If-Match"] = "*"
    if case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


def _distinct(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines with the first of each SKU only, all in the currency of the first line."""
    by_sku = {line["sku"]: line for line in reversed(lines)}
    currency = lines[0]["unit_price"]["currency"]
    return [
        line | {"unit_price": line["unit_price"] | {"currency": currency}}
        for line in by_sku.values()
    ]
