"""What goes over the wire."""

from decimal import Decimal
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from {{ package_name }}.money import CURRENCIES, Money
from {{ package_name }}.orders.models import Item, Order, OrderLine, OrderStatus
from {{ package_name }}.web.types import EmailAddress, Input, UtcTimestamp

{% include "templates/shared/orders/_parts/schemas.py" %}
