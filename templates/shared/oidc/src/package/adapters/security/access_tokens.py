"""Access tokens of the identity provider (RFC 9068)."""

from {{ package_name }}.adapters.security.identity_provider import IdentityProvider
from {{ package_name }}.adapters.security.provider_claims import caller_of
from {{ package_name }}.adapters.security.signed_tokens import key_id_of, verify
from {{ package_name }}.callers import Caller
from {{ package_name }}.errors import UnavailableError
from {{ package_name }}.settings import Settings

# Not every provider names the type that RFC 9068 asks for; the audience keeps other tokens out.
TYPES = ("at+jwt", "jwt")


class AccessTokens:
    """Verifies access tokens.

    Args:
        settings: Those of the service; without issuer and audience no token can be verified.
        provider: Whose tokens they are.
    """

    def __init__(self, settings: Settings, provider: IdentityProvider | None) -> None:
        self._audience = settings.oidc_audience
        self._role_claim = settings.oidc_role_claim
        self._provider = provider

    {{ async_ }}def verify(self, token: str) -> Caller:
        """Return whom a token was issued to.

        Raises:
            InvalidTokenError: The token is forged, expired or not for us.
            UnavailableError: There is no provider, or it does not answer and the key is not known.
        """
        if self._provider is None or self._audience is None:
            message = "No identity provider is configured."
            raise UnavailableError(message)
        key = {{ await_ }}self._provider.key(key_id_of(token, TYPES))
        claims = verify(token, key, issuer=self._provider.issuer, audience=self._audience)
        return caller_of(claims, self._role_claim)
