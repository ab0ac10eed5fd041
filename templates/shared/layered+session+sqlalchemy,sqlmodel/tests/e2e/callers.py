"""Who calls."""

from {{ package_name }}.auth.models import SignIn, User
from {{ package_name }}.callers import Role
from {{ package_name }}.clock import utc_now
from {{ package_name }}.ids import new_id
from {{ package_name }}.sign_in_tokens import SIGN_IN_LIFE, hash_token, new_token

from tests.e2e.serving import App, container_of

CREDENTIALS = "Cookie"


{{ async_ }}def authorization(app: App, role: Role = Role.USER) -> dict[str, str]:
    """Return the headers of somebody who has signed in, each time somebody else."""
    user = User(id=new_id(), email=f"{new_id()}@example.com", password_hash="", role=role)
    sign_in = SignIn(id=new_id(), user_id=user.id, expires_at=utc_now() + SIGN_IN_LIFE)
    token = new_token(sign_in.id)
    sign_in.secret_hash = hash_token(token)
    {{ async_ }}with container_of(app).database.transaction() as session:
        session.add(user)
        {{ await_ }}session.flush()
        session.add(sign_in)
    return {"Cookie": f"session={token}"}
