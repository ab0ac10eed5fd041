"""Schemathesis hooks: the rules of the contract that JSON Schema cannot express.

A generated request that follows the schema is bent to follow these rules too, so that "valid by the
schema" means "accepted"; one that breaks the schema is left as it is, and no check is turned off.
The caller of every request is the one of CREDENTIALS (JSON, name of a header to its value). Where
that is a session, each request that would end it signs in as ACCOUNT (JSON) at SIGN_IN (URL) first.
Loaded by name in the process of Schemathesis (SCHEMATHESIS_HOOKS), so it imports nothing of ours.
"""

import json
import os
import uuid
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, unquote

import requests
import schemathesis
from schemathesis import AuthContext, Case, GenerationMode, HookContext

Headers = dict[str, str]

LONGEST = 1000
"""Bytes of a parameter as it is sent: longer than any may be, and short enough for the line of a
request, which a server may refuse before it knows the route."""

TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()
"""When a key may expire, which is never in the past."""


@schemathesis.auth(refresh_interval=None)
class Caller:
    """Sends credentials by the rules of Schemathesis, which leaves them out to see a refusal."""

    def get(self, case: "Case[Any]", context: AuthContext) -> Headers:  # noqa: ARG002 - the protocol
        """Return the headers that say who asks."""
        headers: Headers = json.loads(os.environ["CREDENTIALS"])
        if "Cookie" in headers and context.operation.path.endswith("/logout"):
            account = json.loads(os.environ["ACCOUNT"])
            answer = requests.post(os.environ["SIGN_IN"], json=account, timeout=30)
            answer.raise_for_status()
            headers["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]
        return headers

    def set(self, case: "Case[Any]", data: Headers, context: AuthContext) -> None:  # noqa: ARG002 - the protocol
        """Put them where the document says that they are."""
        cookies = SimpleCookie(data.get("Cookie", ""))
        case.cookies = {
            **(case.cookies or {}),
            **{each.key: each.value for each in cookies.values()},
        }
        for name in data.keys() - {"Cookie"}:
            case.headers[name] = data[name]


@schemathesis.hook
def before_call(context: HookContext, case: "Case[Any]", kwargs: dict[str, Any]) -> None:  # noqa: ARG001 - the hook's signature
    """Make a valid request one that nothing but the schema could refuse, and none endless."""
    for name, value in (case.query or {}).items():
        if len(quote(str(value))) > LONGEST:
            case.query[name] = unquote(quote(str(value))[:LONGEST], errors="ignore")
    if case.meta is None or case.meta.generation.mode is GenerationMode.POSITIVE:
        _send_values_that_only_the_service_can_make(case)
        body: Any = case.body
        if isinstance(body, dict) and isinstance(body.get("lines"), list):
            body["lines"] = _distinct(body["lines"])
        if isinstance(body, dict) and body.get("expires_at"):
            body["expires_at"] = TOMORROW


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
