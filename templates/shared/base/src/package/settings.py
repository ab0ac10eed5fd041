"""The settings of the service, read from the environment once, at the start."""

import os
from enum import StrEnum
from ipaddress import ip_network
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PositiveInt,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PLACEHOLDER_SECRET = "insecure-development-secret-change-me"  # noqa: S105 - refused in production
MIN_SECRET_LENGTH = 32
{% if database == "postgresql" %}
DATABASE_SCHEMES = ("postgresql", "sqlite")
{% else %}
DATABASE_SCHEMES = ("sqlite",)
{% endif %}


class SettingsError(Exception):
    """The environment does not make valid settings; the text names each variable."""


class Environment(StrEnum):
    """Where the service runs."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


def _split(value: object) -> object:
    if isinstance(value, str):
        return [item.strip() for item in value.split(",") if item.strip()]
    return value


def _with_scheme(*schemes: str) -> AfterValidator:
    def check(value: str) -> str:
        if not value.startswith(tuple(f"{scheme}://" for scheme in schemes)):
            message = f"must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}"
            raise ValueError(message)
        _ = urlsplit(value).port  # raises a ValueError that names what is wrong with the port
        return value

    return AfterValidator(check)


CommaSeparated = Annotated[list[str], NoDecode, BeforeValidator(_split)]
DatabaseUrl = Annotated[str, _with_scheme(*DATABASE_SCHEMES)]
RedisUrl = Annotated[str, _with_scheme("redis", "rediss", "unix")]
SmtpUrl = Annotated[str, _with_scheme("smtp", "smtps")]
{% for src in fragments["src/package/settings.py/types"] or [] %}
{% include src %}
{% endfor %}


class Settings(BaseSettings):
    """Everything that may differ between two places where the service runs.

    A field is read from the variable of the same name in capitals; lists are separated by commas.
    What may hold a password is not shown.
    """

    model_config = SettingsConfigDict(
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    environment: Environment = Environment.DEVELOPMENT
    secret_key: SecretStr = SecretStr(PLACEHOLDER_SECRET)
    secret_key_fallbacks: Annotated[list[SecretStr], NoDecode, BeforeValidator(_split)] = []
    database_url: DatabaseUrl = Field("sqlite:///{{ package_name }}.db", repr=False)
    redis_url: RedisUrl | None = Field(None, repr=False)
{% for src in fragments["src/package/settings.py/queue"] or [] %}
{% include src %}
{% endfor %}
    allowed_hosts: CommaSeparated = ["localhost", "127.0.0.1", "[::1]"]
    cors_origins: CommaSeparated = []
    trusted_proxies: CommaSeparated = []
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    metrics_enabled: bool = Field(
        default_factory=lambda data: data["environment"] is not Environment.PRODUCTION
    )
    rate_limit_enabled: bool = True
    max_body_bytes: PositiveInt = 1024 * 1024
    smtp_url: SmtpUrl | None = Field(None, repr=False)
    mail_from: str = "{{ project_slug }}@localhost"
{% for src in fragments["src/package/settings.py/auth"] or [] %}
{% include src %}
{% endfor %}
    otel_exporter_otlp_endpoint: str | None = None
    web_workers: PositiveInt = 1

    @property
    def production(self) -> bool:
        """Whether the service runs where it must not be forgiving."""
        return self.environment is Environment.PRODUCTION

    @field_validator(
        "secret_key",
        "database_url",
        "allowed_hosts",
{% for src in fragments["src/package/settings.py/required"] or [] %}
{% include src %}
{% endfor %}
    )
    @classmethod
    def _chosen_in_production(cls, value: object, info: ValidationInfo) -> object:
        default = cls.model_fields[info.field_name or ""].default
        if info.data.get("environment") is Environment.PRODUCTION and value == default:
            message = "must be set in production"
            raise ValueError(message)
        return value

    @field_validator("secret_key", "secret_key_fallbacks")
    @classmethod
    def _strong_in_production(
        cls, value: SecretStr | list[SecretStr], info: ValidationInfo
    ) -> SecretStr | list[SecretStr]:
        secrets = value if isinstance(value, list) else [value]
        production = info.data.get("environment") is Environment.PRODUCTION
        for secret in secrets if production else []:
            if len(secret) < MIN_SECRET_LENGTH or secret.get_secret_value() == PLACEHOLDER_SECRET:
                message = f"needs {MIN_SECRET_LENGTH} characters in production, no placeholder"
                raise ValueError(message)
        return value

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, value: list[str]) -> list[str]:
        for origin in value:
            parts = urlsplit(origin)
            if not parts.netloc or origin != f"{parts.scheme}://{parts.netloc}":
                message = "must be origins such as https://app.example, without a path"
                raise ValueError(message)
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: list[str]) -> list[str]:
        for network in value:
            if network != "*":
                ip_network(network)
        return value


def load_settings() -> Settings:
    """Read the environment and, in development, the file `.env`.

    Raises:
        SettingsError: Values are missing or wrong.
    """
    environment = os.environ.get("ENVIRONMENT") or Environment.DEVELOPMENT
    env_file = ".env" if environment == Environment.DEVELOPMENT else None
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        problems = [
            f"  {str(problem['loc'][0]).upper()}: {problem['msg'].removeprefix('Value error, ')}"
            for problem in error.errors(include_input=False)
            # A default that depends on a wrong value is no fault of its own.
            if problem["type"] != "default_factory_not_called"
        ]
        raise SettingsError("\n".join(["These settings are wrong:", *problems])) from None
