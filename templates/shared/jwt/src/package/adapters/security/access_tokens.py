"""Access tokens (JWT, RFC 7519)."""

import hashlib
from datetime import timedelta
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, OctKey

from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import InvalidTokenError
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import Settings

ISSUER = "{{ project_slug }}"
ALGORITHM = "HS256"


class AccessTokens:
    """Issues and verifies access tokens.

    The secret signs; the fallbacks still verify, so that a secret can be replaced while tokens that
    it signed live. A token names its key by `kid`, the key's thumbprint (RFC 7638). Only one
    algorithm is accepted, whatever the token's header says (RFC 8725, section 3.1).
    """

    def __init__(self, settings: Settings) -> None:
        self.life = timedelta(minutes=settings.access_token_minutes)
        keys: list[Key] = [
            signing_key(secret.get_secret_value())
            for secret in (settings.secret_key, *settings.secret_key_fallbacks)
        ]
        self._key = keys[0]
        self._keys = KeySet(keys)
        self._claims = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": ISSUER},
            sub={"essential": True},
            iat={"essential": True},
            exp={"essential": True},
            jti={"essential": True},
        )

    def issue(self, user_id: UUID, role: Role) -> str:
        """Make a token for a user."""
        now = utc_now()
        claims = {
            "iss": ISSUER,
            "aud": ISSUER,
            "sub": str(user_id),
            "iat": int(now.timestamp()),
            "exp": int((now + self.life).timestamp()),
            "jti": str(new_id()),
            "role": role,
            "scope": " ".join(sorted(SCOPES[role])),
        }
        return jwt.encode({"alg": ALGORITHM, "kid": self._key.kid}, claims, self._key)

    def verify(self, token: str) -> Caller:
        """Return whom a token was issued to.

        Raises:
            InvalidTokenError: The token is forged, expired or not for us.
        """
        try:
            claims = jwt.decode(token, self._keys, algorithms=[ALGORITHM]).claims
            self._claims.validate(claims)
            role = Role(claims["role"])
            granted = claims["scope"].split()
            scopes = frozenset(scope for scope in SCOPES[role] if scope in granted)
            return Caller(id=UUID(claims["sub"]), role=role, scopes=scopes)
        except (JoseError, ValueError, KeyError, TypeError):
            raise InvalidTokenError from None


def signing_key(secret: str) -> OctKey:
    """Derive the key that signs tokens, so that the secret can serve other purposes too."""
    digest = hashlib.sha256(b"access-token:" + secret.encode()).digest()
    key = OctKey.import_key(digest, {"use": "sig", "alg": ALGORITHM})
    key.ensure_kid()
    return key
