"""Traces and metrics over OpenTelemetry, where somebody collects them."""

import os

from fastapi.telemetry import TelemetryConfig

from {{ package_name }}.settings import Settings


def telemetry_config(settings: Settings) -> TelemetryConfig:
    """Tell FastAPI to export to `OTEL_EXPORTER_OTLP_ENDPOINT`, or to measure nothing.

    Its log records are left out: those of a refused request hold what the caller sent.
    """
    if settings.otel_exporter_otlp_endpoint is None:
        return {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
    # The exporter reads the environment only, and a value may come from `.env`.
    os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = settings.otel_exporter_otlp_endpoint
    os.environ.setdefault("OTEL_SERVICE_NAME", "{{ project_slug }}")
    return {"logs": False, "auto_configure": True}
