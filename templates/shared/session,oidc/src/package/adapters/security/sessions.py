"""How the web layer asks whose session a token is of, without knowing accounts."""

{% if framework == "fastapi" %}
from collections.abc import Awaitable, Callable
{% else %}
from collections.abc import Callable
{% endif %}

from {{ package_name }}.callers import Caller

Resume = Callable[[str], {{ "Awaitable[Caller]" if framework == "fastapi" else "Caller" }}]
