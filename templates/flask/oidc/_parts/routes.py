blueprint = Blueprint("auth", __name__, url_prefix=AUTH_PREFIX)


@blueprint.get("/login")
@operation(
    PUBLIC,
    status=HTTPStatus.FOUND,
    responses={302: {"headers": REDIRECT}, **problems(404)},
)
def login(query: LoginQuery) -> tuple[None, dict[str, str]]:
    """Send the browser to the identity provider."""
    container = get_container()
    url, attempt = container.login.begin(query.next)
    cookie = login_cookie(container.settings, attempt)
    return None, {"Location": url, "Set-Cookie": cookie}


@blueprint.get("/callback")
@operation(
    PUBLIC,
    status=HTTPStatus.SEE_OTHER,
    responses={303: {"headers": REDIRECT}, **problems(403, 404)},
)
def callback(query: CallbackQuery) -> Response:
    """Sign the browser in with what the identity provider sent it back with."""
    container = get_container()
    settings, cookies = container.settings, request.cookies
    logged_in = container.login.finish(cookies.get(login_cookie_name(settings)), query)
    {{ module }}.close_session(
        {{ store }},
        cookies.get(cookie_name(settings), ""),
    )
    token = {{ module }}.open_session(
        {{ store }},
        logged_in.caller_id,
        logged_in.role,
    )
    response = Response(status=HTTPStatus.SEE_OTHER, headers={"Location": logged_in.next_path})
    response.headers.add("Set-Cookie", session_cookie(settings, token))
    response.headers.add("Set-Cookie", no_login_cookie(settings))
    del response.headers["Content-Type"]
    return response


@blueprint.post("/logout")
@operation(PUBLIC, status=HTTPStatus.NO_CONTENT, responses={204: {"headers": SET_COOKIE}})
def logout() -> tuple[None, dict[str, str]]:
    """Close the browser's session; the account stays signed in at the identity provider."""
    container = get_container()
    {{ module }}.close_session(
        {{ store }},
        request.cookies.get(cookie_name(container.settings), ""),
    )
    return None, {"Set-Cookie": no_session_cookie(container.settings)}


@blueprint.get("/me")
@operation(Requires(), answer=Identity, responses=problems(401))
def me(caller: Caller) -> Identity:
    """Tell who calls."""
    return Identity.of(caller)
