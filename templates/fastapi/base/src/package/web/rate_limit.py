"""The rate limit of the API."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from {{ package_name }}.adapters.rate_limits import API_LIMIT, RateLimiter
from {{ package_name }}.errors import RateLimitedError
from {{ package_name }}.web.addresses import network_of
from {{ package_name }}.web.problems import problem


class RateLimitMiddleware:
    """Limit what one address may ask of the API, and say what is left."""

    def __init__(self, app: ASGIApp, *, limiter: RateLimiter, prefix: str) -> None:
        self.app = app
        self.limiter = limiter
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the request and pass it on, or refuse it."""
        if scope["type"] != "http" or not scope["path"].startswith(self.prefix):
            await self.app(scope, receive, send)
            return
        usage = await self.limiter.hit(API_LIMIT, client_address(scope))
        headers = usage.headers() if self.limiter.enabled else {}
        if usage.exceeded:
            error = RateLimitedError()
            answer = problem(scope, error.status, error.code, error.detail, headers=headers)
            await answer(scope, receive, send)
            return

        async def add_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer_headers = MutableHeaders(scope=message)
                for name, value in headers.items():
                    answer_headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, add_headers)


def client_address(scope: Scope) -> str:
    """Return the address a request came from, as the trusted proxies tell it."""
    client = scope.get("client")
    return network_of(str(client[0]) if client else "unknown")
