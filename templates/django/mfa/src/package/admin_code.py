"""The code that the login page of Django's admin asks for."""

from typing import Any

from django import forms

from {{ package_name }}.admin_login import LoginForm
{% if architecture == "layered" %}
from {{ package_name }}.auth import second_factors
{% elif architecture == "hexagonal" %}
from {{ package_name }}.application import accounts
{% else %}
from {{ package_name }}.application.commands import accounts
{% endif %}
{% if architecture == "layered" %}
from {{ package_name }}.one_time_codes import GivenCode
{% else %}
from {{ package_name }}.one_time_codes import GivenCode, InvalidCodeError
{% endif %}
from {{ package_name }}.web.requests import container_of


class LoginWithCodeForm(LoginForm):
    """An e-mail and a password, and a code where the account has a second factor."""

    code = forms.CharField(
        label="Code, if you have a second factor:",
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def check(self) -> dict[str, Any]:
        """Check the password and then the code.

        Raises:
            InvalidCredentialsError: The password is wrong.
            MfaRequiredError: There is no code, and there has to be one.
            InvalidCodeError: The code does not work.
        """
        cleaned = super().check()
        user, code = self.get_user(), cleaned.get("code")
        if user is not None:
            # Reads the factor before the check: with one confirmed afterwards the session ends.
            user.get_session_auth_hash()
            container = container_of(self.request)
            given = GivenCode(code, container.secret_box) if code else None
{% if architecture == "layered" %}
            second_factors.check(user.pk, given)
{% else %}
            with container.accounts.transaction() as stores:
                accepted = accounts.accepts_code(stores, user.pk, given)
            if not accepted:
                raise InvalidCodeError
{% endif %}
        return cleaned
