"""The login page of Django's admin: guessing is limited there too."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm

{% if architecture == "layered" %}
from {{ package_name }}.auth.services import InvalidCredentialsError
{% else %}
from {{ package_name }}.domain.accounts import InvalidCredentialsError
{% endif %}
from {{ package_name }}.errors import ServiceError
from {{ package_name }}.web.requests import Request, client_address, container_of


class LoginForm(AdminAuthenticationForm):
    """An e-mail and a password; a wrong one counts as it does in the API."""

    request: Request

    def clean(self) -> dict[str, Any]:
        """Check who logs in."""
        email = self.cleaned_data.get("username", "").lower()
        keys = (f"address:{client_address(self.request)}", f"account:{email}")
        try:
            with container_of(self.request).limiter.attempt(*keys):
                return self.check()
        except InvalidCredentialsError:
            raise self.get_invalid_login_error() from None
        except ServiceError as error:
            raise forms.ValidationError(error.detail, code=error.code) from None

    def check(self) -> dict[str, Any]:
        """Check the password.

        Raises:
            InvalidCredentialsError: It is wrong, or whose it is may not come in here.
        """
        try:
            return super().clean()
        except forms.ValidationError as error:
            raise InvalidCredentialsError from error
