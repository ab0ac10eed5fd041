"""Compression for clients that ask for it."""

import gzip

from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from {{ package_name }}.web.middleware import Handler
from {{ package_name }}.web.negotiation import accepts
from {{ package_name }}.web.requests import Request, Response

MINIMUM_BYTES = 1024
# The files of the documentation page too: browsers keep them, and each time would cost 50 ms.
UNCOMPRESSED = frozenset({"image/png", "text/css", "text/javascript"})


def compress(get_response: Handler) -> Handler:
    """Compress long answers with gzip (RFC 1952).

    Django's own middleware would make the entity tags weak, which never match `If-Match`.
    """

    def middleware(request: Request) -> HttpResponseBase:
        response = get_response(request)
        media_type = response.get("Content-Type", "").partition(";")[0]
        if (
            not isinstance(response, Response)
            or media_type in UNCOMPRESSED
            or len(response.content) < MINIMUM_BYTES
        ):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if accepts(request.headers.get("Accept-Encoding", ""), ("gzip", "*")):
            response.content = gzip.compress(response.content)
            response["Content-Encoding"] = "gzip"
        return response

    return middleware
