import pytest
from httpx2 import MockTransport, Response

from {{ package_name }}.adapters.security.identity_provider import (
    DISCOVERY,
    FRESH,
    REST_AFTER_FAILURE,
    REST_AFTER_MISS,
    USABLE,
    IdentityProvider,
)
from {{ package_name }}.errors import InvalidTokenError, UnavailableError

from tests.concurrently import together
from tests.identity_provider import ISSUER, Provider


@pytest.fixture
def provider() -> Provider:
    return Provider()


{{ async_ }}def test_keys_are_read_when_they_are_needed_and_once(provider: Provider) -> None:
    ours = provider.connect()
    assert provider.reads == {}

    for _ in range(3):
        {{ await_ }}ours.key("first")

    assert provider.reads == {DISCOVERY: 1, "/keys": 1}


{{ async_ }}def test_with_the_keys_in_hand_a_ping_asks_nobody(provider: Provider) -> None:
    ours = provider.connect()
    {{ await_ }}ours.ping()
    provider.now += FRESH + 1

    {{ await_ }}ours.ping()

    assert provider.reads == {DISCOVERY: 1, "/keys": 1}


{{ async_ }}def test_all_who_come_at_once_are_served_by_one_read(provider: Provider) -> None:
    ours = provider.connect()

    {{ async_ }}def ask() -> object:
        return {{ await_ }}ours.key("first")

    {{ await_ }}together(ask, ask, ask)

    assert provider.reads["/keys"] == 1


{{ async_ }}def test_a_new_key_is_known_at_once(provider: Provider) -> None:
    ours = provider.connect()
    {{ await_ }}ours.key("first")
    provider.now += 1
    provider.rotate("second")

    assert {{ await_ }}ours.key("second")
    assert {{ await_ }}ours.key("first")


{{ async_ }}def test_ids_that_somebody_makes_up_cost_one_read(provider: Provider) -> None:
    ours = provider.connect()
    {{ await_ }}ours.key("first")
    provider.now += 1

    for number in range(20):
        with pytest.raises(InvalidTokenError):
            {{ await_ }}ours.key(f"made up {number}")

    assert provider.reads["/keys"] == 2


{{ async_ }}def test_the_first_read_serves_an_unknown_id_too(provider: Provider) -> None:
    ours = provider.connect()

    with pytest.raises(InvalidTokenError):
        {{ await_ }}ours.key("made up")

    assert provider.reads["/keys"] == 1


{{ async_ }}def test_after_a_rest_a_key_is_looked_for_again(provider: Provider) -> None:
    ours = provider.connect()
    with pytest.raises(InvalidTokenError):
        {{ await_ }}ours.key("second")
    provider.rotate("second")
    provider.now += REST_AFTER_MISS + 1

    assert {{ await_ }}ours.key("second")


{{ async_ }}def test_a_key_that_is_withdrawn_leaves_with_the_next_read(provider: Provider) -> None:
    ours = provider.connect()
    {{ await_ }}ours.key("first")
    provider.rotate("second")
    del provider.keys["first"]
    provider.now += FRESH + 1

    assert {{ await_ }}ours.key("second")
    with pytest.raises(InvalidTokenError):
        {{ await_ }}ours.key("first")


{{ async_ }}def test_a_provider_that_is_down_takes_no_known_key_away(provider: Provider) -> None:
    ours = provider.connect()
    {{ await_ }}ours.key("first")
    provider.down = True
    provider.now += FRESH + 1

    assert {{ await_ }}ours.key("first")
    {{ await_ }}ours.ping()


{{ async_ }}def test_whether_an_unknown_key_exists_nobody_knows_while_it_is_down(
    provider: Provider,
) -> None:
    ours = provider.connect()
    {{ await_ }}ours.key("first")
    provider.down = True
    provider.now += 1

    with pytest.raises(UnavailableError):
        {{ await_ }}ours.key("second")


{{ async_ }}def test_known_keys_do_not_serve_for_ever(provider: Provider) -> None:
    ours = provider.connect()
    {{ await_ }}ours.key("first")
    provider.down = True
    provider.now += USABLE + 1

    with pytest.raises(UnavailableError):
        {{ await_ }}ours.key("first")


{{ async_ }}def test_a_provider_that_is_down_is_left_alone_for_a_moment(provider: Provider) -> None:
    provider.down = True
    ours = provider.connect()

    for _ in range(5):
        with pytest.raises(UnavailableError):
            {{ await_ }}ours.ping()

    assert provider.reads == {DISCOVERY: 1}


{{ async_ }}def test_a_provider_that_comes_back_is_noticed(provider: Provider) -> None:
    provider.down = True
    ours = provider.connect()
    with pytest.raises(UnavailableError):
        {{ await_ }}ours.ping()
    provider.down = False
    provider.now += REST_AFTER_FAILURE + 1

    {{ await_ }}ours.ping()


@pytest.mark.parametrize(
    "metadata",
    [
        {"issuer": "https://elsewhere.example.com"},
        {"issuer": f"{ISSUER}/"},
        {"jwks_uri": "http://login.example.com/keys"},
        {"jwks_uri": None},
    ],
)
{{ async_ }}def test_metadata_that_are_not_those_of_the_issuer_are_refused(
    provider: Provider, metadata: dict[str, object]
) -> None:
    provider.metadata |= metadata

    with pytest.raises(UnavailableError):
        {{ await_ }}provider.connect().ping()


@pytest.mark.parametrize(
    "answer",
    [
        Response(500),
        Response(200, text="<html>"),
        Response(200, json=[]),
        Response(200, json={"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys", "keys": ["no object"]}),
    ],
)
{{ async_ }}def test_an_answer_that_makes_no_sense_is_no_answer(answer: Response) -> None:
    ours = IdentityProvider(ISSUER, transport=MockTransport(lambda _request: answer))

    with pytest.raises(UnavailableError):
        {{ await_ }}ours.ping()
    {{ await_ }}ours.close()
