"""The identity provider: what it says of itself, and the keys that it signs with."""

{% if framework == "fastapi" %}
import asyncio
{% else %}
import threading
{% endif %}
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
import structlog
from joserfc.jwk import Key
from pydantic import BaseModel

from {{ package_name }}.adapters.security.signed_tokens import read_keys
from {{ package_name }}.errors import InvalidTokenError, UnavailableError
from {{ package_name }}.settings import Settings

DISCOVERY = "/.well-known/openid-configuration"
# Seconds. Both documents are read again when they are older than FRESH, which is also how long a
# key that the provider has withdrawn still counts. While the provider does not answer, what is
# known serves on until it is older than USABLE.
FRESH = 300.0
USABLE = 24 * 3600.0
# Seconds after a read that failed, or did not bring the key it was for, until the next may do so.
REST_AFTER_FAILURE = 5.0
REST_AFTER_MISS = 10.0
TIMEOUT = httpx2.Timeout(2.0, connect=1.0)
FORM_TIMEOUT = 10.0

log = structlog.get_logger(__name__)


class ProviderMetadata(BaseModel):
    """What the provider says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    jwks_uri: str
    authorization_endpoint: str | None = None
    token_endpoint: str | None = None
    # Whether it says in the answer to a login who answers (RFC 9207, section 3).
    authorization_response_iss_parameter_supported: bool = False


@dataclass(frozen=True)
class Known:
    """What a read brought. It is never changed, so that whoever holds it needs no lock."""

    metadata: ProviderMetadata
    keys: Mapping[str | None, Key]
    read_at: float


class IdentityProvider:
    """Reads what is to be known of a provider when it is needed, once for all who need it.

    Args:
        issuer: The provider's name, which is also where it is found.
        transport: Carries requests; the network unless a test says otherwise.
        clock: Counts seconds.
    """

    def __init__(
        self,
        issuer: str,
        transport: httpx2.{{ "AsyncBaseTransport" if framework == "fastapi" else "BaseTransport" }} | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.issuer = issuer
        self._http = httpx2.{{ "AsyncClient" if framework == "fastapi" else "Client" }}(transport=transport, timeout=TIMEOUT)
        self._clock = clock
        self._lock = {{ "asyncio" if framework == "fastapi" else "threading" }}.Lock()
        self._known: Known | None = None
        self._failed_at = float("-inf")
        self._missed_at = float("-inf")

    {{ async_ }}def key(self, key_id: str | None) -> Key:
        """Return the key with an id; for one that is not known the keys are read again.

        Whoever makes ids up costs the provider one read in a while, not one for each.

        Raises:
            InvalidTokenError: The provider has no such key.
            UnavailableError: The provider does not answer, so nobody knows.
        """
        asked_at = self._clock()
        known = {{ await_ }}self.known()
        if key_id not in known.keys:
            known = {{ await_ }}self._look_for(key_id, asked_at)
        if key_id in known.keys:
            return known.keys[key_id]
        if self._failed_at > known.read_at:
            raise UnavailableError
        raise InvalidTokenError

    {{ async_ }}def known(self) -> Known:
        """Return what is known, read again if it has grown old.

        Raises:
            UnavailableError: The provider does not answer, and what is known is too old to use.
        """
        # While one request reads again, the others go on with what there is.
        if self._age > FRESH and not (self._age < USABLE and self._lock.locked()):
            {{ async_ }}with self._lock:
                if self._age > FRESH:
                    {{ await_ }}self._read(None)
        if self._known is None or self._age > USABLE:
            raise UnavailableError
        return self._known

    {{ async_ }}def ping(self) -> None:
        """Raise unless tokens can be verified: with the keys in hand the provider may be down.

        Then it is not asked either: it may take longer to answer than whoever pings waits.

        Raises:
            UnavailableError: There are no keys, and the provider does not answer.
        """
        if self._age > USABLE:
{% if framework == "fastapi" %}
            # Whoever pings may give up; what is being read is not lost with them.
            await asyncio.shield(self.known())
{% else %}
            self.known()
{% endif %}

    {{ async_ }}def post(
        self,
        url: str,
        form: Mapping[str, str],
        auth: httpx2.Auth,
    ) -> httpx2.Response:
        """Send a form to the provider.

        Raises:
            UnavailableError: It does not answer.
        """
        try:
            response = {{ await_ }}self._http.post(url, data=form, auth=auth, timeout=FORM_TIMEOUT)
        except httpx2.HTTPError:
            raise UnavailableError from None
        if response.is_server_error:
            raise UnavailableError
        return response

    {{ async_ }}def close(self) -> None:
        """Close the connections."""
        {{ await_ }}self._http.{{ "aclose" if framework == "fastapi" else "close" }}()

    @property
    def _age(self) -> float:
        return self._clock() - (self._known.read_at if self._known else float("-inf"))

    {{ async_ }}def _look_for(self, key_id: str | None, asked_at: float) -> Known:
        """Read the keys again, unless they have been since the question, or in vain just now."""
        {{ async_ }}with self._lock:
            known = {{ await_ }}self._with_key(key_id, asked_at)
            if key_id not in known.keys:
                self._missed_at = known.read_at
            return known

    {{ async_ }}def _with_key(self, key_id: str | None, asked_at: float) -> Known:
        known = self._known
        if known is None:
            raise UnavailableError
        rested = self._clock() - self._missed_at > REST_AFTER_MISS
        if key_id not in known.keys and known.read_at < asked_at and rested:
            {{ await_ }}self._read(known.metadata)
        return self._known or known

    {{ async_ }}def _read(self, metadata: ProviderMetadata | None) -> None:
        """Read the keys, and the metadata unless given; what was known stays if that fails."""
        if self._clock() - self._failed_at < REST_AFTER_FAILURE:
            return
        try:
            metadata = metadata or {{ await_ }}self._read_metadata()
            documents = ({{ await_ }}self._get(metadata.jwks_uri))["keys"]
            self._known = Known(metadata, read_keys(documents), self._clock())
        except (
            httpx2.HTTPError,
            httpx2.InvalidURL,
            AttributeError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            self._failed_at = self._clock()
            log.warning("identity_provider_unavailable", reason=f"{type(error).__name__}: {error}")

    {{ async_ }}def _read_metadata(self) -> ProviderMetadata:
        """Read the metadata.

        Raises:
            ValueError: They are another's, or lead from a protected place to an unprotected one.
        """
        url = self.issuer.rstrip("/") + DISCOVERY
        metadata = ProviderMetadata.model_validate({{ await_ }}self._get(url))
        if metadata.issuer != self.issuer:
            message = f"{url} is the document of another issuer"
            raise ValueError(message)
        places = (metadata.jwks_uri, metadata.authorization_endpoint, metadata.token_endpoint)
        for place in places if self.issuer.startswith("https://") else ():
            if place is not None and not place.startswith("https://"):
                message = f"{place} must begin with https://"
                raise ValueError(message)
        return metadata

    {{ async_ }}def _get(self, url: str) -> Any:  # noqa: ANN401 - whatever JSON is there
        return ({{ await_ }}self._http.get(url)).raise_for_status().json()


def make_provider(settings: Settings) -> IdentityProvider | None:
    """Make the provider that the settings name, if they name one."""
    return None if settings.oidc_issuer is None else IdentityProvider(settings.oidc_issuer)
