"""An identity provider that does what an attacker, or a bad day, would have it do.

It holds keys of its own and signs whatever it is told to; the service trusts it as its issuer. The
real provider, which does as the standards say, is in `provider_process.py`.
"""

import base64
import hmac
import json
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from joserfc import jwt
from joserfc.jwk import Key, RSAKey

AUDIENCE = "https://shop.example/api"
SCOPES = "orders:read orders:write orders:admin"
HOUR = 3600

Json = dict[str, Any]


class Issuer:
    """Serves its metadata and its keys on a port of the loopback interface, and counts the reads.

    Attributes:
        down: Whether every request is answered 503.
        metadata: What it says of itself.
        keys: What it publishes, by their ids; it signs with the last one.
        reads: How often each path was read.
        authorization: Whom the token endpoint was called as last.
        answer: What the token endpoint says to a form.
    """

    def __init__(self) -> None:
        """Begin to serve, in a thread."""
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.serve(self)

            do_POST = do_GET  # noqa: N815 - the name that http.server looks for

            def log_message(self, *_arguments: object) -> None:
                """Stay silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.down = False
        self.reads = Counter[str]()
        self.keys: dict[str, Key] = {}
        self.metadata: Json = {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/keys",
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
        }
        self.authorization: str | None = None
        self.answer = refuse
        self.rotate("first")
        Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def settings(self) -> dict[str, str]:
        """The settings of a service that trusts it."""
        return {"OIDC_ISSUER": self.url, "OIDC_AUDIENCE": AUDIENCE}

    def rotate(self, key_id: str) -> None:
        """Sign with a new key from now on; the former ones stay published."""
        self.keys[key_id] = RSAKey.generate_key(2048, {"kid": key_id}, auto_kid=False)

    def token(self, subject: str, **claims: object) -> str:
        """Sign an access token; a claim given as None is left out, `header` changes the header."""
        now = int(time.time())
        changed: Any = claims.pop("header", {})
        usual = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": subject,
            "iat": now,
            "exp": now + HOUR,
            "scope": SCOPES,
        }
        return self.sign(usual | claims, **changed)

    def sign(self, claims: Json, key: Key | None = None, **header: object) -> str:
        """Sign claims with the key in use, or with another one."""
        key_id, current = next(reversed(self.keys.items()))
        described = {"alg": "RS256", "typ": "at+jwt", "kid": key_id} | header
        given = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(
            {name: value for name, value in described.items() if value is not None},
            given,
            key or current,
            algorithms=[str(described["alg"])],
        )

    def serve(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        path = request.path.partition("?")[0]
        self.reads[path] += 1
        status, body = 200, self.metadata
        if self.down:
            status, body = 503, {}
        elif path == "/keys":
            body = {"keys": [key.as_dict(private=False) for key in self.keys.values()]}
        elif path == "/token":
            self.authorization = request.headers.get("Authorization")
            length = int(request.headers.get("Content-Length", 0))
            status, body = self.answer(request.rfile.read(length).decode())
        text = json.dumps(body).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(text)))
        request.end_headers()
        request.wfile.write(text)

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()


def refuse(_form: str) -> tuple[int, Json]:
    """Take no code."""
    return 400, {"error": "invalid_grant"}


def unsigned(claims: Json, **header: object) -> str:
    """Write a token that nobody signed."""
    return f"{_part({'alg': 'none', **header})}.{_part(claims)}."


def keyed(claims: Json, secret: bytes, algorithm: str, **header: object) -> str:
    """Sign with a secret, which a library would not do with what is somebody's public key."""
    signed = f"{_part({'alg': algorithm, **header})}.{_part(claims)}"
    digest = hmac.new(secret, signed.encode(), f"sha{algorithm[2:]}").digest()
    return f"{signed}.{_base64(digest)}"


def _part(content: Json) -> str:
    return _base64(json.dumps(content).encode())


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
