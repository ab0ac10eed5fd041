"""Bodies of JSON as RFC 8259 has it, without Python's NaN and Infinity."""

import json
from typing import Any, NoReturn

from {{ package_name }}.errors import InvalidRequestError


class InvalidJsonError(InvalidRequestError):
    """The body cannot be read."""

    code = "invalid_json"
    message = "The body is not valid JSON."


class MissingBodyError(InvalidJsonError):
    """There is no body, which is not JSON either."""

    message = "The body is empty."


def parse_json(body: bytes) -> Any:  # noqa: ANN401 - as `json.loads` declares it
    """Read a body.

    Raises:
        json.JSONDecodeError: It is not JSON, not UTF-8, or nested too deeply.
    """
    try:
        return json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        message = "Not JSON"
        raise json.JSONDecodeError(message, "", 0) from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
