"""Section 3, `auth: oidc`: access tokens of an external provider, and every way to forge one."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event, Thread

import httpx2
import pytest
from joserfc.jwk import RSAKey

from .conftest import Deploy
from .harness.accounts import bearer, unique_email
from .harness.deployment import Deployment, Server, wait_for
from .harness.issuer import AUDIENCE, Issuer, keyed, unsigned
from .harness.polling import at_once, eventually
from .harness.problem import assert_problem
from .harness.tokens import claims_of

pytestmark = [pytest.mark.needs(auth="oidc"), pytest.mark.once_for("framework", "architecture")]

READ, WRITE, ADMIN = "orders:read", "orders:write", "orders:admin"
NOBODY = "0190c0de-0000-7000-8000-000000000000"


def me(server: Server, token: str) -> httpx2.Response:
    """Use a token."""
    return server.client(bearer(token)).get("/auth/me")


def assert_refused(response: httpx2.Response) -> None:
    """Assert that the token was not believed."""
    assert_problem(response, 401, "invalid_token")
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


@dataclass(frozen=True)
class Trusting:
    """A server that trusts an issuer which one test has to itself."""

    deployment: Deployment
    issuer: Issuer
    server: Server


@pytest.fixture
def issuer_of_test() -> Iterator[Issuer]:
    """An issuer that a test may break."""
    issuer = Issuer()
    yield issuer
    issuer.stop()


@pytest.fixture
def trusting(deploy: Deploy, issuer_of_test: Issuer) -> Trusting:
    """A server that knows the issuer's first key."""
    deployment = deploy(**issuer_of_test.settings)
    server = deployment.serve()
    assert me(server, issuer_of_test.token("ada")).status_code == 200
    return Trusting(deployment, issuer_of_test, server)


def test_a_token_of_the_provider_is_believed(server: Server, issuer: Issuer) -> None:
    response = me(server, issuer.token("ada"))
    assert response.status_code == 200, response.text
    assert response.json()["role"] == "user"
    assert response.json()["scopes"] == [READ, WRITE]
    assert response.headers["cache-control"] == "no-store"


def test_a_subject_is_one_caller(server: Server, issuer: Issuer) -> None:
    ids = [me(server, issuer.token(name)).json()["id"] for name in ("ada", "ada", "bob")]
    assert ids[0] == ids[1] != ids[2]


def test_no_token_is_401(server: Server) -> None:
    response = server.client().get("/auth/me")
    assert_problem(response, 401, "not_authenticated")
    assert response.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("text", ["x", "a.b.c", "a.b.c.d", "..", "eyJhbGciOiJSUzI1NiJ9.e30."])
def test_nonsense_is_refused(server: Server, text: str) -> None:
    assert_refused(me(server, text))


def test_a_token_without_a_signature_is_refused(server: Server, issuer: Issuer) -> None:
    """`alg: none`, with the signature left out and with the good one left in."""
    good = issuer.token("ada")
    kid = next(iter(issuer.keys))
    for token in (
        unsigned(claims_of(good), kid=kid),
        unsigned(claims_of(good)),
        unsigned(claims_of(good), kid=kid) + good.rpartition(".")[2],
        f"{good.rpartition('.')[0]}.",
    ):
        assert_refused(me(server, token))


@pytest.mark.parametrize("algorithm", ["HS256", "HS384", "HS512"])
def test_the_public_key_is_no_secret_to_sign_with(
    server: Server, issuer: Issuer, algorithm: str
) -> None:
    key_id, public = next(iter(issuer.keys.items()))
    assert isinstance(public, RSAKey)
    claims = claims_of(issuer.token("ada"))
    pem, der = public.as_pem(private=False), public.as_der(private=False)
    for secret in (pem, pem.rstrip(), der, json.dumps(public.as_dict(private=False)).encode()):
        assert_refused(me(server, keyed(claims, secret, algorithm, kid=key_id)))
        assert_refused(me(server, keyed(claims, secret, algorithm)))


def test_a_token_that_another_signed_is_refused(server: Server, issuer: Issuer) -> None:
    claims = claims_of(issuer.token("ada"))
    assert_refused(me(server, issuer.sign(claims, RSAKey.generate_key(2048))))


def test_a_key_that_a_token_brings_along_is_not_believed(server: Server, issuer: Issuer) -> None:
    own = RSAKey.generate_key(2048)
    claims = claims_of(issuer.token("ada"))
    token = issuer.sign(claims, own, jwk={"kty": "RSA", "n": own["n"], "e": own["e"]})
    assert_refused(me(server, token))


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        *(("iss", value) for value in ("https://evil.example", "", None)),
        *(("aud", value) for value in ("another", "", ["another"], f"{AUDIENCE}/", None)),
        *(("sub", value) for value in ("", 7, None)),
        *(("exp", value) for value in ("tomorrow", None)),
    ],
)
def test_a_token_for_others_is_refused(
    server: Server, issuer: Issuer, claim: str, value: object
) -> None:
    assert_refused(me(server, issuer.token("ada", **{claim: value})))


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -60), ("nbf", 60), ("iat", 60)])
def test_a_token_for_another_time_is_refused(
    server: Server, issuer: Issuer, claim: str, seconds: int
) -> None:
    assert_refused(me(server, issuer.token("ada", **{claim: int(time.time()) + seconds})))


@pytest.mark.parametrize(("claim", "seconds"), [("exp", -5), ("nbf", 5), ("iat", 5)])
def test_clocks_may_differ_by_a_little(
    server: Server, issuer: Issuer, claim: str, seconds: int
) -> None:
    token = issuer.token("ada", **{claim: int(time.time()) + seconds})
    assert me(server, token).status_code == 200


@pytest.mark.parametrize("kind", ["JWT", "at+jwt", "application/at+jwt", None])
def test_a_token_may_say_that_it_is_an_access_token(
    server: Server, issuer: Issuer, kind: str | None
) -> None:
    assert me(server, issuer.token("ada", header={"typ": kind})).status_code == 200


@pytest.mark.parametrize("kind", ["logout+jwt", "dpop+jwt"])
def test_a_token_of_another_kind_is_refused(server: Server, issuer: Issuer, kind: str) -> None:
    assert_refused(me(server, issuer.token("ada", header={"typ": kind})))


@pytest.mark.parametrize("roles", [["admin"], ["staff", "admin"], "admin"])
def test_the_claim_makes_an_admin(server: Server, issuer: Issuer, roles: object) -> None:
    body = me(server, issuer.token("ada", roles=roles)).json()
    assert (body["role"], body["scopes"]) == ("admin", [ADMIN, READ, WRITE])


@pytest.mark.parametrize("claims", [{}, {"roles": ["Admin"]}, {"role": "admin"}, {"roles": {}}])
def test_everybody_else_is_a_user(
    server: Server, issuer: Issuer, claims: dict[str, object]
) -> None:
    assert me(server, issuer.token("ada", **claims)).json()["role"] == "user"


@pytest.mark.once_for("framework")
def test_the_claim_is_a_setting(deploy: Deploy, issuer: Issuer) -> None:
    server = deploy().serve(OIDC_ROLE_CLAIM="realm_access.roles")
    token = issuer.token("ada", realm_access={"roles": ["admin"]})
    assert me(server, token).json()["role"] == "admin"


@pytest.mark.needs(example="orders")
@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        ("", "GET", "/orders"),
        (None, "GET", "/orders"),
        (WRITE, "GET", "/orders"),
        (WRITE, "GET", "/orders/stats"),
        (WRITE, "GET", "/orders/{}"),
        (READ, "POST", "/orders"),
        (READ, "PATCH", "/orders/{}"),
        (READ, "POST", "/orders/{}/cancel"),
        (f"{READ} {WRITE} {ADMIN}", "DELETE", "/orders/{}"),
        ("orders:reader orders", "GET", "/orders"),
    ],
)
def test_what_the_scope_or_the_role_does_not_cover_is_403(
    server: Server, issuer: Issuer, scope: str | None, method: str, path: str
) -> None:
    client = server.client(bearer(issuer.token(unique_email(), scope=scope)))
    body: dict[str, str] | None = {} if method in {"POST", "PATCH"} else None
    response = client.request(method, path.format(NOBODY), json=body)
    assert_problem(response, 403, "forbidden")


def test_unknown_keys_cost_one_read_not_one_for_each(trusting: Trusting) -> None:
    issuer = trusting.issuer
    before = issuer.reads["/keys"]
    tokens = [issuer.token("eve", header={"kid": f"made-up-{n}"}) for n in range(30)]
    answers = at_once(lambda number: me(trusting.server, tokens[number]), 10)
    answers += [me(trusting.server, token) for token in tokens[10:]]
    for answer in answers:
        assert_refused(answer)
    assert issuer.reads["/keys"] == before + 1


def test_known_keys_go_on_working_while_the_provider_is_down(trusting: Trusting) -> None:
    issuer, server = trusting.issuer, trusting.server
    issuer.down = True
    assert me(server, issuer.token("ada")).status_code == 200
    assert_problem(
        me(server, issuer.token("ada", header={"kid": "unknown"})), 503, "service_unavailable"
    )
    assert me(server, issuer.token("ada")).status_code == 200
    assert server.root.get("/readyz").is_success, "with the keys in hand it can serve"


def test_keys_are_rotated_under_load(trusting: Trusting) -> None:
    """No request with a valid token fails, and each new key costs one read."""
    issuer, server = trusting.issuer, trusting.server
    statuses, enough = Counter[int](), Event()
    before = issuer.reads["/keys"]

    def call() -> None:
        with httpx2.Client(base_url=f"{server.url}/api/v1", trust_env=False, timeout=30) as client:
            while not enough.is_set():
                headers = bearer(issuer.token("ada"))
                statuses[client.get("/auth/me", headers=headers).status_code] += 1

    threads = [Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(3):
        seen = sum(statuses.values())
        eventually(lambda seen=seen: sum(statuses.values()) > seen + 20, within=60)
        issuer.rotate(f"key-{number}")
    seen = sum(statuses.values())
    eventually(lambda: sum(statuses.values()) > seen + 20, within=60)
    enough.set()
    for thread in threads:
        thread.join()
    assert set(statuses) == {200}, statuses
    assert issuer.reads["/keys"] - before == 3


@pytest.mark.once_for("framework")
def test_a_provider_that_is_down_does_not_stop_the_start(
    deploy: Deploy, issuer_of_test: Issuer
) -> None:
    issuer_of_test.down = True
    server = deploy(**issuer_of_test.settings).serve(ready="/livez")
    start = time.monotonic()
    response = server.root.get("/readyz")
    assert time.monotonic() - start < 2.5
    checks = assert_problem(response, 503, "not_ready")["checks"]
    assert checks["identity_provider"] == "unavailable"
    assert checks["database"] == "ok"
    token = issuer_of_test.token("ada")
    assert_problem(me(server, token), 503, "service_unavailable")
    issuer_of_test.down = False
    wait_for(server, "/readyz")
    assert me(server, token).status_code == 200


@pytest.mark.once_for("framework")
def test_the_document_of_another_issuer_is_not_believed(
    deploy: Deploy, issuer_of_test: Issuer
) -> None:
    issuer_of_test.metadata["issuer"] = "https://login.example.com"
    server = deploy(**issuer_of_test.settings).serve(ready="/livez")
    assert_problem(me(server, issuer_of_test.token("ada")), 503, "service_unavailable")


@pytest.mark.once_for("framework")
def test_without_a_provider_it_starts_in_development_and_says_so(deploy: Deploy) -> None:
    server = deploy(OIDC_ISSUER="", OIDC_AUDIENCE="").serve()
    assert "OIDC_ISSUER" in server.process.log
    assert_problem(server.client().get("/auth/me"), 401, "not_authenticated")
    assert_problem(me(server, "a.b.c"), 503, "service_unavailable")
    assert_problem(server.client().get("/auth/login"), 404, "not_found")


@pytest.mark.once_for("framework")
@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"OIDC_ISSUER": ""}, "OIDC_ISSUER"),
        ({"OIDC_AUDIENCE": ""}, "OIDC_AUDIENCE"),
        ({"OIDC_ISSUER": "http://login.example.com"}, "OIDC_ISSUER"),
        ({"OIDC_CLIENT_ID": "shop"}, "PUBLIC_URL"),
    ],
)
def test_production_needs_its_provider(
    production: Deployment, wrong: dict[str, str], named: str
) -> None:
    process = production.start("serve", "--port", "0", **wrong)
    assert process.wait(within=30) != 0
    assert named in process.log
    assert "Traceback" not in process.log
