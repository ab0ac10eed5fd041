"""The rules of a second factor."""

import pytest

from {{ package_name }}.clock import utc_now
from {{ package_name }}.domain.second_factors import SecondFactor
from {{ package_name }}.ids import new_id
from {{ package_name }}.one_time_codes import MAX_FAILURES, STEP_SECONDS, totp

from tests.fakes.second_factors import TransparentBox

SECRET = b"12345678901234567890"
BOX = TransparentBox("key")


@pytest.fixture
def factor() -> SecondFactor:
    return SecondFactor(user_id=new_id(), sealed_secret=BOX.seal(SECRET), is_confirmed=True)


def code(steps: int = 0) -> str:
    """Return the code of the present step, or of one that is so many steps later."""
    return totp(SECRET, int(utc_now().timestamp()) // STEP_SECONDS + steps)


def guess(factor: SecondFactor, times: int) -> None:
    for _ in range(times):
        assert not factor.accepts("wrong", BOX)


def test_a_code_of_the_app_is_accepted_once(factor: SecondFactor) -> None:
    present = code()

    assert factor.accepts(present, BOX)
    assert not factor.accepts(present, BOX)


def test_the_next_code_is_accepted_too(factor: SecondFactor) -> None:
    assert factor.accepts(code(), BOX)
    assert factor.accepts(code(1), BOX)


def test_a_code_from_before_the_last_one_is_not(factor: SecondFactor) -> None:
    earlier = code()

    assert factor.accepts(code(1), BOX)
    assert not factor.accepts(earlier, BOX)


def test_a_recovery_code_is_accepted_once(factor: SecondFactor) -> None:
    first, second, *_ = factor.renew_recovery_codes()

    assert factor.accepts(first, BOX)
    assert not factor.accepts(first, BOX)
    assert factor.accepts(second, BOX)


def test_new_recovery_codes_end_the_old_ones(factor: SecondFactor) -> None:
    (old, *_) = factor.renew_recovery_codes()
    factor.renew_recovery_codes()

    assert not factor.accepts(old, BOX)


def test_recovery_codes_are_not_stored(factor: SecondFactor) -> None:
    codes = factor.renew_recovery_codes()

    assert not set(codes) & set(factor.recovery_hashes)


def test_after_many_failures_only_a_recovery_code_works(factor: SecondFactor) -> None:
    recovery, *_ = factor.renew_recovery_codes()
    guess(factor, MAX_FAILURES)

    assert not factor.accepts(code(), BOX)
    assert factor.accepts(recovery, BOX)
    assert factor.accepts(code(), BOX)


def test_a_success_begins_the_count_anew(factor: SecondFactor) -> None:
    guess(factor, MAX_FAILURES - 1)
    assert factor.accepts(code(), BOX)
    guess(factor, MAX_FAILURES - 1)

    assert factor.accepts(code(1), BOX)


def test_the_secret_moves_to_the_new_key(factor: SecondFactor) -> None:
    assert factor.accepts(code(), TransparentBox("new", "key"))
    assert factor.sealed_secret == TransparentBox("new").seal(SECRET)


def test_where_the_key_is_gone_only_a_recovery_code_works(factor: SecondFactor) -> None:
    recovery, *_ = factor.renew_recovery_codes()
    other = TransparentBox("new")

    assert not factor.accepts(code(), other)
    assert factor.accepts(recovery, other)
