"""Compression for clients that ask for it."""

import gzip

from flask import Response, request

from {{ package_name }}.web.negotiation import accepts

MINIMUM_BYTES = 1024
# The files of the documentation page too: browsers keep them, and each time would cost 50 ms.
UNCOMPRESSED = frozenset({"image/png", "text/css", "text/javascript"})


def compress(response: Response) -> Response:
    """Compress a long answer with gzip (RFC 1952)."""
    if response.mimetype in UNCOMPRESSED:
        return response
    content = response.get_data()
    if len(content) < MINIMUM_BYTES:
        return response
    response.vary.add("Accept-Encoding")
    if accepts(request.headers.get("Accept-Encoding", ""), ("gzip", "*")):
        response.set_data(gzip.compress(content))
        response.headers["Content-Encoding"] = "gzip"
    return response
