"""Section 3, access tokens: what they carry, and every way to forge one."""

import time

import httpx2
import pytest

from .conftest import SECRET_KEY, TOKEN_MINUTES, Deploy
from .harness.accounts import Account, bearer, create_admin, register, sign_in, tokens
from .harness.combination import Combination
from .harness.deployment import Deployment, Server
from .harness.problem import assert_problem
from .harness.tokens import claims_of, forge, header_of

pytestmark = [pytest.mark.needs(auth="jwt"), pytest.mark.once_for("framework", "architecture")]

CLAIMS = {"iss", "aud", "sub", "iat", "exp", "jti", "role", "scope"}
READ, WRITE, ADMIN = "orders:read", "orders:write", "orders:admin"


@pytest.fixture(scope="module")
def token(server: Server) -> str:
    """A good token of role `user`."""
    text: str = tokens(server, register(server))["access_token"]
    return text


def me(server: Server, token: str) -> httpx2.Response:
    """Use a token."""
    return server.client(bearer(token)).get("/auth/me")


def assert_refused(response: httpx2.Response) -> None:
    """Assert that the token was not believed."""
    assert_problem(response, 401, "invalid_token")
    assert response.headers["www-authenticate"].startswith("Bearer")
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


def test_it_carries_who_for_whom_and_until_when(
    combination: Combination, server: Server, token: str
) -> None:
    claims = claims_of(token)
    assert set(claims) >= CLAIMS
    assert claims["iss"] == claims["aud"] == combination.slug
    assert claims["exp"] - claims["iat"] == int(TOKEN_MINUTES) * 60
    assert abs(claims["iat"] - time.time()) < 60
    assert claims["sub"] == me(server, token).json()["id"]
    assert claims["role"] == "user"


def test_it_is_signed_with_hs256_and_names_its_key(token: str) -> None:
    header = header_of(token)
    assert header["alg"] == "HS256"
    assert header["kid"]


def test_each_has_an_id_of_its_own(server: Server, account: Account) -> None:
    issued = [tokens(server, account)["access_token"] for _ in range(2)]
    assert len({claims_of(each)["jti"] for each in issued}) == 2


def test_a_user_may_read_and_write_orders_but_not_administer_them(token: str) -> None:
    assert set(claims_of(token)["scope"].split()) == {READ, WRITE}


def test_an_admin_may_do_everything(deployment: Deployment, server: Server) -> None:
    claims = claims_of(tokens(server, create_admin(deployment))["access_token"])
    assert claims["role"] == "admin"
    assert set(claims["scope"].split()) == {READ, WRITE, ADMIN}


def test_signed_by_us_with_the_same_claims_it_is_believed(server: Server, token: str) -> None:
    """The control: else the forgeries below could be refused for a reason of no interest."""
    assert me(server, forge(token, SECRET_KEY)).status_code == 200


def test_no_token_is_401(server: Server) -> None:
    response = server.client().get("/auth/me")
    assert_problem(response, 401, "not_authenticated")
    assert response.headers["www-authenticate"].startswith("Bearer")
    assert "error=" not in response.headers["www-authenticate"]


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Token x", ""])
def test_credentials_of_another_kind_are_401(server: Server, header: str) -> None:
    response = server.client().get("/auth/me", headers={"Authorization": header})
    assert response.status_code == 401
    assert response.json()["code"] in {"not_authenticated", "invalid_token"}


@pytest.mark.parametrize("text", ["x", "a.b.c", "a.b.c.d", "..", "eyJhbGciOiJIUzI1NiJ9.e30."])
def test_nonsense_is_refused(server: Server, text: str) -> None:
    assert_refused(me(server, text))


def test_an_expired_token_is_refused(server: Server, token: str) -> None:
    past = int(time.time()) - 120
    assert_refused(me(server, forge(token, SECRET_KEY, iat=past - 900, exp=past)))


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "exp"])
def test_a_token_without_a_claim_is_refused(server: Server, token: str, claim: str) -> None:
    assert_refused(me(server, forge(token, SECRET_KEY, **{claim: None})))


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        *(("iss", value) for value in ("another-shop", "", ["corner-shop", "x"])),
        *(("aud", value) for value in ("another-shop", "", ["another-shop"])),
        *(("sub", value) for value in ("nobody", "", 7, "0190c0de-0000-7000-8000-000000000000")),
        *(("exp", value) for value in ("tomorrow", None)),
    ],
)
def test_a_token_with_another_claim_is_refused(
    server: Server, token: str, claim: str, value: object
) -> None:
    assert_refused(me(server, forge(token, SECRET_KEY, **{claim: value})))


@pytest.mark.parametrize("algorithm", ["none", "None", "HS384", "HS512", "RS256", "ES256", ""])
def test_no_other_algorithm_is_accepted(server: Server, token: str, algorithm: str) -> None:
    """HS384 and HS512 are signed well, RS256 with our secret as in the confusion of keys."""
    assert_refused(me(server, forge(token, SECRET_KEY, header={"alg": algorithm})))


def test_a_token_without_a_signature_is_refused(server: Server, token: str) -> None:
    assert_refused(me(server, f"{token.rpartition('.')[0]}."))


def test_a_token_signed_with_another_secret_is_refused(server: Server, token: str) -> None:
    assert_refused(me(server, forge(token, "another-secret-of-a-good-length-0123456789")))


@pytest.mark.parametrize("kid", ["unknown", "", "../../dev/null", "' OR 1=1 --", 7])
def test_a_token_of_an_unknown_key_is_refused(server: Server, token: str, kid: object) -> None:
    assert_refused(me(server, forge(token, SECRET_KEY, header={"kid": kid})))


def test_claims_cannot_be_changed_without_the_secret(server: Server, token: str) -> None:
    raised = forge(token, "guess", role="admin", scope=f"{READ} {WRITE} {ADMIN}")
    header, claims, _ = raised.split(".")
    assert_refused(me(server, f"{header}.{claims}.{token.rpartition('.')[2]}"))


def test_a_refresh_token_is_no_access_token(server: Server, account: Account) -> None:
    assert_refused(me(server, tokens(server, account)["refresh_token"]))


@pytest.mark.needs(example="orders")
@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        ("", "GET", "/orders"),
        (WRITE, "GET", "/orders"),
        (WRITE, "GET", "/orders/stats"),
        (WRITE, "GET", "/orders/{}"),
        (READ, "POST", "/orders"),
        (READ, "PATCH", "/orders/{}"),
        (READ, "POST", "/orders/{}/cancel"),
        (f"{READ} {WRITE}", "DELETE", "/orders/{}"),
        ("orders:reader orders", "GET", "/orders"),
    ],
)
def test_what_the_scope_does_not_cover_is_403(
    server: Server, token: str, scope: str, method: str, path: str
) -> None:
    client = server.client(bearer(forge(token, SECRET_KEY, scope=scope)))
    url = path.format("0190c0de-0000-7000-8000-000000000000")
    body: dict[str, str] | None = {} if method in {"POST", "PATCH"} else None
    assert_problem(client.request(method, url, json=body), 403, "forbidden")


@pytest.mark.once_for("framework")
def test_a_token_lives_as_long_as_is_set(deploy: Deploy) -> None:
    server = deploy().serve(ACCESS_TOKEN_MINUTES="3")
    body = tokens(server, register(server))
    claims = claims_of(body["access_token"])
    assert body["expires_in"] == claims["exp"] - claims["iat"] == 3 * 60


@pytest.mark.once_for("framework")
def test_secrets_are_rotated_by_kid(deploy: Deploy) -> None:
    """Old tokens are good as long as their key is among SECRET_KEY_FALLBACKS, and no longer."""
    deployment = deploy()
    account = create_admin(deployment)
    before = deployment.serve()
    old = tokens(before, account)["access_token"]
    before.process.stop()

    fresh = {"SECRET_KEY": "the-secret-that-came-after-it-0123456789abcdef"}
    during = deployment.serve(**fresh, SECRET_KEY_FALLBACKS=f"{'y' * 40},{SECRET_KEY}")
    new = tokens(during, account)["access_token"]
    assert me(during, old).status_code == 200
    assert me(during, new).status_code == 200
    assert header_of(new)["kid"] != header_of(old)["kid"]
    during.process.stop()

    after = deployment.serve(**fresh)
    assert_refused(me(after, old))
    assert me(after, new).status_code == 200


def test_a_signed_in_user_is_not_asked_for_a_password_again(
    server: Server, account: Account
) -> None:
    client = sign_in(server, account)
    assert [client.get("/auth/me").status_code for _ in range(3)] == [200] * 3
