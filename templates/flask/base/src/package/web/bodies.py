"""The bodies of requests: how long they may be, and what is in them."""

import json
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    RequestEntityTooLarge,
    UnsupportedMediaType,
)

from {{ package_name }}.web.json_body import (
    InvalidJsonError,
    MissingBodyError,
    parse_json,
)
from {{ package_name }}.web.negotiation import JSON, MERGE_PATCH


def refuse_long_body() -> None:
    """Refuse a body that says it is too long, whether anybody would read it or not.

    Raises:
        RequestEntityTooLarge: It is.
    """
    if (request.content_length or 0) > current_app.config["MAX_BODY_BYTES"]:
        raise RequestEntityTooLarge


def read_json() -> Any:  # noqa: ANN401 - as `json.loads` declares it
    """Read the body.

    Raises:
        BadRequest: It breaks off, or its chunks are not what they say.
        RequestEntityTooLarge: It is too long.
        MissingBodyError: There is none.
        UnsupportedMediaType: It is not JSON.
        InvalidJsonError: It says that it is JSON, but it is not.
    """
    content = _read()
    if len(content) > current_app.config["MAX_BODY_BYTES"]:
        raise RequestEntityTooLarge
    if not content:
        raise MissingBodyError
    merge_patch = request.method == "PATCH" and request.mimetype == MERGE_PATCH
    if request.mimetype != JSON and not merge_patch:
        raise UnsupportedMediaType
    try:
        return parse_json(content)
    except json.JSONDecodeError:
        raise InvalidJsonError from None


def _read() -> bytes:
    try:
        return request.get_data()
    except HTTPException:
        raise
    except Exception as error:
        # Each server has its own errors for what a client does wrong here.
        raise BadRequest from error
