"""The rate limit of the API."""

from django.http.response import HttpResponseBase

from {{ package_name }}.adapters.rate_limits import API_LIMIT
from {{ package_name }}.errors import RateLimitedError
from {{ package_name }}.web.middleware import Handler
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.problems import service_error
from {{ package_name }}.web.requests import Request, client_address, container_of


def limit_rate(get_response: Handler) -> Handler:
    """Count what one address asks of the API, refuse what is too much, and say what is left."""

    def middleware(request: Request) -> HttpResponseBase:
        limiter = container_of(request).limiter
        if not limiter.enabled or not request.path.startswith(API_PREFIX):
            return get_response(request)
        usage = limiter.hit(API_LIMIT, client_address(request))
        if usage.exceeded:
            response: HttpResponseBase = service_error(request, RateLimitedError())
        else:
            response = get_response(request)
        for name, value in usage.headers().items():
            response.headers.setdefault(name, value)
        return response

    return middleware
