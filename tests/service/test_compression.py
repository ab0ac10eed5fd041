"""Section 1, compression: gzip for JSON over 1 KiB when the client asks for it."""

import pytest

from .harness.deployment import Server

pytestmark = [pytest.mark.once_for("framework", "architecture"), pytest.mark.short("framework")]


def test_large_json_is_compressed_when_asked(server: Server) -> None:
    response = server.root.get("/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert response.json()["openapi"]


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "gzip;q=0, *", ""])
def test_it_is_not_compressed_unless_asked(server: Server, accepted: str) -> None:
    response = server.root.get("/openapi.json", headers={"Accept-Encoding": accepted})
    assert "content-encoding" not in response.headers


@pytest.mark.parametrize("accepted", ["gzip", "identity"])
def test_caches_are_told_that_the_encoding_matters(server: Server, accepted: str) -> None:
    response = server.root.get("/openapi.json", headers={"Accept-Encoding": accepted})
    assert "accept-encoding" in response.headers["vary"].lower()


def test_small_json_is_not_compressed(server: Server) -> None:
    response = server.root.get("/livez", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in response.headers
