"""Serve Django OAuth Toolkit as an identity provider: `python serve.py`, told by the environment.

Its access tokens are JWTs (RFC 9068), which the toolkit leaves to whoever sets it up; all else is
its own: discovery, keys, login page, PKCE, ID tokens.
"""

import os
import sys
import time
import uuid
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIServer, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from joserfc import jwt
from joserfc.jwk import RSAKey

ISSUER, AUDIENCE = os.environ["PROVIDER_ISSUER"], os.environ["PROVIDER_AUDIENCE"]
LIFE = 600
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
)
LOGIN_PAGE = """<!doctype html><title>Log in</title>
<form method="post">{% csrf_token %}{{ form }}
<input type="hidden" name="next" value="{{ next }}"><button>Log in</button></form>"""


def access_token(request: Any, **_more: object) -> str:  # noqa: ANN401 - the toolkit's request
    """Make an access token for whoever a request of the token endpoint speaks for."""
    key = RSAKey.import_key(KEY)
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": str(request.user.pk),
        "client_id": request.client.client_id,
        "jti": str(uuid.uuid4()),
        "iat": now,
        "exp": now + LIFE,
        "scope": " ".join(request.scopes),
        "roles": roles_of(request.user),
    }
    return jwt.encode({"alg": "RS256", "typ": "at+jwt", "kid": key.thumbprint()}, claims, key)


def roles_of(user: Any) -> list[str]:  # noqa: ANN401 - Django makes the class while it runs
    """Return the roles of an account."""
    return ["admin"] if user.is_superuser else []


sys.modules["serve"] = sys.modules[__name__]  # under this name Django imports it

settings.configure(
    SECRET_KEY="of-a-provider-that-lives-for-one-test",
    DEBUG=False,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="serve",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "provider.db"}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "oauth2_provider",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {"registration/login.html": LOGIN_PAGE},
                    ),
                    "django.template.loaders.app_directories.Loader",
                ],
                "context_processors": ["django.template.context_processors.request"],
            },
        }
    ],
    LOGIN_URL="/login/",
    SESSION_COOKIE_NAME="provider-session",
    CSRF_COOKIE_NAME="provider-csrf",
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": KEY.decode(),
        "OIDC_ISS_ENDPOINT": ISSUER,
        "OAUTH2_VALIDATOR_CLASS": "serve.Validator",
        "ACCESS_TOKEN_GENERATOR": "serve.access_token",
        "ACCESS_TOKEN_EXPIRE_SECONDS": LIFE,
        "SCOPES": {
            name: name
            for name in (
                *("openid", "profile", "email"),
                *("orders:read", "orders:write", "orders:admin"),
            )
        },
    },
)
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - Django has to be set up before
from django.contrib.auth.views import LoginView  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import include, path  # noqa: E402
from oauth2_provider.models import get_application_model  # noqa: E402
from oauth2_provider.oauth2_validators import OAuth2Validator  # noqa: E402

urlpatterns = [
    path("login/", LoginView.as_view()),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]


class Validator(OAuth2Validator):
    """Says in ID tokens what role somebody has."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
        """Return the claims beside the standard's."""
        return {"roles": roles_of(request.user)}


class Server(ThreadingMixIn, WSGIServer):
    """A server that a browser's second connection does not block."""

    daemon_threads = True


def main() -> None:
    """Make the accounts and the clients, and serve."""
    call_command("migrate", verbosity=0)
    user, admin = os.environ["PROVIDER_ACCOUNTS"].split()
    password = os.environ["PROVIDER_PASSWORD"]
    client_id, client_secret = os.environ["PROVIDER_CLIENT"].split()
    get_user_model().objects.create_user(user, password=password)
    get_user_model().objects.create_superuser(admin, password=password)
    applications = get_application_model()
    for name, grant in (
        (client_id, applications.GRANT_AUTHORIZATION_CODE),
        ("program", applications.GRANT_PASSWORD),
    ):
        applications.objects.create(
            name=name,
            client_id=name,
            client_secret=client_secret,
            client_type=applications.CLIENT_CONFIDENTIAL,
            authorization_grant_type=grant,
            redirect_uris=os.environ["PROVIDER_CALLBACK"],
            skip_authorization=True,
            algorithm=applications.RS256_ALGORITHM,
        )
    port = int(os.environ["PROVIDER_PORT"])
    make_server("127.0.0.1", port, get_wsgi_application(), Server).serve_forever()


if __name__ == "__main__":
    main()
