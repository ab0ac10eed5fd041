"""Calls of the routes of accounts."""

from httpx2 import Response

from tests.e2e.serving import App, Client
from tests.e2e.tables import change

AUTH = "/api/v1/auth"
EMAIL = "ada@example.com"
PASSWORD = "correct horse battery"


{{ async_ }}def register(client: Client, email: str = EMAIL, password: str = PASSWORD) -> Response:
    return {{ await_ }}client.post(f"{AUTH}/register", json={"email": email, "password": password})


{{ async_ }}def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD) -> Response:
    return {{ await_ }}client.post(f"{AUTH}/{{ 'token' if auth == 'jwt' else 'login' }}", json={"email": email, "password": password})


{{ async_ }}def disable(app: App) -> None:
    """Disable every account."""
    {{ await_ }}change(app, "users", is_active=False)
