from datetime import timedelta

import pytest

from {{ package_name }}.api_key_rules import (
    PREFIX,
    Grant,
    InvalidApiKeyError,
    caller_of,
    has_expired,
    key_id_of,
    new_key,
)
from {{ package_name }}.callers import Role, Scope
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import ForbiddenError
from {{ package_name }}.ids import new_id

KEY = new_key(new_id())


def test_a_key_can_be_recognised() -> None:
    assert KEY.startswith(f"{PREFIX}_")


def test_a_key_names_its_id() -> None:
    key_id = new_id()

    assert key_id_of(new_key(key_id)) == key_id


def test_no_two_keys_of_one_id_are_alike() -> None:
    key_id = new_id()

    assert new_key(key_id) != new_key(key_id)


@pytest.mark.parametrize(
    "key", ["", "x", KEY[:-1], f"{KEY}0", f" {KEY}", f"{KEY}\n", KEY.upper(), f"other_{KEY}"]
)
def test_what_does_not_look_like_a_key_is_none(key: str) -> None:
    with pytest.raises(InvalidApiKeyError):
        key_id_of(key)


def test_a_key_without_an_end_does_not_expire() -> None:
    assert not has_expired(None)


def test_a_key_expires_when_its_time_has_passed() -> None:
    assert has_expired(utc_now())
    assert not has_expired(utc_now() + timedelta(minutes=1))


def test_a_key_speaks_for_itself_with_its_own_scopes() -> None:
    key_id = new_id()

    caller = caller_of(key_id, ["orders:read"])

    assert (caller.id, caller.role) == (key_id, Role.USER)
    assert caller.scopes == {Scope.ORDERS_READ}


def test_a_key_that_administers_is_an_admin_and_has_no_scope_besides() -> None:
    caller = caller_of(new_id(), ["orders:admin"])

    assert caller.role is Role.ADMIN
    assert caller.scopes == {Scope.ORDERS_ADMIN}


def test_a_scope_that_there_is_no_longer_allows_nothing() -> None:
    assert caller_of(new_id(), ["invoices:read"]).scopes == frozenset()


def test_nobody_grants_what_they_lack() -> None:
    grant = Grant("reporting", frozenset({Scope.ORDERS_READ, Scope.ORDERS_WRITE}))

    with pytest.raises(ForbiddenError):
        grant.check_against(frozenset({Scope.ORDERS_READ, Scope.ORDERS_ADMIN}))


def test_what_somebody_may_do_they_may_grant() -> None:
    own = frozenset({Scope.ORDERS_READ})

    Grant("reporting", own).check_against(own)
