"""The app's name among those of Django."""

from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    """Idempotency keys."""

    name = "{{ package_name }}.idempotency"
