from {{ package_name }}.ids import new_id


def test_an_id_is_a_uuid_of_version_7() -> None:
    assert new_id().version == 7


def test_ids_sort_by_the_time_they_were_made() -> None:
    ids = [new_id() for _ in range(100)]

    assert ids == sorted(ids)
