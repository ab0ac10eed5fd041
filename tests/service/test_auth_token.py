"""Section 3, `POST /auth/token`: signing in for tokens."""

import pytest

from .conftest import Deploy
from .harness.accounts import Account, register, tokens
from .harness.deployment import Server
from .harness.tokens import claims_of

pytestmark = [pytest.mark.needs(auth="jwt"), pytest.mark.once_for("framework", "architecture")]


def test_signing_in_gives_both_tokens(server: Server, account: Account) -> None:
    body = tokens(server, account)
    assert set(body) == {"access_token", "token_type", "expires_in", "refresh_token"}
    assert body["token_type"] == "Bearer"


def test_an_access_token_lives_for_15_minutes_unless_told_otherwise(deploy: Deploy) -> None:
    server = deploy(ACCESS_TOKEN_MINUTES="").serve()
    body = tokens(server, register(server))
    claims = claims_of(body["access_token"])
    assert body["expires_in"] == claims["exp"] - claims["iat"] == 15 * 60


def test_the_scheme_is_found_whatever_its_case(server: Server, account: Account) -> None:
    """RFC 9110, section 11.1."""
    token = tokens(server, account)["access_token"]
    headers = {"Authorization": f"bearer {token}"}
    assert server.client().get("/auth/me", headers=headers).status_code == 200
