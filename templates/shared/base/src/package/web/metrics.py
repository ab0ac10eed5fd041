"""Metrics in the Prometheus text format."""

import os

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

LABELS = ("method", "route", "status")
REQUESTS = Counter("http_requests_total", "Requests answered.", LABELS)
LATENCY = Histogram("http_request_duration_seconds", "Time to the end of the answer.", LABELS)


def exposition() -> bytes:
    """Return the metrics of this process, or of all web workers where there are several."""
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # has no annotations
    return generate_latest(registry)
