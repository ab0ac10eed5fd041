"""An identity provider in the process of the test: it signs whatever it is asked to."""

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from httpx2 import ConnectError, MockTransport, Request, Response
from joserfc import jwt
from joserfc.jwk import Key, RSAKey

from {{ package_name }}.adapters.security.identity_provider import IdentityProvider

ISSUER = "https://login.example.com"
AUDIENCE = "https://api.example.com"
CLIENT = "browsers"


class Provider:
    """Answers what a provider is asked, counts the questions, and hands out tokens.

    Attributes:
        down: Whether it answers nobody.
        keys: What it publishes, by their ids; it signs with the last one.
        metadata: What it says of itself.
        redeemed: What it answers to a code.
        form: What it was sent with the last code.
        authorization: Whom that was sent as.
        reads: How often each path was read.
    """

    def __init__(self) -> None:
        self.down = False
        self.now = 1000.0
        self.keys: dict[str, Key] = {}
        self.reads: dict[str, int] = {}
        self.metadata: dict[str, object] = {
            "issuer": ISSUER,
            "jwks_uri": f"{ISSUER}/keys",
            "authorization_endpoint": f"{ISSUER}/authorize?tenant=1",
            "token_endpoint": f"{ISSUER}/token",
        }
        self.redeemed = Response(400, json={"error": "invalid_grant"})
        self.form: dict[str, str] = {}
        self.authorization: str | None = None
        self.rotate("first")

    def rotate(self, key_id: str) -> None:
        """Sign with a new key from now on; the former ones stay published."""
        self.keys[key_id] = RSAKey.generate_key(2048, {"kid": key_id}, auto_kid=False)

    def connect(self) -> IdentityProvider:
        """Return the service's side of it; its clock is `now`."""
        transport = MockTransport(self._answer)
        return IdentityProvider(ISSUER, transport=transport, clock=lambda: self.now)

    def sign(self, header: Mapping[str, Any] | None = None, **claims: object) -> str:
        """Sign an access token; what is given takes the place of what is usual, None removes it."""
        key_id, key = next(reversed(self.keys.items()))
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ada", "iat": now, "exp": now + 300}
        given = {name: value for name, value in (usual | claims).items() if value is not None}
        described = {"alg": "RS256", "typ": "at+jwt", "kid": key_id} | dict(header or {})
        return jwt.encode(described, given, key, algorithms=[described["alg"]])

    def _answer(self, request: Request) -> Response:
        path = request.url.path
        self.reads[path] = self.reads.get(path, 0) + 1
        if self.down:
            message = "nobody answers"
            raise ConnectError(message, request=request)
        if path == "/keys":
            published = [key.as_dict(private=False) for key in self.keys.values()]
            return Response(200, json={"keys": published})
        if path == "/token":
            self.form = dict(parse_qsl(request.content.decode()))
            self.authorization = request.headers.get("Authorization")
            return self.redeemed
        return Response(200, json=self.metadata)
