from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from {{ package_name }}.errors import TryLaterError
from {{ package_name }}.ids import new_id
from {{ package_name }}.money import Money
from {{ package_name }}.orders import models as rules
from {{ package_name }}.orders.models import (
    CONFIRMATION_LEASE,
    Item,
    Order,
    OrderAlreadyConfirmedError,
    OrderNotEditableError,
    OrderStatus,
)

{% include "templates/shared/orders/_parts/test_order_life.py" %}
