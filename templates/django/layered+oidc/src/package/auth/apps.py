"""The app's name among those of Django."""

from django.apps import AppConfig


class BrowserSessionsConfig(AppConfig):
    """Browser sessions; the label `auth` is taken by Django's permissions."""

    name = "{{ package_name }}.auth"
    label = "browser_sessions"
