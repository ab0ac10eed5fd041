"""Content negotiation: what a client can read (RFC 9110, section 12.5)."""

from collections.abc import Sequence

JSON = "application/json"
# Who names nothing but our problem documents reads JSON too.
READABLE = (JSON, "application/*", "*/*", "application/problem+json")
MERGE_PATCH = "application/merge-patch+json"


def accepts(header: str, names: Sequence[str]) -> bool:
    """Tell whether a client takes what has these names, the most specific first.

    The first of them that the header holds decides: `q=0` is a refusal, whatever `*` says.
    """
    wanted: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        refused = any(piece.rstrip("0") in ("q=", "q=0.") for piece in parameters)
        wanted[name] = not refused
    return next((wanted[name] for name in names if name in wanted), False)
