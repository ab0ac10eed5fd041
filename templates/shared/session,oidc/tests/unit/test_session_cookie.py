import pytest

from {{ package_name }}.settings import Settings
from {{ package_name }}.web.session_cookie import no_session_cookie, session_cookie

SETTINGS = {
    "development": Settings(),
    "production": Settings.model_validate(
        {
            "environment": "production",
            "secret_key": "a-secret-of-more-than-thirty-two-characters",
            "database_url": "sqlite:////srv/shop.db",
            "allowed_hosts": "shop.example",
{% if auth == "oidc" %}
            "oidc_issuer": "https://login.example",
            "oidc_audience": "https://shop.example",
{% endif %}
        }
    ),
}


@pytest.mark.parametrize(
    ("environment", "cookie"),
    [
        ("development", "session=token; Path=/; HttpOnly; SameSite=Lax"),
        ("production", "__Host-session=token; Path=/; HttpOnly; SameSite=Lax; Secure"),
    ],
)
def test_the_cookie_is_as_strict_as_it_can_be(environment: str, cookie: str) -> None:
    assert session_cookie(SETTINGS[environment], "token") == cookie


@pytest.mark.parametrize("environment", SETTINGS)
def test_it_is_taken_away_under_the_same_name(environment: str) -> None:
    settings = SETTINGS[environment]

    name = session_cookie(settings, "token").partition("=")[0]

    assert no_session_cookie(settings).startswith(f"{name}=; Max-Age=0; Path=/;")
