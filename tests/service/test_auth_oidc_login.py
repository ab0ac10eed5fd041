"""Section 3, `auth: oidc`: the login of a browser, and every way to get in without an account."""

import base64
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import pytest
from joserfc.jwk import RSAKey

from .conftest import Deploy
from .harness.accounts import unique_email
from .harness.deployment import Server
from .harness.issuer import Issuer, Json
from .harness.problem import assert_problem

pytestmark = [pytest.mark.needs(auth="oidc"), pytest.mark.once_for("framework", "architecture")]

CLIENT = "corner-shop"
PUBLIC_URL = "http://shop.example"
CALLBACK = f"{PUBLIC_URL}/api/v1/auth/callback"


@dataclass
class Provider:
    """The side of the provider: which codes it has handed out, and for which login."""

    issuer: Issuer
    codes: dict[str, Json] = field(default_factory=dict)
    forms: list[Json] = field(default_factory=list)
    claims: Json = field(default_factory=dict)
    key: RSAKey | None = None

    def log_in(self, url: str, subject: str = "ada") -> dict[str, str]:
        """Log somebody in where a browser was sent to; return what it comes back with."""
        asked = dict(parse_qsl(urlsplit(url).query))
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked | {"sub": subject}
        return {"code": code, "state": asked["state"], "iss": self.issuer.url}

    def redeem(self, form: str) -> tuple[int, Json]:
        """Exchange a code, once, for who knows the verifier."""
        given = dict(parse_qsl(form))
        self.forms.append(given)
        asked = self.codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or asked["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {
            "iss": self.issuer.url,
            "aud": CLIENT,
            "sub": asked["sub"],
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 60,
        } | self.claims
        token = self.issuer.sign(claims, self.key, typ="JWT")
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": token}


@dataclass(frozen=True)
class Shop:
    """A service that browsers log in to, and the provider that it sends them to."""

    server: Server
    provider: Provider

    def browser(self) -> httpx2.Client:
        """Return a client that keeps cookies and follows no redirects."""
        return httpx2.Client(base_url=f"{self.server.url}/api/v1/auth", timeout=30, trust_env=False)

    def begin(self, browser: httpx2.Client, **query: str) -> str:
        """Begin a login, and return where the browser is sent."""
        response = browser.get("/login", params=query)
        assert response.status_code == 302, response.text
        place: str = response.headers["location"]
        return place

    def enter(self, browser: httpx2.Client, subject: str = "ada") -> httpx2.Response:
        """Log in from the first step to the last."""
        answer = self.provider.log_in(self.begin(browser), subject)
        return browser.get("/callback", params=answer)


@pytest.fixture(scope="module")
def shop_shared(deploy_shared: Deploy) -> Iterator[Shop]:
    """Start the service once; it is a public client."""
    issuer = Issuer()
    settings = {"OIDC_CLIENT_ID": CLIENT, "PUBLIC_URL": PUBLIC_URL}
    server = deploy_shared(**issuer.settings, **settings).serve()
    yield Shop(server, Provider(issuer))
    issuer.stop()


@pytest.fixture
def shop(shop_shared: Shop) -> Shop:
    """The service, and a provider that does as it should."""
    provider = Provider(shop_shared.provider.issuer)
    provider.issuer.answer = provider.redeem
    return Shop(shop_shared.server, provider)


def assert_failed(response: httpx2.Response, browser: httpx2.Client) -> None:
    """Assert that nobody was let in."""
    assert_problem(response, 400, "login_failed")
    assert browser.get("/me").status_code == 401


def test_the_browser_is_sent_to_the_provider(shop: Shop) -> None:
    response = shop.browser().get("/login")
    assert response.status_code == 302
    place = urlsplit(response.headers["location"])
    asked = {name: values[0] for name, values in parse_qs(place.query).items()}
    assert f"{place.scheme}://{place.netloc}" == shop.provider.issuer.url
    assert place.path == "/authorize"
    assert asked["response_type"] == "code"
    assert asked["client_id"] == CLIENT
    assert asked["redirect_uri"] == CALLBACK
    assert "openid" in asked["scope"].split()
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 43
    assert len(asked["nonce"]) >= 43
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert 0 < int(cookie.partition("max-age=")[2].partition(";")[0]) <= 600
    assert response.headers["cache-control"] == "no-store"


def test_nothing_is_used_twice(shop: Shop) -> None:
    asked = [parse_qs(urlsplit(shop.begin(shop.browser())).query) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]


def test_whoever_logs_in_is_signed_in(shop: Shop) -> None:
    browser = shop.browser()
    response = shop.enter(browser)
    assert response.status_code == 303, response.text
    assert response.headers["location"] == "/"
    session = next(c for c in response.headers.get_list("set-cookie") if c.startswith("session="))
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session
    assert browser.get("/me").json()["role"] == "user"
    form = shop.provider.forms[-1]
    assert (form["client_id"], form["redirect_uri"]) == (CLIENT, CALLBACK)


def test_a_login_is_the_same_caller_as_a_token(shop: Shop) -> None:
    browser, subject = shop.browser(), unique_email()
    shop.enter(browser, subject)
    bearer = {"Authorization": f"Bearer {shop.provider.issuer.token(subject)}"}
    with_token = shop.browser().get("/me", headers=bearer)
    assert with_token.json() == browser.get("/me").json()


def test_the_claim_makes_an_admin(shop: Shop) -> None:
    shop.provider.claims = {"roles": ["admin"]}
    browser = shop.browser()
    shop.enter(browser)
    assert browser.get("/me").json()["role"] == "admin"


@pytest.mark.parametrize("path", ["/", "/docs", "/a/b?c=d&e=%2F%2Fevil.example#f"])
def test_they_go_on_where_they_wanted_to(shop: Shop, path: str) -> None:
    browser = shop.browser()
    answer = shop.provider.log_in(shop.begin(browser, next=path))
    assert browser.get("/callback", params=answer).headers["location"] == path


@pytest.mark.parametrize(
    "place",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        "/x\r\nSet-Cookie: a=b",
        "/" + "x" * 2000,
    ],
)
def test_nobody_is_led_elsewhere(shop: Shop, place: str) -> None:
    response = shop.browser().get("/login", params={"next": place})
    assert_problem(response, 422, "validation_failed")
    assert "location" not in response.headers


@pytest.mark.parametrize("state", [None, "", "x", "é"])
def test_an_answer_without_our_state_is_refused(shop: Shop, state: str | None) -> None:
    browser = shop.browser()
    answer = shop.provider.log_in(shop.begin(browser))
    given: dict[str, str] = {k: v for k, v in (answer | {"state": state}).items() if v is not None}
    assert_failed(browser.get("/callback", params=given), browser)
    assert not shop.provider.forms, "the code was redeemed"


def test_an_answer_to_the_login_of_another_browser_is_refused(shop: Shop) -> None:
    """Login forgery: a visitor would work in the account of whoever made the link."""
    evil, victim = shop.browser(), shop.browser()
    answer = shop.provider.log_in(shop.begin(evil), "eve")
    assert_failed(victim.get("/callback", params=answer), victim)
    shop.begin(victim)
    assert_failed(victim.get("/callback", params=answer), victim)


def test_an_answer_works_once(shop: Shop) -> None:
    browser = shop.browser()
    answer = shop.provider.log_in(shop.begin(browser))
    kept = dict(browser.cookies)
    assert browser.get("/callback", params=answer).status_code == 303
    assert_problem(browser.get("/callback", params=answer), 400, "login_failed")
    thief = shop.browser()
    thief.cookies.update(kept)
    assert_failed(thief.get("/callback", params=answer), thief)


def test_a_code_of_another_login_is_refused(shop: Shop) -> None:
    """An injected code: the provider sees that the verifier is not the one of its login."""
    evil, victim = shop.browser(), shop.browser()
    stolen = shop.provider.log_in(shop.begin(victim), "victim")
    own = shop.provider.log_in(shop.begin(evil), "eve")
    assert_failed(evil.get("/callback", params=own | {"code": stolen["code"]}), evil)


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another"]},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"azp": "another"},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
    ],
)
def test_an_id_token_that_is_not_ours_is_refused(shop: Shop, claims: dict[str, Any]) -> None:
    shop.provider.claims = claims
    browser = shop.browser()
    assert_failed(shop.enter(browser), browser)


def test_an_id_token_that_another_signed_is_refused(shop: Shop) -> None:
    shop.provider.key = RSAKey.generate_key(2048)
    browser = shop.browser()
    assert_failed(shop.enter(browser), browser)


def test_an_answer_of_another_issuer_is_refused(shop: Shop) -> None:
    browser = shop.browser()
    answer = shop.provider.log_in(shop.begin(browser)) | {"iss": "https://evil.example"}
    assert_failed(browser.get("/callback", params=answer), browser)
    assert not shop.provider.forms, "the code was redeemed"


def test_a_provider_that_names_itself_has_to(deploy: Deploy) -> None:
    """RFC 9207: else an answer without a name would be as good as one with it."""
    issuer = Issuer()
    issuer.metadata["authorization_response_iss_parameter_supported"] = True
    settings = {"OIDC_CLIENT_ID": CLIENT, "PUBLIC_URL": PUBLIC_URL}
    careful = Shop(deploy(**issuer.settings, **settings).serve(), Provider(issuer))
    issuer.answer = careful.provider.redeem
    browser = careful.browser()
    answer = careful.provider.log_in(careful.begin(browser))
    del answer["iss"]
    assert_failed(browser.get("/callback", params=answer), browser)
    assert careful.enter(browser).status_code == 303
    issuer.stop()


def test_whoever_the_provider_turns_away_is_told_so(shop: Shop) -> None:
    browser = shop.browser()
    state = parse_qs(urlsplit(shop.begin(browser)).query)["state"][0]
    denied = {"error": "access_denied", "state": state}
    assert_problem(browser.get("/callback", params=denied), 403, "login_refused")
    broken = {"error": "server_error", "state": state}
    assert_failed(browser.get("/callback", params=broken), browser)


def test_a_session_ends_with_logout_also_for_whoever_stole_it(shop: Shop) -> None:
    browser, thief = shop.browser(), shop.browser()
    shop.enter(browser)
    thief.cookies.update(dict(browser.cookies))
    assert thief.get("/me").status_code == 200
    assert browser.post("/logout").status_code == 204
    assert "session" not in browser.cookies
    assert_problem(thief.get("/me"), 401, "not_authenticated")


def test_a_login_replaces_the_session_that_was_there(shop: Shop) -> None:
    """Fixation: a session that somebody planted before is not the one that is signed in."""
    browser = shop.browser()
    browser.cookies.set("session", "planted")
    shop.enter(browser)
    planted = shop.browser()
    planted.cookies.set("session", "planted")
    assert planted.get("/me").status_code == 401
    before = shop.browser()
    before.cookies.update(dict(browser.cookies))
    shop.enter(browser)
    assert before.get("/me").status_code == 401
    assert browser.get("/me").status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_page_of_another_origin_does_nothing(shop: Shop, headers: dict[str, str]) -> None:
    browser = shop.browser()
    shop.enter(browser)
    assert_problem(browser.post("/logout", headers=headers), 403, "csrf_failed")
    assert browser.get("/me").status_code == 200


def test_a_token_that_is_wrong_is_not_made_good_by_a_session(shop: Shop) -> None:
    browser = shop.browser()
    shop.enter(browser)
    response = browser.get("/me", headers={"Authorization": "Bearer a.b.c"})
    assert_problem(response, 401, "invalid_token")


@pytest.mark.once_for("framework")
def test_a_confidential_client_proves_itself(deploy: Deploy) -> None:
    issuer = Issuer()
    settings = {
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": "a/secret of ours",
        "PUBLIC_URL": PUBLIC_URL,
    }
    shop = Shop(deploy(**issuer.settings, **settings).serve(), Provider(issuer))
    issuer.answer = shop.provider.redeem
    assert shop.enter(shop.browser()).status_code == 303
    credentials = base64.b64encode(f"{CLIENT}:a%2Fsecret%20of%20ours".encode()).decode()
    assert issuer.authorization == f"Basic {credentials}"
    issuer.stop()


@pytest.mark.once_for("framework")
def test_without_a_client_nobody_logs_in(server: Server) -> None:
    client = server.client()
    assert_problem(client.get("/auth/login"), 404, "not_found")
    assert_problem(client.get("/auth/callback?code=a&state=b"), 404, "not_found")
    assert client.post("/auth/logout").status_code == 204
