"""Who calls."""

from {{ package_name }}.adapters.security.access_tokens import AccessTokens
from {{ package_name }}.adapters.security.login import Login
from {{ package_name }}.callers import SCOPES, Role
from {{ package_name }}.ids import new_id

from tests.e2e.serving import App, container_of, replace_parts
from tests.identity_provider import AUDIENCE, CLIENT, ISSUER, Provider

CREDENTIALS = "Authorization"
PROVIDER = Provider()


def trust(app: App, provider: Provider = PROVIDER) -> None:
    """Let an application take the tokens of a provider."""
    settings = container_of(app).settings
    named = settings.model_copy(
        update={
            "oidc_issuer": ISSUER,
            "oidc_audience": AUDIENCE,
            "oidc_client_id": CLIENT,
            "public_url": "http://localhost",
        }
    )
    ours = provider.connect()
    replace_parts(
        app,
        settings=named,
        identity_provider=ours,
        access_tokens=AccessTokens(named, ours),
        login=Login(named, ours),
    )


{{ async_ }}def authorization(
    app: App,
    role: Role = Role.USER,
    subject: str | None = None,
) -> dict[str, str]:
    """Return the headers of somebody who has an access token, each time somebody else."""
    if container_of(app).identity_provider is None:
        trust(app)
    token = PROVIDER.sign(
        sub=subject or str(new_id()),
        scope=" ".join(SCOPES[role]),
        roles=[role],
    )
    return {"Authorization": f"Bearer {token}"}
