import base64

import pytest
from httpx2 import Response

from {{ package_name }}.adapters.security.login import (
    Login,
    LoginFailedError,
    challenge_of,
)
from {{ package_name }}.errors import UnavailableError
from {{ package_name }}.settings import Settings
from {{ package_name }}.web.login_cookie import login_cookie, no_login_cookie

from tests.identity_provider import AUDIENCE, ISSUER, Provider

SETTINGS = Settings.model_validate(
    {
        "environment": "production",
        "secret_key": "a-secret-of-more-than-thirty-two-characters",
        "database_url": "sqlite:////srv/shop.db",
        "allowed_hosts": "shop.example",
        "oidc_issuer": ISSUER,
        "oidc_audience": AUDIENCE,
        "oidc_client_id": "a client",
        "oidc_client_secret": "a/secret",
        "public_url": "https://shop.example/",
    }
)


class Answer:
    """An answer with a code."""

    def __init__(self, state: str, iss: str | None = ISSUER) -> None:
        self.code: str | None = "code"
        self.state: str | None = state
        self.iss = iss
        self.error: str | None = None


def state_of(url: str) -> str:
    return url.partition("&state=")[2].partition("&")[0]


def test_the_challenge_is_that_of_the_standard() -> None:
    """RFC 7636, appendix B."""
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


{{ async_ }}def test_a_confidential_client_proves_itself() -> None:
    provider = Provider()
    login = Login(SETTINGS, provider.connect())
    url, kept = {{ await_ }}login.begin("/")

    with pytest.raises(LoginFailedError):
        {{ await_ }}login.finish(kept, Answer(state_of(url)))

    credentials = base64.b64encode(b"a%20client:a%2Fsecret").decode()
    assert provider.authorization == f"Basic {credentials}"
    assert "client_id" not in provider.form
    assert provider.form["redirect_uri"] == "https://shop.example/api/v1/auth/callback"


{{ async_ }}def test_a_provider_that_names_itself_has_to() -> None:
    provider = Provider()
    provider.metadata["authorization_response_iss_parameter_supported"] = True
    login = Login(SETTINGS, provider.connect())
    url, kept = {{ await_ }}login.begin("/")

    with pytest.raises(LoginFailedError):
        {{ await_ }}login.finish(kept, Answer(state_of(url), iss=None))

    assert provider.form == {}


@pytest.mark.parametrize("kept", [None, "", "a.b.c"])
{{ async_ }}def test_a_browser_that_kept_nothing_has_not_begun(kept: str | None) -> None:
    login = Login(SETTINGS, Provider().connect())

    with pytest.raises(LoginFailedError):
        {{ await_ }}login.finish(kept, Answer("state"))


{{ async_ }}def test_what_another_service_signed_is_nothing() -> None:
    provider = Provider()
    other = SETTINGS.model_copy(update={"secret_key": SETTINGS.oidc_client_secret})
    url, kept = {{ await_ }}Login(other, provider.connect()).begin("/")

    with pytest.raises(LoginFailedError):
        {{ await_ }}Login(SETTINGS, provider.connect()).finish(kept, Answer(state_of(url)))


{{ async_ }}def test_a_provider_without_a_login_page_logs_nobody_in() -> None:
    provider = Provider()
    del provider.metadata["authorization_endpoint"]

    with pytest.raises(UnavailableError):
        {{ await_ }}Login(SETTINGS, provider.connect()).begin("/")


{{ async_ }}def test_an_id_token_without_a_nonce_is_refused() -> None:
    provider = Provider()
    token = provider.sign({"typ": "JWT"}, aud="a client")
    provider.redeemed = Response(200, json={"id_token": token})
    login = Login(SETTINGS, provider.connect())
    url, kept = {{ await_ }}login.begin("/")

    with pytest.raises(LoginFailedError):
        {{ await_ }}login.finish(kept, Answer(state_of(url)))


def test_the_cookie_is_as_strict_as_it_can_be() -> None:
    cookie = "__Host-login=kept; Max-Age=600; Path=/; HttpOnly; SameSite=Lax; Secure"

    assert login_cookie(SETTINGS, "kept") == cookie
    assert no_login_cookie(SETTINGS).startswith("__Host-login=; Max-Age=0; ")
