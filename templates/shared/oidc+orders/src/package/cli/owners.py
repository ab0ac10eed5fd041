"""Whose the example's orders are."""

from uuid import UUID

from {{ package_name }}.adapters.security.provider_claims import id_of
from {{ package_name }}.container import Container

SUBJECT = "seed"


{{ async_ }}def new_owner(container: Container) -> UUID:
    """Return the id of a subject that the provider need not know; admins see its orders."""
    return id_of({"iss": container.settings.oidc_issuer or "", "sub": SUBJECT})
