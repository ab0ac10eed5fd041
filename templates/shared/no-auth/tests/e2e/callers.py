"""Who calls."""

from tests.e2e.serving import App


{{ async_ }}def authorization(_app: App) -> dict[str, str]:
    """Return no headers: nobody needs to say who they are."""
    return {}
