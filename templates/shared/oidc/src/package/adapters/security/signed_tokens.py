"""Tokens that the identity provider signed (JWT, RFC 7519): pure checks, given a key."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, import_key

from {{ package_name }}.errors import InvalidTokenError

# What a token may be signed with, whatever its header says (RFC 8725, section 3.1). All are
# asymmetric: a key that anybody can read must not be good for signing. `none` is not among them.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
)
KEY_TYPES = {"RSA", "EC", "OKP"}
# Seconds that the provider's clock and ours may differ.
LEEWAY = 30

Claims = dict[str, Any]

# Providers put members of their own into the header; those marked critical are still refused.
_registry = jws.JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)


def read_keys(documents: Iterable[Mapping[str, Any]]) -> dict[str | None, Key]:
    """Read the keys of a JWK set (RFC 7517, section 5) by their ids.

    A key that cannot be read, is secret or not meant for signatures is left out. A single key also
    goes by no id at all, for providers that name none.
    """
    keys: dict[str | None, Key] = {}
    for document in documents:
        if document.get("kty") in KEY_TYPES and document.get("use", "sig") == "sig":
            try:
                key = import_key(dict(document))
                keys[key.kid] = key
            except (JoseError, ValueError, TypeError, KeyError):
                continue
    return {None: next(iter(keys.values())), **keys} if len(keys) == 1 else keys


def key_id_of(token: str, types: Iterable[str]) -> str | None:
    """Return the id of the key that a token claims to be signed with; nothing is proven yet.

    Args:
        token: The token.
        types: What its header may say that it is, in lower case.

    Raises:
        InvalidTokenError: It is no signed token, is none of these types, or names an algorithm
            that is not accepted.
    """
    try:
        header = jws.extract_compact(token.encode(), registry=_registry).headers()
        _registry.check_header(header)
        algorithm, key_id, kind = header.get("alg"), header.get("kid"), header.get("typ", "JWT")
        accepted = algorithm in ALGORITHMS and kind.lower().removeprefix("application/") in types
    except (JoseError, ValueError, TypeError, AttributeError):
        raise InvalidTokenError from None
    if not accepted:
        raise InvalidTokenError
    return key_id


def verify(
    token: str,
    key: Key,
    *,
    issuer: str,
    audience: str,
    now: Callable[[], float] = time.time,
) -> Claims:
    """Return what a token says, if its issuer signed it with this key, for this audience.

    Raises:
        InvalidTokenError: It is forged, expired, not valid yet, or for somebody else.
    """
    expected = jwt.JWTClaimsRegistry(
        now=lambda: int(now()),
        leeway=LEEWAY,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": audience},
        sub={"essential": True},
        exp={"essential": True},
    )
    try:
        claims = jwt.decode(token, key, registry=_registry).claims
        expected.validate(claims)
    except (JoseError, ValueError, TypeError):
        raise InvalidTokenError from None
    # Both name somebody, as text (RFC 7519, sections 4.1.1 and 4.1.2).
    if not isinstance(claims["iss"], str) or not isinstance(claims["sub"], str):
        raise InvalidTokenError
    return claims
