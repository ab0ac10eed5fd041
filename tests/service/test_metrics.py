"""Section 1, `GET /metrics`: counts and latencies by method, route template and status."""

import re
from itertools import chain

import httpx2
import pytest

from .harness.deployment import Server
from .harness.orders import Body, read
from .harness.problem import assert_problem

pytestmark = [pytest.mark.once_for("framework", "architecture"), pytest.mark.short("framework")]

SAMPLE = re.compile(r"^(?P<name>\w+)\{(?P<labels>.*)\} (?P<value>\S+)$", re.MULTILINE)
LABEL = re.compile(r'\w+="([^"]*)"')


def samples(server: Server, *labels: str) -> dict[str, float]:
    """Return the values of the samples whose label values include all of `labels`."""
    found: dict[str, float] = {}
    for match in SAMPLE.finditer(server.root.get("/metrics").text):
        if set(labels) <= set(LABEL.findall(match["labels"])):
            name = match["name"]
            found[name] = found.get(name, 0) + float(match["value"])
    return found


def template(server: Server, path: str) -> str:
    """Return the path of the OpenAPI document that `path` (with `{}` for parameters) stands for."""
    paths: list[str] = list(server.root.get("/openapi.json").json()["paths"])
    return next(each for each in paths if re.sub(r"\{\w+\}", "{}", each) == path)


def test_it_is_prometheus_text(server: Server) -> None:
    response = server.root.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    assert "# TYPE" in response.text


def test_requests_are_counted_by_method_route_and_status(server: Server) -> None:
    labels = ("GET", "/openapi.json", "200")
    server.root.get("/openapi.json")
    before = samples(server, *labels)
    server.root.get("/openapi.json")
    after = samples(server, *labels)
    grown = {name: after[name] - before[name] for name in after}
    assert 1 in (value for name, value in grown.items() if name.endswith("_total")), grown


def test_head_is_counted_apart_from_get(server: Server) -> None:
    server.root.head("/openapi.json")
    assert samples(server, "HEAD", "/openapi.json", "200")


def test_latency_is_measured_by_method_route_and_status(server: Server) -> None:
    server.root.get("/openapi.json")
    names = samples(server, "GET", "/openapi.json", "200")
    assert any(name.endswith("_bucket") for name in names), names
    assert any(name.endswith("_sum") for name in names), names


@pytest.mark.needs(example="orders")
def test_the_route_is_a_template_and_never_a_path(
    server: Server, user: httpx2.Client, placed: Body
) -> None:
    read(user, placed)
    assert samples(server, "GET", template(server, "/api/v1/orders/{}"), "200")
    assert placed["id"] not in server.root.get("/metrics").text


def test_unknown_paths_and_methods_make_no_new_series(server: Server) -> None:
    """Else anyone could fill the memory of the service and of Prometheus."""
    for method, path in (("GET", "/no-such-path-1"), ("BREW", "/livez"), ("BREW", "/no-such-path")):
        server.root.request(method, path)
    matches = SAMPLE.finditer(server.root.get("/metrics").text)
    values = set(chain.from_iterable(LABEL.findall(match["labels"]) for match in matches))
    assert not {"/no-such-path-1", "/no-such-path", "BREW"} & values


def test_it_is_off_in_production_unless_enabled(production_server: Server) -> None:
    assert_problem(production_server.root.get("/metrics"), 404, "not_found")
