"""Who calls."""

from {{ package_name }}.auth.models import SignIn, User
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.sign_in_tokens import SIGN_IN_LIFE, hash_token, new_token

from tests.e2e.serving import App

CREDENTIALS = "Cookie"


{{ async_ }}def authorization(_app: App, role: Role = Role.USER) -> dict[str, str]:
    """Return the headers of somebody who has signed in, each time somebody else."""
    sign_in_id = new_id()
    token = new_token(sign_in_id)
    SignIn.objects.create(
        id=sign_in_id,
        user=User.objects.create(email=f"{new_id()}@example.com", role=role),
        secret_hash=hash_token(token),
        expires_at=utc_now() + SIGN_IN_LIFE,
    )
    return {"Cookie": f"session={token}"}
