from functools import partial
from typing import Any

import pytest

from {{ package_name }}.adapters.rate_limits import CREDENTIAL_FAILURES
from {{ package_name }}.one_time_codes import MAX_FAILURES

from tests.concurrently import together
from tests.e2e.account_calls import EMAIL, disable
from tests.e2e.problems import problem
from tests.e2e.second_factors import (
    MFA,
    code_of,
    enrol,
    post,
    protect,
    register,
    sign_in,
)
from tests.e2e.serving import App, Client
from tests.e2e.tables import change, rows


{{ async_ }}def sign_ins(app: App) -> list[Any]:
    """Return the sign-ins of the account that the tests make."""
    (ada,) = [user for user in {{ await_ }}rows(app, "users") if user["email"] == EMAIL]
    return [each for each in {{ await_ }}rows(app, "sign_ins") if each["user_id"] == ada["id"]]


{{ async_ }}def test_an_enrolment_shows_the_secret_for_the_app(client: Client) -> None:
    headers = {{ await_ }}register(client)

    enrolment = ({{ await_ }}client.post(MFA, headers=headers)).json()

    assert set(enrolment) == {"secret", "otpauth_uri"}
    assert f"secret={enrolment['secret']}" in enrolment["otpauth_uri"]


{{ async_ }}def test_nothing_is_asked_for_before_the_first_code(client: Client) -> None:
    headers = {{ await_ }}register(client)
    {{ await_ }}enrol(client, headers)

    assert ({{ await_ }}sign_in(client)).status_code == 200


{{ async_ }}def test_a_second_enrolment_ends_the_first(client: Client) -> None:
    headers = {{ await_ }}register(client)
    first = {{ await_ }}enrol(client, headers)
    second = {{ await_ }}enrol(client, headers)

    refused = {{ await_ }}post(client, "confirm", headers, code_of(first))
    confirmed = {{ await_ }}post(client, "confirm", headers, code_of(second))

    assert problem(refused) == (401, "invalid_code")
    assert confirmed.status_code == 200


{{ async_ }}def test_of_two_enrolments_at_once_none_fails(client: Client) -> None:
    headers = {{ await_ }}register(client)

    responses = {{ await_ }}together(*[partial(client.post, MFA, headers=headers)] * 2)

    assert [response.status_code for response in responses] == [200, 200]


{{ async_ }}def test_a_first_code_gives_ten_recovery_codes(app: App, client: Client) -> None:
    assert len(set(({{ await_ }}protect(app, client)).recovery_codes)) == 10


{{ async_ }}def test_a_right_password_without_a_code_asks_for_one(app: App, client: Client) -> None:
    {{ await_ }}protect(app, client)

    assert problem({{ await_ }}sign_in(client)) == (401, "mfa_required")


{{ async_ }}def test_a_wrong_password_tells_nothing_of_the_second_factor(
    app: App,
    client: Client,
) -> None:
    ada = {{ await_ }}protect(app, client)

    refused = [
        {{ await_ }}sign_in(client, password="wrong horse battery"),
        {{ await_ }}sign_in(client, code_of(ada.secret), password="wrong horse battery"),
    ]

    assert {problem(response) for response in refused} == {(401, "invalid_credentials")}
    assert ({{ await_ }}sign_in(client, code_of(ada.secret))).status_code == 200


{{ async_ }}def test_a_code_signs_in_once(app: App, client: Client) -> None:
    ada = {{ await_ }}protect(app, client)
    code = code_of(ada.secret)

    assert ({{ await_ }}sign_in(client, code)).status_code == 200
    assert problem({{ await_ }}sign_in(client, code)) == (401, "invalid_code")


{{ async_ }}def test_of_ten_with_one_code_at_once_one_signs_in(app: App, client: Client) -> None:
    ada = {{ await_ }}protect(app, client)
    code = code_of(ada.secret)

    responses = {{ await_ }}together(*[partial(sign_in, client, code)] * 10)

    assert sorted(response.status_code for response in responses) == [200] + [401] * 9


{{ async_ }}def test_a_recovery_code_signs_in_once(app: App, client: Client) -> None:
    code = ({{ await_ }}protect(app, client)).recovery_codes[0]

    assert ({{ await_ }}sign_in(client, code)).status_code == 200
    assert problem({{ await_ }}sign_in(client, code)) == (401, "invalid_code")


{{ async_ }}def test_wrong_codes_are_counted_like_wrong_passwords(app: App, client: Client) -> None:
    ada = {{ await_ }}protect(app, client)
    for _ in range(CREDENTIAL_FAILURES.amount):
        assert problem({{ await_ }}sign_in(client, "000000")) == (401, "invalid_code")

    assert problem({{ await_ }}sign_in(client, code_of(ada.secret))) == (429, "rate_limited")


{{ async_ }}def test_asking_which_factor_is_needed_is_no_failure(app: App, client: Client) -> None:
    ada = {{ await_ }}protect(app, client)
    for _ in range(CREDENTIAL_FAILURES.amount + 1):
        {{ await_ }}sign_in(client)

    assert ({{ await_ }}sign_in(client, code_of(ada.secret))).status_code == 200


{{ async_ }}def test_after_many_wrong_codes_only_a_recovery_code_works(app: App, client: Client) -> None:
    ada = {{ await_ }}protect(app, client)
    {{ await_ }}change(app, "second_factors", failures=MAX_FAILURES)

    refused = {{ await_ }}sign_in(client, code_of(ada.secret))

    assert problem(refused) == (401, "invalid_code")
    assert ({{ await_ }}sign_in(client, ada.recovery_codes[0])).status_code == 200
    assert ({{ await_ }}sign_in(client, code_of(ada.secret))).status_code == 200


{{ async_ }}def test_wrong_codes_are_counted_in_the_database(app: App, client: Client) -> None:
    {{ await_ }}protect(app, client)
    {{ await_ }}sign_in(client, "000000")

    (factor,) = {{ await_ }}rows(app, "second_factors")

    assert factor["failures"] == 1


{{ async_ }}def test_the_database_shows_neither_secret_nor_recovery_codes(
    app: App,
    client: Client,
) -> None:
    ada = {{ await_ }}protect(app, client)

    (factor,) = {{ await_ }}rows(app, "second_factors")

    assert ada.secret not in str(factor["sealed_secret"]).encode()
    assert not set(ada.recovery_codes) & set(factor["recovery_hashes"])


{{ async_ }}def test_new_recovery_codes_end_the_old_ones(app: App, client: Client) -> None:
    ada = {{ await_ }}protect(app, client)

    renewed = {{ await_ }}post(client, "recovery-codes", ada.headers, code_of(ada.secret))

    refused = {{ await_ }}sign_in(client, ada.recovery_codes[0])
    assert problem(refused) == (401, "invalid_code")
    new = renewed.json()["recovery_codes"]
    assert ({{ await_ }}sign_in(client, new[0])).status_code == 200


{{ async_ }}def test_a_disabled_factor_is_asked_for_no_more(app: App, client: Client) -> None:
    ada = {{ await_ }}protect(app, client)

    response = {{ await_ }}post(client, "disable", ada.headers, code_of(ada.secret))

    assert response.status_code == 204
    assert ({{ await_ }}sign_in(client)).status_code == 200


@pytest.mark.parametrize("path", ["recovery-codes", "disable"])
{{ async_ }}def test_a_wrong_code_changes_nothing(app: App, client: Client, path: str) -> None:
    ada = {{ await_ }}protect(app, client)

    refused = {{ await_ }}post(client, path, ada.headers, "000000")

    assert problem(refused) == (401, "invalid_code")
    assert ({{ await_ }}sign_in(client, ada.recovery_codes[0])).status_code == 200


@pytest.mark.parametrize("path", ["confirm", "recovery-codes", "disable"])
{{ async_ }}def test_without_a_factor_nothing_can_be_done_with_it(client: Client, path: str) -> None:
    headers = {{ await_ }}register(client)

    response = {{ await_ }}post(client, path, headers, "000000")

    assert problem(response) == (409, "mfa_not_enabled")


{{ async_ }}def test_a_factor_is_neither_enrolled_nor_confirmed_again(app: App, client: Client) -> None:
    ada = {{ await_ }}protect(app, client)

    responses = [
        {{ await_ }}client.post(MFA, headers=ada.headers),
        {{ await_ }}post(client, "confirm", ada.headers, code_of(ada.secret)),
    ]

    assert {problem(response) for response in responses} == {(409, "mfa_enabled")}


{{ async_ }}def test_switching_it_on_ends_every_sign_in(app: App, client: Client) -> None:
    headers = {{ await_ }}register(client)
    secret = {{ await_ }}enrol(client, headers)

    {{ await_ }}post(client, "confirm", headers, code_of(secret))

    assert not {{ await_ }}sign_ins(app)


{{ async_ }}def test_no_sign_in_without_a_code_outlives_it(app: App, client: Client) -> None:
    headers = {{ await_ }}register(client)
    code = code_of({{ await_ }}enrol(client, headers))

    responses = {{ await_ }}together(
        partial(post, client, "confirm", headers, code),
        *[partial(sign_in, client)] * 9,
    )

    assert responses[0].status_code == 200
    assert {response.status_code for response in responses[1:]} <= {200, 401}
    assert not {{ await_ }}sign_ins(app)


{{ async_ }}def test_switching_it_off_ends_every_sign_in(app: App, client: Client) -> None:
    ada = {{ await_ }}protect(app, client)

    {{ await_ }}post(client, "disable", ada.headers, code_of(ada.secret))

    assert not {{ await_ }}sign_ins(app)


{{ async_ }}def test_the_token_of_an_account_that_is_gone_enrols_nothing(
    app: App,
    client: Client,
) -> None:
    headers = {{ await_ }}register(client)
    {{ await_ }}disable(app)

    assert ({{ await_ }}client.post(MFA, headers=headers)).status_code == 401
