"""The tables, as tests look at them and change them behind the service's back."""

from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from tests.e2e.serving import App


def rows(_app: App, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table in the order of their keys."""
    return list(_rows_of(name).order_by("pk").values())


def change(_app: App, name: str, **values: object) -> None:
    """Give every row of a table other values."""
    _rows_of(name).update(**values)


def empty(_app: App, name: str) -> None:
    """Delete every row of a table."""
    _rows_of(name).delete()


def _rows_of(name: str) -> QuerySet[Model]:
    (model,) = (model for model in apps.get_models() if model._meta.db_table == name)  # noqa: SLF001 - public in all but its name
    return QuerySet(model)
