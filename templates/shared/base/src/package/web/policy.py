"""What the service says and believes on every route."""

import re
from collections.abc import Iterable

API_PREFIX = "/api/v1"
{% if auth != "none" %}
# What no cache may store.
AUTH_PREFIX = f"{API_PREFIX}/{{ "api-keys" if auth == "api_key" else "auth" }}"
{% endif %}
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
PROBES = frozenset({"/livez", "/readyz", "/metrics"})
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
HSTS = "max-age=31536000; includeSubDomains"

# What the script of another origin may read of an answer.
EXPOSED_HEADERS = (
    "ETag",
    "Idempotency-Replayed",
    "Link",
    "Location",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "X-Request-ID",
)


def serves_host(header: str, allowed: Iterable[str]) -> bool:
    """Tell whether a `Host` header names one of our hosts, whatever the port."""
    host = re.sub(r":\d+\Z", "", header).lower()
    return any(_matches(host, pattern) for pattern in allowed)


def _matches(host: str, pattern: str) -> bool:
    """Compare a host with a name, `*` for any, or `.example.com` for a domain and all below it."""
    if pattern.startswith("."):
        return host == pattern[1:] or host.endswith(pattern)
    return pattern in ("*", host)
