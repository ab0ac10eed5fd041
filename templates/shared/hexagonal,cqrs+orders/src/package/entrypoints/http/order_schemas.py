"""What of orders goes over the wire."""

from decimal import Decimal
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

{% if architecture == "cqrs" %}
from {{ package_name }}.application.ports.order_views import LineView, OrderView, Stats
{% else %}
from {{ package_name }}.application.ports.orders import Stats
{% endif %}
from {{ package_name }}.domain.orders import Item, Order, OrderLine, OrderStatus
from {{ package_name }}.money import CURRENCIES, Money
from {{ package_name }}.web.types import EmailAddress, Input, UtcTimestamp

{% include "templates/shared/orders/_parts/schemas.py" %}
