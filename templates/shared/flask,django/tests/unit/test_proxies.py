from typing import Any

import pytest

from {{ package_name }}.web.proxies import TrustedProxies


def seen(trusted: list[str], peer: str, forwarded: str = "", proto: str = "") -> tuple[str, str]:
    """Return the address and the scheme that the application sees."""
    found: dict[str, Any] = {}
    environ: dict[str, Any] = {
        "REMOTE_ADDR": peer,
        "HTTP_X_FORWARDED_FOR": forwarded,
        "HTTP_X_FORWARDED_PROTO": proto,
        "wsgi.url_scheme": "http",
    }

    def app(environ: dict[str, Any], _start_response: object) -> list[bytes]:
        found.update(environ)
        return []

    TrustedProxies(app, trusted)(environ, lambda *_: lambda _: None)
    return found["REMOTE_ADDR"], found["wsgi.url_scheme"]


def test_nobody_is_believed_by_default() -> None:
    assert seen([], "10.0.0.1", "1.2.3.4", "https") == ("10.0.0.1", "http")


@pytest.mark.parametrize("trusted", ["10.0.0.1", "10.0.0.0/8", "*"])
def test_a_trusted_proxy_is_believed(trusted: str) -> None:
    assert seen([trusted], "10.0.0.1", "1.2.3.4", "https") == ("1.2.3.4", "https")


def test_what_a_stranger_told_the_proxy_is_not_believed() -> None:
    assert seen(["10.0.0.0/8"], "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2")[0] == "1.2.3.4"


def test_a_peer_without_an_address_is_not_believed() -> None:
    assert seen(["10.0.0.0/8"], "", "1.2.3.4")[0] == ""
