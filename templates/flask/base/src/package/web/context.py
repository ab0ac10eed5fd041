"""What a view can ask for."""

from flask import Flask, current_app

from {{ package_name }}.container import Container


def container_of(app: Flask) -> Container:
    """Return the parts that an application was built from."""
    container: Container = app.extensions["container"]
    return container


def get_container() -> Container:
    """Return the parts of the application that serves the request."""
    return container_of(current_app)
