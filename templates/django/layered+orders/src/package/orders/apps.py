"""The app's name among those of Django."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Orders."""

    name = "{{ package_name }}.orders"
