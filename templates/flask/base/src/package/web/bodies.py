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


def read_body() -> None:
    """Read the body, whether a view wants it or not, so that none is left on the connection.

    Raises:
        BadRequest: It breaks off, or its chunks are not what they say.
        RequestEntityTooLarge: It is too long.
    """
    longest = current_app.config["MAX_BODY_BYTES"]
    if (request.content_length or 0) > longest or len(_read()) > longest:
        raise RequestEntityTooLarge


def read_json() -> Any:  # noqa: ANN401 - as `json.loads` declares it
    """Return what is in the body.

    Raises:
        MissingBodyError: There is none.
        UnsupportedMediaType: It is not JSON.
        InvalidJsonError: It says that it is JSON, but it is not.
    """
    content = request.get_data()
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
