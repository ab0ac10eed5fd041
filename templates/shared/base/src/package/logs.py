"""Logging: one JSON object a line in production, readable text elsewhere."""

import logging
import logging.config
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from {{ package_name }}.settings import Settings

SECRET_NAMES = re.compile(r"authorization|cookie|password|secret|token|api_?key", re.IGNORECASE)
MASK = "***"


def configure_logging(settings: Settings, stream: str = "stdout") -> None:
    """Send every log line of the process, those of libraries too, through one formatter.

    Args:
        settings: What to log, and how.
        stream: `stdout`, or `stderr` for a command that prints a result.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        mask_secrets,
{% if framework == "fastapi" %}
        drop_colours,
{% endif %}
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    rendering: list[structlog.typing.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta
    ]
    if settings.production:
        rendering += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        rendering += [
            structlog.dev.ConsoleRenderer(
                colors=getattr(sys, stream).isatty(),
                exception_formatter=structlog.dev.plain_traceback,
            )
        ]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "structlog": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": shared,
                    "processors": rendering,
                }
            },
            "handlers": {
                "stream": {
                    "class": "logging.StreamHandler",
                    "formatter": "structlog",
                    "stream": f"ext://sys.{stream}",
                }
            },
            "root": {"handlers": ["stream"], "level": settings.log_level},
            "loggers": {
{% if framework == "fastapi" %}
                # At DEBUG it writes every statement with its values.
                "aiosqlite": {"level": "INFO"},
                # The middleware writes the access log itself, with the request's id.
                "uvicorn.access": {"handlers": [], "propagate": False},
{% elif framework == "flask" %}
                # The service writes the access log itself, with the request's id.
                "werkzeug": {"level": "WARNING"},
{% else %}
                # What it would say of an error is in the access log, or logged with its trace.
                "django.request": {"level": "CRITICAL"},
                # The development server's own access log.
                "django.server": {"level": "WARNING"},
{% endif %}
            },
        }
    )


def mask_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Hide the value of everything whose name says that it is a secret."""
    for name in event:
        if SECRET_NAMES.search(name):
            event[name] = MASK
    return event
{% if framework == "fastapi" %}


def drop_colours(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Drop the second, coloured copy of its message that uvicorn adds to each line."""
    event.pop("color_message", None)
    return event
{% endif %}
