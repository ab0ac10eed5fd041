SignedIn = Annotated[Caller, Depends(Requires())]

router = APIRouter(prefix=AUTH_PREFIX, tags=["auth"], route_class=JsonRoute)


@router.get(
    "/login",
    status_code=status.HTTP_302_FOUND,
    response_class=Response,
    dependencies=[PUBLIC],
    responses={302: {"description": "Found", "headers": REDIRECT}, **problems(404)},
)
async def login(wanted: Annotated[LoginQuery, Query()], container: ContainerDep) -> Response:
    """Send the browser to the identity provider."""
    url, attempt = await container.login.begin(wanted.next)
    cookie = login_cookie(container.settings, attempt)
    return Response(
        status_code=status.HTTP_302_FOUND,
        headers={"Location": url, "Set-Cookie": cookie},
    )


@router.get(
    "/callback",
    status_code=status.HTTP_303_SEE_OTHER,
    response_class=Response,
    dependencies=[PUBLIC],
    responses={303: {"description": "See Other", "headers": REDIRECT}, **problems(403, 404)},
)
async def callback(
    request: Request, given: Annotated[CallbackQuery, Query()], container: ContainerDep
) -> Response:
    """Sign the browser in with what the identity provider sent it back with."""
    settings, cookies = container.settings, request.cookies
    logged_in = await container.login.finish(cookies.get(login_cookie_name(settings)), given)
    await {{ module }}.close_session(
        {{ store }},
        cookies.get(cookie_name(settings), ""),
    )
    token = await {{ module }}.open_session(
        {{ store }},
        logged_in.caller_id,
        logged_in.role,
    )
    response = Response(
        status_code=status.HTTP_303_SEE_OTHER,
        headers={"Location": logged_in.next_path},
    )
    response.headers.append("Set-Cookie", session_cookie(settings, token))
    response.headers.append("Set-Cookie", no_login_cookie(settings))
    return response


@router.post(
    "/logout",
    status_code=status.HTTP_204_NO_CONTENT,
    dependencies=[PUBLIC],
    responses={204: {"headers": SET_COOKIE}},
)
async def logout(request: Request, response: Response, container: ContainerDep) -> None:
    """Close the browser's session; the account stays signed in at the identity provider."""
    await {{ module }}.close_session(
        {{ store }},
        request.cookies.get(cookie_name(container.settings), ""),
    )
    response.headers["Set-Cookie"] = no_session_cookie(container.settings)


@router.get("/me", responses=problems(401))
async def me(caller: SignedIn) -> Identity:
    """Tell who calls."""
    return Identity.of(caller)
