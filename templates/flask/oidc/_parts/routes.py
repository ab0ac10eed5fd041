blueprint = Blueprint("auth", __name__, url_prefix=AUTH_PREFIX)


@blueprint.get("/me")
@operation(Requires(), answer=Identity, responses=problems(401))
def me(caller: Caller) -> Identity:
    """Tell who calls."""
    return Identity.of(caller)
