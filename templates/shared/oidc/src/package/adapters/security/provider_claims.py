"""What the identity provider says of somebody, in this service's words."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from {{ package_name }}.callers import SCOPES, Caller, Role, Scope

# What each scope of the provider allows here; as it stands, the names are the same. A provider that
# says `orders.read`, or one word for several of ours, is written down here.
GRANTS: Mapping[str, frozenset[Scope]] = {scope.value: frozenset({scope}) for scope in Scope}


def id_of(claims: Mapping[str, Any]) -> UUID:
    """Name somebody by an id of our own: a subject is unique at its issuer only."""
    return uuid5(uuid5(NAMESPACE_URL, claims["iss"]), claims["sub"])


def role_of(claims: Mapping[str, Any], role_claim: str) -> Role:
    """Return `admin` where the claim is, or has among its values, that word; else `user`.

    Args:
        claims: What the provider says.
        role_claim: The claim's name; dots lead into nested objects, as in `realm_access.roles`.
    """
    value = claims.get(role_claim)
    if value is None:
        value = claims
        for step in role_claim.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
    values = value if isinstance(value, list) else [value]
    return Role.ADMIN if Role.ADMIN.value in values else Role.USER


def caller_of(claims: Mapping[str, Any], role_claim: str) -> Caller:
    """Return whom an access token speaks for, and what it allows: never more than the role does."""
    role = role_of(claims, role_claim)
    granted = frozenset[Scope]().union(
        *(GRANTS.get(name, frozenset()) for name in _scopes_of(claims)),
    )
    return Caller(id=id_of(claims), role=role, scopes=granted & SCOPES[role])


def _scopes_of(claims: Mapping[str, Any]) -> list[str]:
    """Read the claim `scope`, words separated by spaces (RFC 9068, section 2.2.3)."""
    scope = claims.get("scope")
    return scope.split() if isinstance(scope, str) else []
