from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from {{ package_name }}.money import Money
from {{ package_name }}.orders.models import Item
from {{ package_name }}.orders.schemas import OrderIn, OrderPatch

from tests.factories import line_body, order_body

{% include "templates/shared/orders/_parts/test_order_schemas.py" %}
