"""The routes of the documentation page."""

from importlib import resources

from flask import Blueprint, Response, current_app, jsonify

from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.docs_page import ASSETS, PAGE, POLICY, START
from {{ package_name }}.web.openapi import document_of
from {{ package_name }}.web.operations import operation

blueprint = Blueprint("docs", __name__)


@blueprint.get("/openapi.json")
@operation(PUBLIC)
def openapi() -> Response:
    """Return the OpenAPI document."""
    return jsonify(document_of(current_app))


@blueprint.get("/docs")
@operation(PUBLIC)
def docs() -> Response:
    """Return the page."""
    return Response(PAGE, headers={"Content-Security-Policy": POLICY}, mimetype="text/html")


@blueprint.get("/docs/assets/start.js")
@operation(PUBLIC)
def start() -> Response:
    """Return the script that starts the page; its policy allows none in the page itself."""
    return Response(START, mimetype="text/javascript")


@blueprint.get("/docs/assets/<name>")
@operation(PUBLIC)
def asset(name: str) -> Response:
    """Return a file of Swagger UI."""
    if name not in ASSETS:
        raise NotFoundError
    content = resources.files("flask_swagger_ui").joinpath("dist", name).read_bytes()
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(content, headers=headers, mimetype=ASSETS[name])
