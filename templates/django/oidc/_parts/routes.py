PREFIX = AUTH_PREFIX

router = Router(tags=["auth"])


@router.get("/me", auth=Requires(), response=Identity, openapi_extra={"responses": problems(401)})
def me(request: Request) -> Identity:
    """Tell who calls."""
    return Identity.of(caller_of(request))
