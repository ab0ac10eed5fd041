PREFIX = AUTH_PREFIX

router = Router(tags=["auth"])


@router.get(
    "/login",
    auth=PUBLIC,
    response={302: None},
    openapi_extra={"responses": {302: {"headers": REDIRECT}, **problems(404)}},
)
def login(request: Request, wanted: Query[LoginQuery]) -> Response:
    """Send the browser to the identity provider."""
    container = container_of(request)
    url, attempt = container.login.begin(wanted.next)
    cookie = login_cookie(container.settings, attempt)
    return _redirect(HTTPStatus.FOUND, url, cookie)


@router.get(
    "/callback",
    auth=PUBLIC,
    response={303: None},
    openapi_extra={"responses": {303: {"headers": REDIRECT}, **problems(403, 404)}},
)
def callback(request: Request, given: Query[CallbackQuery]) -> Response:
    """Sign the browser in with what the identity provider sent it back with."""
    container = container_of(request)
    settings, cookies = container.settings, request.COOKIES
    logged_in = container.login.finish(cookies.get(login_cookie_name(settings)), given)
    {{ module }}.close_session(
{% if architecture != "layered" %}
        {{ store }},
{% endif %}
        cookies.get(cookie_name(settings), ""),
    )
    token = {{ module }}.open_session(
{% if architecture != "layered" %}
        {{ store }},
{% endif %}
        logged_in.caller_id,
        logged_in.role,
    )
    return _redirect(
        HTTPStatus.SEE_OTHER,
        logged_in.next_path,
        session_cookie(settings, token),
        no_login_cookie(settings),
    )


@router.post(
    "/logout",
    auth=PUBLIC,
    response={204: None},
    openapi_extra={"responses": {204: {"headers": SET_COOKIE}}},
)
def logout(request: Request, response: Response) -> Status[None]:
    """Close the browser's session; the account stays signed in at the identity provider."""
    container = container_of(request)
    {{ module }}.close_session(
{% if architecture != "layered" %}
        {{ store }},
{% endif %}
        request.COOKIES.get(cookie_name(container.settings), ""),
    )
    response["Set-Cookie"] = no_session_cookie(container.settings)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/me", auth=Requires(), response=Identity, openapi_extra={"responses": problems(401)})
def me(request: Request) -> Identity:
    """Tell who calls."""
    return Identity.of(caller_of(request))


def _redirect(status: HTTPStatus, place: str, *cookies: str) -> Response:
    response = Response(status=status, headers={"Location": place})
    del response["Content-Type"]
    for cookie in cookies:
        response.cookies.load(cookie)
    return response
