import pytest

from {{ package_name }}.errors import PreconditionFailedError, PreconditionRequiredError
from {{ package_name }}.preconditions import etag, is_unchanged, require_match


def test_a_tag_is_a_quoted_version() -> None:
    assert etag(3) == '"3"'


@pytest.mark.parametrize("if_match", ['"3"', '"1", "3"', "*", ' "3" '])
def test_a_change_of_the_version_read_goes_ahead(if_match: str) -> None:
    require_match(if_match, version=3)


@pytest.mark.parametrize("if_match", ['"2"', '"13"', "3", "", 'W/"3"'])
def test_a_change_of_another_version_is_refused(if_match: str) -> None:
    with pytest.raises(PreconditionFailedError):
        require_match(if_match, version=3)


def test_a_change_without_a_version_is_refused() -> None:
    with pytest.raises(PreconditionRequiredError):
        require_match(None, version=3)


@pytest.mark.parametrize("if_none_match", ['"3"', 'W/"3"', '"1", "3"', "*"])
def test_who_has_the_version_need_not_load_it_again(if_none_match: str) -> None:
    assert is_unchanged(if_none_match, version=3)


@pytest.mark.parametrize("if_none_match", [None, '"2"', '"13"', "3", ""])
def test_who_has_another_version_loads_this_one(if_none_match: str | None) -> None:
    assert not is_unchanged(if_none_match, version=3)
