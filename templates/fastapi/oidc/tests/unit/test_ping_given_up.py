import asyncio

from httpx2 import MockTransport, Request, Response

from {{ package_name }}.adapters.security.identity_provider import IdentityProvider

from tests.identity_provider import ISSUER


async def test_what_is_being_read_outlives_who_asked_for_it() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    reads = []

    async def answer(request: Request) -> Response:
        reads.append(request.url.path)
        begun.set()
        await go_on.wait()
        return Response(
            200,
            json={
                "issuer": ISSUER,
                "jwks_uri": f"{ISSUER}/keys",
                "authorization_endpoint": f"{ISSUER}/authorize",
                "token_endpoint": f"{ISSUER}/token",
                "keys": [],
            },
        )

    ours = IdentityProvider(ISSUER, transport=MockTransport(answer))
    ping = asyncio.create_task(ours.ping())
    await begun.wait()
    ping.cancel()
    await asyncio.wait([ping])
    go_on.set()

    await ours.ping()

    assert len(reads) == 2
