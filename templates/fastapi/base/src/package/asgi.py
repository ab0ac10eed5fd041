"""The application for servers that want an object: `{{ package_name }}.asgi:app`."""

from {{ package_name }}.app import create_app

app = create_app()
