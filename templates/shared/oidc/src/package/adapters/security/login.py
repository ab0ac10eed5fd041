"""Logging browsers in at the identity provider: authorization code with PKCE.

OpenID Connect Core 1.0, section 3.1; PKCE is RFC 7636. What is not secret to the browser it keeps
itself until it comes back, in a signed text: so a login needs no table, and ends with its browser.
"""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote, urlencode
from uuid import UUID

import httpx2
import structlog
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from {{ package_name }}.adapters.security.identity_provider import (
    IdentityProvider,
    ProviderMetadata,
)
from {{ package_name }}.adapters.security.provider_claims import id_of, role_of
from {{ package_name }}.adapters.security.signed_tokens import Claims, key_id_of, verify
from {{ package_name }}.callers import Role
from {{ package_name }}.errors import (
    ForbiddenError,
    InvalidRequestError,
    InvalidTokenError,
    NotFoundError,
    UnavailableError,
)
from {{ package_name }}.settings import Settings

CALLBACK = "/api/v1/auth/callback"
SCOPE = "openid profile email"
ATTEMPT_SECONDS = 600
ALGORITHM = "HS256"

log = structlog.get_logger(__name__)


class LoginFailedError(InvalidRequestError):
    """The answer is not one to a login that this browser began, or the provider takes it back."""

    code = "login_failed"
    message = "The login did not succeed; begin again."


class LoginRefusedError(ForbiddenError):
    """The provider did not let them in."""

    code = "login_refused"
    message = "The identity provider did not let you in."


class LoginAnswer(Protocol):
    """What the provider sends a browser back with (RFC 6749, section 4.1.2; RFC 9207)."""

    code: str | None
    state: str | None
    iss: str | None
    error: str | None


@dataclass(frozen=True)
class LoggedIn:
    """Who has logged in, and where they wanted to go."""

    caller_id: UUID
    role: Role
    next_path: str


class Login:
    """Sends browsers to the provider, and checks what they come back with.

    Args:
        settings: Those of the service; without a client id nobody can log in.
        provider: Who knows the accounts.
    """

    def __init__(self, settings: Settings, provider: IdentityProvider | None) -> None:
        self._provider = provider
        self._client_id = settings.oidc_client_id
        self._client_secret = settings.oidc_client_secret
        self._role_claim = settings.oidc_role_claim
        self._redirect_uri = f"{(settings.public_url or '').rstrip('/')}{CALLBACK}"
        secret = settings.secret_key.get_secret_value()
        self._key = OctKey.import_key(hashlib.sha256(b"login:" + secret.encode()).digest())

    {{ async_ }}def begin(self, next_path: str) -> tuple[str, str]:
        """Return where the browser has to go, and what it has to keep until it comes back.

        Raises:
            NotFoundError: The settings name no client.
            UnavailableError: The provider does not answer, or lets nobody log in.
        """
        provider, client_id = self._configured()
        place = ({{ await_ }}provider.known()).metadata.authorization_endpoint
        if place is None:
            raise UnavailableError
        attempt = {
            "state": secrets.token_urlsafe(32),
            "nonce": secrets.token_urlsafe(32),
            "verifier": secrets.token_urlsafe(48),
            "next": next_path,
            "exp": int(time.time()) + ATTEMPT_SECONDS,
        }
        query = {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": self._redirect_uri,
            "scope": SCOPE,
            "state": attempt["state"],
            "nonce": attempt["nonce"],
            "code_challenge": challenge_of(str(attempt["verifier"])),
            "code_challenge_method": "S256",
        }
        url = f"{place}{'&' if '?' in place else '?'}{urlencode(query)}"
        return url, jwt.encode({"alg": ALGORITHM}, attempt, self._key)

    {{ async_ }}def finish(self, kept: str | None, answer: LoginAnswer) -> LoggedIn:
        """Check an answer against what the browser kept, and redeem its code.

        Raises:
            NotFoundError: The settings name no client.
            LoginFailedError: The answer is not to this browser's login, or proves nothing.
            LoginRefusedError: The provider did not let them in.
            UnavailableError: The provider does not answer.
        """
        provider, client_id = self._configured()
        attempt = self._read(kept)
        if not _same(attempt["state"], answer.state):
            raise LoginFailedError
        metadata = ({{ await_ }}provider.known()).metadata
        # An answer of another provider is not redeemed at ours (RFC 9207, section 2.4).
        named = answer.iss is not None or metadata.authorization_response_iss_parameter_supported
        if named and answer.iss != metadata.issuer:
            raise LoginFailedError
        if answer.error == "access_denied":
            raise LoginRefusedError
        if answer.error is not None or not answer.code or metadata.token_endpoint is None:
            raise LoginFailedError
        id_token = {{ await_ }}self._redeem(metadata, answer.code, attempt["verifier"])
        claims = {{ await_ }}self._verify(provider, client_id, id_token)
        if not _same(attempt["nonce"], claims.get("nonce")):
            raise LoginFailedError
        return LoggedIn(id_of(claims), role_of(claims, self._role_claim), attempt["next"])

    def _configured(self) -> tuple[IdentityProvider, str]:
        if self._provider is None or self._client_id is None:
            message = "Nobody logs in here with a browser: OIDC_CLIENT_ID is not set."
            raise NotFoundError(message)
        return self._provider, self._client_id

    def _read(self, kept: str | None) -> dict[str, Any]:
        """Read what the browser kept, if it is ours and not too old."""
        try:
            attempt = jwt.decode(kept or "", self._key, algorithms=[ALGORITHM]).claims
            jwt.JWTClaimsRegistry(exp={"essential": True}).validate(attempt)
        except (JoseError, ValueError, TypeError):
            raise LoginFailedError from None
        return attempt

    {{ async_ }}def _redeem(self, metadata: ProviderMetadata, code: str, verifier: str) -> object:
        """Exchange the code for an ID token."""
        provider, client_id = self._configured()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "code_verifier": verifier,
        }
        auth = httpx2.Auth()
        if self._client_secret is None:
            form["client_id"] = client_id
        else:
            # Both are encoded as in a form first (RFC 6749, section 2.3.1).
            secret = self._client_secret.get_secret_value()
            auth = httpx2.BasicAuth(quote(client_id, safe=""), quote(secret, safe=""))
        response = {{ await_ }}provider.post(metadata.token_endpoint or "", form, auth)
        try:
            body = response.json()
        except ValueError:
            body = None
        if not response.is_success or not isinstance(body, dict):
            reason = body.get("error") if isinstance(body, dict) else None
            log.warning("login_failed", status=response.status_code, reason=reason)
            raise LoginFailedError
        return body.get("id_token")

    {{ async_ }}def _verify(
        self,
        provider: IdentityProvider,
        client_id: str,
        id_token: object,
    ) -> Claims:
        """Verify an ID token (OpenID Connect Core 1.0, section 3.1.3.7)."""
        token = id_token if isinstance(id_token, str) else ""
        try:
            key = {{ await_ }}provider.key(key_id_of(token, ["jwt"]))
            claims = verify(token, key, issuer=provider.issuer, audience=client_id)
        except InvalidTokenError:
            raise LoginFailedError from None
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else client_id) != client_id:
            raise LoginFailedError
        return claims


def challenge_of(verifier: str) -> str:
    """Return the challenge that a verifier answers (RFC 7636, section 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _same(known: str, given: object) -> bool:
    return isinstance(given, str) and hmac.compare_digest(known.encode(), given.encode())
