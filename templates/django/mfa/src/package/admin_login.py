"""The login page of Django's admin, which asks for the code too."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm

{% if architecture == "layered" %}
from {{ package_name }}.auth import second_factors
{% elif architecture == "hexagonal" %}
from {{ package_name }}.application import accounts
{% else %}
from {{ package_name }}.application.commands import accounts
{% endif %}
from {{ package_name }}.errors import ServiceError
from {{ package_name }}.one_time_codes import GivenCode
from {{ package_name }}.web.requests import Request, client_address, container_of


class SecondFactorForm(AdminAuthenticationForm):
    """An e-mail and a password, and a code where the account has a second factor."""

    request: Request
    code = forms.CharField(
        label="Code, if you have a second factor:",
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        """Check the password and then the code; a wrong one counts as it does in the API."""
        cleaned = super().clean()
        user, code = self.get_user(), cleaned.get("code")
        if user is None:
            return cleaned
        container = container_of(self.request)
        given = GivenCode(code, container.secret_box) if code else None
        keys = (f"address:{client_address(self.request)}", f"account:{user.get_username()}")
        try:
            with container.limiter.attempt(*keys):
{% if architecture == "layered" %}
                second_factors.check(user.pk, given)
{% else %}
                accounts.check_code(container.accounts, user.pk, given)
{% endif %}
        except ServiceError as error:
            raise forms.ValidationError(error.detail, code=error.code) from None
        return cleaned
