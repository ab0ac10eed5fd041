SignedIn = Annotated[Caller, Depends(Requires())]

router = APIRouter(prefix=AUTH_PREFIX, tags=["auth"], route_class=JsonRoute)


@router.get("/me", responses=problems(401))
async def me(caller: SignedIn) -> Identity:
    """Tell who calls."""
    return Identity.of(caller)
