"""The app's name among those of Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts; the label `auth` is taken by Django's permissions."""

    name = "{{ package_name }}.auth"
    label = "accounts"
