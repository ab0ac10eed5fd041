"""Section 1, body limit: 1 MiB unless MAX_BODY_BYTES says otherwise."""

import json
from collections.abc import Iterator

import httpx2
import pytest

from .harness.combination import Combination
from .harness.deployment import Server
from .harness.probe import Probe
from .harness.problem import assert_problem

MIB = 1024 * 1024
JSON = {"Content-Type": "application/json"}


def padded(probe: Probe, size: int) -> bytes:
    """Return a valid body of exactly this many bytes."""
    return json.dumps(probe.body()).encode().ljust(size)


def chunks(body: bytes) -> Iterator[bytes]:
    """Yield the body in pieces, so that it is sent chunked and without a Content-Length."""
    for start in range(0, len(body), 65536):
        yield body[start : start + 65536]


pytestmark = [
    pytest.mark.needs(takes_bodies=True),
    pytest.mark.once_for("framework", "architecture"),
    pytest.mark.short("framework"),
]


def test_one_mebibyte_is_accepted(probe: Probe) -> None:
    response = probe.client.post(probe.writing, content=padded(probe, MIB), headers=JSON)
    assert response.status_code == 201, response.text


def test_one_byte_more_is_413(probe: Probe) -> None:
    response = probe.client.post(probe.writing, content=padded(probe, MIB + 1), headers=JSON)
    assert_problem(response, 413, "body_too_large")


def test_a_chunked_body_may_be_one_mebibyte(probe: Probe) -> None:
    body = chunks(padded(probe, MIB))
    response = probe.client.post(probe.writing, content=body, headers=JSON)
    assert response.status_code == 201, response.text


def test_a_chunked_body_of_one_byte_more_is_413(probe: Probe) -> None:
    body = chunks(padded(probe, MIB + 1))
    response = probe.client.post(probe.writing, content=body, headers=JSON)
    assert_problem(response, 413, "body_too_large")


def test_the_limit_is_a_setting(combination: Combination, production_server: Server) -> None:
    """Production runs with MAX_BODY_BYTES=4096 here."""
    path = "/auth/register" if combination.accounts else "/orders"
    client = production_server.client()
    fits = client.post(path, content=b" " * 4096, headers=JSON)
    assert fits.status_code != 413
    too_large = client.post(path, content=b" " * 4097, headers=JSON)
    assert_problem(too_large, 413, "body_too_large")


def test_the_connection_is_usable_or_closed_after_a_413(probe: Probe) -> None:
    """What was not read of a refused body must not be taken for the next request."""
    transport = httpx2.HTTPTransport()
    with httpx2.Client(transport=transport, headers=probe.client.headers) as client:
        url = f"{str(probe.client.base_url).rstrip('/')}{probe.writing}"
        assert client.post(url, content=b"x" * (3 * MIB), headers=JSON).status_code == 413
        again = client.post(url, json=probe.body())
        assert again.status_code == 201, again.text
