"""The provider's side of a browser's login."""

import base64
import hashlib
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from joserfc.jwk import RSAKey

from .issuer import Issuer, Json

CLIENT = "corner-shop"
"""What the provider calls the service."""


@dataclass
class Provider:
    """The side of the provider: which codes it has handed out, and for which login."""

    issuer: Issuer
    codes: dict[str, Json] = field(default_factory=dict)
    forms: list[Json] = field(default_factory=list)
    claims: Json = field(default_factory=dict)
    key: RSAKey | None = None

    def log_in(self, url: str, subject: str = "ada") -> dict[str, str]:
        """Log somebody in where a browser was sent to; return what it comes back with."""
        asked = dict(parse_qsl(urlsplit(url).query))
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked | {"sub": subject}
        return {"code": code, "state": asked["state"], "iss": self.issuer.url}

    def redeem(self, form: str) -> tuple[int, Json]:
        """Exchange a code, once, for who knows the verifier."""
        given = dict(parse_qsl(form))
        self.forms.append(given)
        asked = self.codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or asked["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer.url,
            "aud": CLIENT,
            "sub": asked["sub"],
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 60,
        } | self.claims
        token = self.issuer.sign(claims, self.key, typ="JWT")
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": token}
