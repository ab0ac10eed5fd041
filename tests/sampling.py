"""What a short run takes of many cases, drawn with a seed that it prints."""

import os
import random
import secrets
from collections.abc import Sequence
from typing import TypeVar

import pytest

VARIABLE = "TEST_SEED"
"""Names the seed. The processes of pytest-xdist inherit what the first one has drawn."""

Case = TypeVar("Case")


def seed() -> str:
    """The seed of this run."""
    return os.environ.setdefault(VARIABLE, str(secrets.randbelow(10**6)))


def dice() -> random.Random:
    """Chance that is the same in each process of a run, and in each run with its seed."""
    return random.Random(seed())  # noqa: S311 - no secret


def cases(config: pytest.Config, every: Sequence[Case]) -> Sequence[Case]:
    """Take each case in a long run, one of them in a short one."""
    return every if config.getoption("whole") else [dice().choice(every)]
