"""Logging in as a browser does."""

from urllib.parse import parse_qsl, urlsplit

from httpx2 import Response

from tests.e2e.serving import Client
from tests.identity_provider import CLIENT, ISSUER, Provider

AUTH = "/api/v1/auth"


{{ async_ }}def begin(browser: Client, next_path: str = "/") -> dict[str, str]:
    """Begin a login; return what the provider is asked."""
    response = {{ await_ }}browser.get(f"{AUTH}/login", params={"next": next_path})
    assert response.status_code == 302, response.text
    return dict(parse_qsl(urlsplit(response.headers["Location"]).query))


{{ async_ }}def come_back(
    browser: Client, provider: Provider, asked: dict[str, str], **claims: object
) -> Response:
    """Come back from the provider, which says so of whoever logged in."""
    usual: dict[str, object] = {"aud": CLIENT, "nonce": asked["nonce"]}
    token = provider.sign({"typ": "JWT"}, **usual | claims)
    provider.redeemed = Response(200, json={"id_token": token})
    answer = {"code": "code", "state": asked["state"], "iss": ISSUER, "session_state": "more"}
    return {{ await_ }}browser.get(f"{AUTH}/callback", params=answer)
