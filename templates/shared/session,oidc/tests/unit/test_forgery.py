import pytest

from {{ package_name }}.settings import Settings
from {{ package_name }}.web.forgery import CsrfError, check_origin, may_be_forged

PRODUCTION = Settings.model_validate(
    {
        "environment": "production",
        "secret_key": "a-secret-of-more-than-thirty-two-characters",
        "database_url": "sqlite:////srv/shop.db",
        "allowed_hosts": "shop.example",
{% if auth == "oidc" %}
        "oidc_issuer": "https://login.example",
        "oidc_audience": "https://shop.example",
{% endif %}
        "cors_origins": "https://app.shop.example",
    }
)


def check(origin: str, scheme: str = "http") -> None:
    check_origin(
        PRODUCTION,
        origin=origin,
        fetch_site="same-site",
        scheme=scheme,
        host="Shop.example",
    )


@pytest.mark.parametrize("origin", ["https://shop.example", "https://app.shop.example"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_ours_is_the_host_over_tls_and_what_the_settings_name(origin: str, scheme: str) -> None:
    check(origin, scheme)


@pytest.mark.parametrize("origin", ["http://shop.example", "https://other.shop.example", "null"])
def test_nothing_else_is_ours(origin: str) -> None:
    with pytest.raises(CsrfError):
        check(origin)


@pytest.mark.parametrize(
    ("method", "path", "has_cookie", "forged"),
    [
        ("POST", "/api/v1/orders", True, True),
        ("DELETE", "/api/v1/orders", True, True),
        ("POST", "/api/v1/orders", False, False),
        ("POST", "/api/v1/auth/login", False, True),
        ("GET", "/api/v1/orders", True, False),
        ("OPTIONS", "/api/v1/orders", True, False),
        ("POST", "/admin/login/", True, False),
    ],
)
def test_what_changes_something_by_the_cookie_can_be_forged(
    method: str, path: str, *, has_cookie: bool, forged: bool
) -> None:
    assert may_be_forged(method, path, has_cookie=has_cookie) is forged
