import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from {{ package_name }}.adapters.security.access_tokens import (
    AccessTokens,
    signing_key,
)
from {{ package_name }}.callers import Role, Scope
from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import InvalidTokenError
from {{ package_name }}.ids import new_id
from {{ package_name }}.settings import Settings

SECRET = "the-secret-of-this-service"


def access_tokens(secret: str = SECRET, fallbacks: str = "") -> AccessTokens:
    values = {"secret_key": secret, "secret_key_fallbacks": fallbacks}
    return AccessTokens(Settings.model_validate(values))


def part(content: dict[str, Any]) -> str:
    """Encode a part of a token."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def read(token: str, index: int) -> dict[str, Any]:
    """Decode a part of a token, without a look at its signature."""
    content: dict[str, Any] = json.loads(base64.urlsafe_b64decode(token.split(".")[index] + "=="))
    return content


def sign(claims: dict[str, Any], algorithm: str) -> str:
    """Sign claims as the service does, but with any algorithm."""
    key = signing_key(SECRET)
    any_use = OctKey.import_key(key.raw_value)
    return jwt.encode({"alg": algorithm, "kid": key.kid}, claims, any_use, algorithms=[algorithm])


def test_a_token_names_whom_it_was_issued_to() -> None:
    user_id = new_id()

    caller = access_tokens().verify(access_tokens().issue(user_id, Role.USER))

    assert (caller.id, caller.role) == (user_id, Role.USER)


def test_a_user_may_read_and_write_orders() -> None:
    caller = access_tokens().verify(access_tokens().issue(new_id(), Role.USER))

    assert caller.scopes == {Scope.ORDERS_READ, Scope.ORDERS_WRITE}


def test_an_admin_may_do_everything() -> None:
    caller = access_tokens().verify(access_tokens().issue(new_id(), Role.ADMIN))

    assert caller.is_admin
    assert caller.scopes == set(Scope)


def test_a_token_carries_the_registered_claims() -> None:
    claims = read(access_tokens().issue(new_id(), Role.USER), 1)

    assert {"iss", "aud", "sub", "iat", "exp", "jti"} <= set(claims)
    assert claims["exp"] - claims["iat"] == 15 * 60


def test_a_token_that_another_secret_signed_is_refused() -> None:
    token = access_tokens("another secret").issue(new_id(), Role.USER)

    with pytest.raises(InvalidTokenError):
        access_tokens().verify(token)


def test_a_replaced_secret_still_verifies_as_a_fallback() -> None:
    token = access_tokens("the-secret-before").issue(new_id(), Role.USER)

    assert access_tokens(SECRET, fallbacks="the-secret-before").verify(token)


def test_a_fallback_does_not_sign() -> None:
    token = access_tokens(SECRET, fallbacks="the-secret-before").issue(new_id(), Role.USER)

    assert access_tokens(SECRET).verify(token)


def test_an_expired_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = utc_now() - timedelta(minutes=16)
    monkeypatch.setattr(f"{AccessTokens.__module__}.utc_now", lambda: earlier)
    token = access_tokens().issue(new_id(), Role.USER)

    with pytest.raises(InvalidTokenError):
        access_tokens().verify(token)


def test_a_token_without_a_signature_is_refused() -> None:
    claims = read(access_tokens().issue(new_id(), Role.ADMIN), 1)

    with pytest.raises(InvalidTokenError):
        access_tokens().verify(f"{part({'alg': 'none'})}.{part(claims)}.")


def test_a_token_with_changed_claims_is_refused() -> None:
    header, claims, signature = access_tokens().issue(new_id(), Role.USER).split(".")
    claims = part(read(f"{header}.{claims}", 1) | {"role": "admin"})

    with pytest.raises(InvalidTokenError):
        access_tokens().verify(f"{header}.{claims}.{signature}")


@pytest.mark.parametrize(
    ("algorithm", "changes"),
    [
        ("HS512", {}),
        ("HS256", {"iss": "another-service"}),
        ("HS256", {"aud": "another-service"}),
        ("HS256", {"exp": None}),
        ("HS256", {"sub": "nobody"}),
        ("HS256", {"role": "emperor"}),
    ],
)
def test_our_own_key_does_not_save_a_wrong_token(
    algorithm: str, changes: dict[str, str | None]
) -> None:
    claims = read(access_tokens().issue(new_id(), Role.USER), 1) | changes
    claims = {name: value for name, value in claims.items() if value is not None}

    with pytest.raises(InvalidTokenError):
        access_tokens().verify(sign(claims, algorithm))


def test_our_own_key_signs_what_is_accepted() -> None:
    claims = read(access_tokens().issue(new_id(), Role.USER), 1)

    assert access_tokens().verify(sign(claims, "HS256"))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é", "." * 5, "ImFsZyI.e30.eHg"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(InvalidTokenError):
        access_tokens().verify(token)
