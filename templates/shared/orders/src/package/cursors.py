"""Cursors: where a page of a list ended, signed so that nobody can make one up."""

from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from {{ package_name }}.errors import InvalidRequestError
from {{ package_name }}.settings import Settings


class InvalidCursorError(InvalidRequestError):
    """The cursor is not one of ours, or belongs to another list."""

    code = "invalid_cursor"
    message = "The cursor is not valid for this list."


class Cursors:
    """Writes and reads cursors.

    The secret signs; cursors signed with a fallback are still read.
    """

    def __init__(self, settings: Settings) -> None:
        secrets = [*settings.secret_key_fallbacks, settings.secret_key]
        # Of several keys, the last one signs.
        keys = [secret.get_secret_value() for secret in secrets]
        self._serializer = URLSafeSerializer(keys, salt="cursor")

    def write(self, position: list[str], query: list[str | None]) -> str:
        """Write the position that a page of a query ended at."""
        return str(self._serializer.dumps([position, query]))

    def read(self, cursor: str, query: list[str | None]) -> list[str]:
        """Return the position in a cursor of this query.

        Raises:
            InvalidCursorError: The cursor was changed, or comes from another query.
        """
        try:
            content: list[Any] = self._serializer.loads(cursor)
        except BadData:
            raise InvalidCursorError from None
        position, written_for = content
        if written_for != query:
            raise InvalidCursorError
        return [str(part) for part in position]
