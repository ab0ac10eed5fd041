"""The routes of the documentation page."""

from importlib import resources

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from {{ package_name }}.errors import NotFoundError
from {{ package_name }}.web.access import PUBLIC
from {{ package_name }}.web.docs_page import ASSETS, PAGE, POLICY, START

router = APIRouter(dependencies=[PUBLIC], include_in_schema=False)


@router.get("/openapi.json")
async def openapi(request: Request) -> JSONResponse:
    """Return the OpenAPI document."""
    return JSONResponse(request.app.openapi())


@router.get("/docs")
async def docs() -> HTMLResponse:
    """Return the page."""
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": POLICY})


@router.get("/docs/assets/start.js")
async def start() -> Response:
    """Return the script that starts the page; its policy allows none in the page itself."""
    return Response(START, media_type="text/javascript")


@router.get("/docs/assets/{name}")
def asset(name: str) -> Response:
    """Return a file of Swagger UI."""
    if name not in ASSETS:
        raise NotFoundError
    content = resources.files("fastapi_swagger").joinpath("resources", name).read_bytes()
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(content, media_type=ASSETS[name], headers=headers)
