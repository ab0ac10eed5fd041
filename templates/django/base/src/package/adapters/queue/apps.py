"""The app's name among those of Django."""

from django.apps import AppConfig


class QueueConfig(AppConfig):
    """The dead letters."""

    name = "{{ package_name }}.adapters.queue"
    label = "queue"
