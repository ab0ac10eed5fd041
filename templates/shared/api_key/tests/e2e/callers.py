"""Who calls."""

from {{ package_name }}.api_key_rules import new_key
from {{ package_name }}.callers import SCOPES, Caller, Role
from {{ package_name }}.ids import new_id

from tests.e2e.serving import App, container_of, replace_parts

CREDENTIALS = "Authorization"


{{ async_ }}def authorization(app: App, role: Role = Role.USER) -> dict[str, str]:
    """Return the headers of somebody with a key, each time somebody else.

    The application is told whose key it is, and does not have to store it.
    """
    caller = Caller(id=new_id(), role=role, scopes=SCOPES[role])
    key = new_key(caller.id)
    others = container_of(app).authenticate

    {{ async_ }}def authenticate(presented: str) -> Caller:
        return caller if presented == key else {{ await_ }}others(presented)

    replace_parts(app, authenticate=authenticate)
    return {"Authorization": f"Bearer {key}"}
