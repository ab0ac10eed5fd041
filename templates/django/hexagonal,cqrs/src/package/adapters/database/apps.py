"""The app's name among those of Django."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """The tables of all features."""

    name = "{{ package_name }}.adapters.database"
    label = "database"
