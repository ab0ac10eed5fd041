"""Links from one answer to the next."""

from urllib.parse import urlencode

from flask import request


def next_page(cursor: str) -> str:
    """Name the next page (RFC 8288): this one with another cursor."""
    parameters = {**request.args.to_dict(), "cursor": cursor}
    return f'<{request.path}?{urlencode(parameters)}>; rel="next"'
