"""The app's name among those of Django."""

from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    """API keys; the label `auth` is that of Django's own accounts."""

    name = "{{ package_name }}.auth"
    label = "api_keys"
