"""Who calls."""

from {{ package_name }}.callers import Role
from {{ package_name }}.domain.accounts import SignIn, User
from {{ package_name }}.ids import new_id

from tests.e2e.serving import App, container_of

CREDENTIALS = "Cookie"


{{ async_ }}def authorization(app: App, role: Role = Role.USER) -> dict[str, str]:
    """Return the headers of somebody who has signed in, each time somebody else."""
    user = User(email=f"{new_id()}@example.com", password_hash="", role=role)
    sign_in = SignIn(user_id=user.id)
    token = sign_in.renew()
    {{ async_ }}with container_of(app).accounts.transaction() as stores:
        {{ await_ }}stores.users.add(user)
        stores.sign_ins.add(sign_in)
    return {"Cookie": f"session={token}"}
