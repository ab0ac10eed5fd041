"""Calls of Django's admin, as a browser makes them."""

from django.contrib.auth import get_user_model
from httpx2 import Response

from tests.e2e.serving import Client

ADMIN = "/admin/"
EMAIL = "root@example.com"
PASSWORD = "correct horse battery"


def log_in(client: Client, email: str = EMAIL) -> Response:
    """Make an admin, and log somebody in."""
    get_user_model().objects.create_superuser(email=EMAIL, password=PASSWORD)
{% if auth == "session" %}
    # The admin has sessions of its own.
    del client.headers["Cookie"]
{% endif %}
    return send(client, f"{ADMIN}login/", username=email, password=PASSWORD)


def send(client: Client, path: str, **form: str) -> Response:
    """Fill in the form of a page, and send it."""
    client.get(path)
    token = client.cookies.get("csrftoken", "")
    return client.post(path, data=form | {"csrfmiddlewaretoken": token})
