from typing import Any

import pytest

from {{ package_name }}.adapters.security.provider_claims import caller_of, id_of, role_of
from {{ package_name }}.callers import Role, Scope

ADA = {"iss": "https://login.example.com", "sub": "ada"}


def test_somebody_has_the_same_id_each_time() -> None:
    assert id_of(ADA) == id_of(dict(ADA))


@pytest.mark.parametrize("other", [{"sub": "bob"}, {"iss": "https://login.example.org"}])
def test_another_has_another_id(other: dict[str, str]) -> None:
    assert id_of(ADA) != id_of(ADA | other)


@pytest.mark.parametrize(
    ("claim", "claims"),
    [
        ("roles", {"roles": ["staff", "admin"]}),
        ("role", {"role": "admin"}),
        ("realm_access.roles", {"realm_access": {"roles": ["admin"]}}),
        ("https://example.com/roles", {"https://example.com/roles": ["admin"]}),
    ],
)
def test_the_claim_makes_an_admin(claim: str, claims: dict[str, Any]) -> None:
    assert role_of(ADA | claims, claim) is Role.ADMIN


@pytest.mark.parametrize(
    "claims",
    [{}, {"roles": []}, {"roles": "administrator"}, {"roles": {"admin": False}}, {"role": "admin"}],
)
def test_everybody_else_is_a_user(claims: dict[str, Any]) -> None:
    assert role_of(ADA | claims, "roles") is Role.USER


def test_a_token_allows_what_its_scopes_say() -> None:
    caller = caller_of(ADA | {"scope": "openid orders:read"}, "roles")

    assert caller.scopes == {Scope.ORDERS_READ}


@pytest.mark.parametrize("claims", [{}, {"scope": ""}, {"scope": ["orders:read"]}])
def test_a_token_without_scopes_allows_nothing(claims: dict[str, Any]) -> None:
    assert caller_of(ADA | claims, "roles").scopes == set()


def test_no_scope_allows_more_than_the_role() -> None:
    caller = caller_of(ADA | {"scope": "orders:read orders:admin"}, "roles")

    assert caller.scopes == {Scope.ORDERS_READ}


def test_an_admin_needs_the_scope_too() -> None:
    scopes = {"scope": "orders:admin", "roles": ["admin"]}

    assert caller_of(ADA | scopes, "roles").scopes == {Scope.ORDERS_ADMIN}
