"""Traces and metrics over OpenTelemetry, where somebody collects them."""

import os

from {{ package_name }}.settings import Settings


def instrument(settings: Settings) -> None:
    """Export to `OTEL_EXPORTER_OTLP_ENDPOINT`, or measure nothing."""
    if settings.otel_exporter_otlp_endpoint is None:
        return
    # Imported where they are used: they cost each start of the service a fifth of a second.
    from opentelemetry import metrics, trace  # noqa: PLC0415 - as above
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import (  # noqa: PLC0415 - as above
        OTLPMetricExporter,
    )
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415 - as above
        OTLPSpanExporter,
    )
    from opentelemetry.instrumentation.django import (  # noqa: PLC0415 - as above
        DjangoInstrumentor,
    )
    from opentelemetry.sdk.metrics import MeterProvider  # noqa: PLC0415 - as above
    from opentelemetry.sdk.metrics.export import (  # noqa: PLC0415 - as above
        PeriodicExportingMetricReader,
    )
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - as above
    from opentelemetry.sdk.trace.export import (  # noqa: PLC0415 - as above
        BatchSpanProcessor,
    )

    # The exporter reads the environment only, and a value may come from `.env`.
    os.environ["OTEL_EXPORTER_OTLP_ENDPOINT"] = settings.otel_exporter_otlp_endpoint
    os.environ.setdefault("OTEL_SERVICE_NAME", "{{ project_slug }}")
    tracer_provider = TracerProvider()
    tracer_provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(tracer_provider)
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())
    metrics.set_meter_provider(MeterProvider([reader]))
    DjangoInstrumentor().instrument()
