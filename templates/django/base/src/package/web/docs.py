"""The routes of the documentation page."""

from importlib import resources

from django.http import JsonResponse
from ninja import Router

from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.docs_page import ASSETS, PAGE, POLICY, START
from {{ package_name }}.web.requests import Request, Response, application_of

router = Router()


@router.get("/openapi.json", auth=PUBLIC, include_in_schema=False)
def openapi(request: Request) -> Response:
    """Return the OpenAPI document."""
    # Imported here: the document is made of all routes, and so of this module too.
    from {{ package_name }}.web.api import document_of  # noqa: PLC0415 - as above

    return JsonResponse(document_of(application_of(request).urlconf))


@router.get("/docs", auth=PUBLIC, include_in_schema=False)
def docs(request: Request) -> Response:  # noqa: ARG001 - django-ninja passes it
    """Return the page."""
    return Response(PAGE, "text/html", headers={"Content-Security-Policy": POLICY})


@router.get("/docs/assets/start.js", auth=PUBLIC, include_in_schema=False)
def start(request: Request) -> Response:  # noqa: ARG001 - django-ninja passes it
    """Return the script that starts the page; its policy allows none in the page itself."""
    return Response(START, "text/javascript")


@router.get("/docs/assets/{name}", auth=PUBLIC, include_in_schema=False)
def asset(request: Request, name: str) -> Response:  # noqa: ARG001 - django-ninja passes it
    """Return a file of Swagger UI."""
    if name not in ASSETS:
        raise NotFoundError
    content = resources.files("flask_swagger_ui").joinpath("dist", name).read_bytes()
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(content, ASSETS[name], headers=headers)
