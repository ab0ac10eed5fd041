"""Whom to believe about the client's address."""

from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class TrustedProxies:
    """Take the client's address and scheme from trusted proxies, and from nobody else.

    Args:
        app: Sees `REMOTE_ADDR` and `wsgi.url_scheme` as the proxies tell them.
        trusted: Addresses and networks; `*` trusts everybody.
    """

    def __init__(self, app: WSGIApplication, trusted: Iterable[str]) -> None:
        self.app = app
        names = set(trusted)
        self._everybody = "*" in names
        self._networks = [ip_network(name, strict=False) for name in names - {"*"}]

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request."""
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").strip().lower()
            if scheme in {"http", "https"}:
                environ["wsgi.url_scheme"] = scheme
            forwarded = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
            for host in reversed([each.strip() for each in forwarded if each.strip()]):
                environ["REMOTE_ADDR"] = host
                # What a proxy of ours was told by a stranger may be forged.
                if not self._trusts(host):
                    break
        return self.app(environ, start_response)

    def _trusts(self, host: str) -> bool:
        if self._everybody:
            return True
        try:
            address = ip_address(host)
        except ValueError:
            return False
        return any(address in network for network in self._networks)
