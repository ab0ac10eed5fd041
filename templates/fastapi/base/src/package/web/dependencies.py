"""What a route can ask for.

Dependencies are coroutines even where they wait for nothing: FastAPI would run a plain function in
a thread.
"""

from typing import Annotated

from fastapi import Depends, Request

from {{ package_name }}.container import Container


async def get_container(request: Request) -> Container:
    """Return the parts that the application was built from."""
    container: Container = request.app.state.container
    return container


ContainerDep = Annotated[Container, Depends(get_container)]
