"""Access tokens read and forged by hand, as an attacker would (RFC 7515 compact form).

The forger knows SECRET_KEY and how the service derives its signing key from it, so that a forgery
is refused for the one thing that is wrong with it.
"""

import base64
import hashlib
import hmac
import json
from typing import Any

DIGESTS = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}


def header_of(token: str) -> dict[str, Any]:
    """Return the header of a token, unverified."""
    return _decode(token.partition(".")[0])


def claims_of(token: str) -> dict[str, Any]:
    """Return the claims of a token, unverified."""
    return _decode(token.split(".")[1])


def signing_key(secret: str) -> bytes:
    """Derive the key that signs access tokens from SECRET_KEY, as every framework does."""
    return hashlib.sha256(b"access-token:" + secret.encode()).digest()


def forge(token: str, secret: str, **changes: Any) -> str:  # noqa: ANN401 - claims are any JSON
    """Sign the header and claims of `token` anew with `secret`, some claims changed.

    `header` changes members of the header; its `alg` chooses the digest (any unknown one signs with
    SHA-256, as in the confusion of RS256 with HS256). A claim changed to None is left out.
    """
    header = header_of(token) | changes.pop("header", {})
    claims = {k: v for k, v in (claims_of(token) | changes).items() if v is not None}
    signed = f"{_encode(header)}.{_encode(claims)}"
    if header["alg"] == "none":
        return f"{signed}."
    digest = DIGESTS.get(header["alg"], hashlib.sha256)
    signature = hmac.new(signing_key(secret), signed.encode(), digest).digest()
    return f"{signed}.{_base64(signature)}"


def _encode(value: dict[str, Any]) -> str:
    return _base64(json.dumps(value).encode())


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _decode(part: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return value
