from dataclasses import asdict
from uuid import UUID

from {{ package_name }}.application.ports.api_key_views import ApiKeyView

from tests.fakes.api_keys import InMemoryApiKeys


class InMemoryApiKeyViews:
    def __init__(self, api_keys: InMemoryApiKeys) -> None:
        self._api_keys = api_keys

    {{ async_ }}def list_newest(self, limit: int, before: UUID | None) -> list[ApiKeyView]:
        views = []
        for api_key in {{ await_ }}self._api_keys.list_newest(limit, before):
            shown = asdict(api_key)
            del shown["key_hash"]
            views.append(ApiKeyView(**shown))
        return views
