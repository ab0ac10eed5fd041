from decimal import Decimal

import pytest

from {{ package_name }}.clock import utc_now
from {{ package_name }}.errors import TryLaterError
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money
from {{ package_name }}.orders.models import (
    CONFIRMATION_LEASE,
    Item,
    Order,
    OrderAlreadyConfirmedError,
    OrderNotEditableError,
    OrderStatus,
)

{% include "templates/shared/orders/_parts/test_order.py" %}
