from pathlib import Path

import pytest

from {{ package_name }}.settings import (
    PLACEHOLDER_SECRET,
    Settings,
    SettingsError,
    load_settings,
)

ENV_EXAMPLE = Path(__file__).parents[2] / ".env.example"
SECRET = "a-secret-of-more-than-32-characters"


def production(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    """Set what production needs, apart from what a test sets otherwise."""
    needed = {
        "ENVIRONMENT": "production",
        "SECRET_KEY": SECRET,
        "DATABASE_URL": "sqlite:////var/lib/service/production.db",
        "ALLOWED_HOSTS": "api.example.com",
{% if auth == "oidc" %}
        "OIDC_ISSUER": "https://login.example.com",
        "OIDC_AUDIENCE": "https://api.example.com",
{% endif %}
    }
    for name, value in (needed | variables).items():
        monkeypatch.setenv(name, value)


def test_an_empty_environment_is_enough_for_development() -> None:
    settings = load_settings()

    assert not settings.production
    assert settings.database_url.startswith("sqlite:///")
    assert settings.redis_url is None


def test_a_variable_sets_the_field_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAX_BODY_BYTES", "2048")

    assert load_settings().max_body_bytes == 2048


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORS_ORIGINS", "https://a.example, https://b.example,")

    assert load_settings().cors_origins == ["https://a.example", "https://b.example"]


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "")

    assert load_settings().redis_url is None


def test_development_reads_the_env_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=ERROR\n", "utf-8")
    monkeypatch.chdir(tmp_path)

    assert load_settings().log_level == "ERROR"


def test_production_does_not_read_the_env_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=ERROR\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    production(monkeypatch)

    assert load_settings().log_level == "INFO"


def test_one_message_names_every_variable_that_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    monkeypatch.setenv("DATABASE_URL", "mysql://root:hunter2@db/app")

    with pytest.raises(SettingsError) as error:
        load_settings()

    assert "LOG_LEVEL" in str(error.value)
    assert "DATABASE_URL" in str(error.value)


def test_the_message_does_not_show_the_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://root:hunter2@db/app")

    with pytest.raises(SettingsError) as error:
        load_settings()

    assert "hunter2" not in str(error.value)


def test_production_starts_with_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    production(monkeypatch)

    assert load_settings().production


@pytest.mark.parametrize("variable", ["SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"])
def test_production_needs_a_choice(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    production(monkeypatch, **{variable: ""})

    with pytest.raises(SettingsError, match=f"{variable}: must be set in production"):
        load_settings()


def test_production_refuses_a_short_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    production(monkeypatch, SECRET_KEY="short")

    with pytest.raises(SettingsError, match="SECRET_KEY: needs 32 characters"):
        load_settings()


def test_production_refuses_the_placeholder_as_a_former_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    production(monkeypatch, SECRET_KEY_FALLBACKS=PLACEHOLDER_SECRET)

    with pytest.raises(SettingsError, match="SECRET_KEY_FALLBACKS: needs 32 characters"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:shop.db"),
        ("REDIS_URL", "redis://localhost:port/0"),
{% if broker_ == "rabbitmq" %}
        ("BROKER_URL", "redis://localhost:6379/0"),
{% endif %}
        ("SMTP_URL", "smtp://localhost:99999"),
        ("CORS_ORIGINS", "*"),
        ("CORS_ORIGINS", "https://app.example/"),
        ("TRUSTED_PROXIES", "10.0.0.0/33"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=name):
        load_settings()


def test_metrics_are_off_in_production_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    production(monkeypatch)

    assert not load_settings().metrics_enabled


def test_a_secret_is_not_shown() -> None:
    assert SECRET not in repr(Settings.model_validate({"secret_key": SECRET}))


@pytest.mark.parametrize("name", [name for name in Settings.model_fields if name.endswith("_url")])
def test_a_url_is_not_shown_as_it_may_hold_a_password(name: str) -> None:
    schemes = {"database_url": "sqlite", "public_url": "https", "smtp_url": "smtp"}
{% if broker_ == "rabbitmq" %}
    schemes["broker_url"] = "amqp"
{% endif %}
    url = f"{schemes.get(name, 'redis')}://ada:hunter2@localhost/0"

    assert "hunter2" not in repr(Settings.model_validate({name: url}))


def test_the_example_file_names_every_setting_and_nothing_else() -> None:
    lines = ENV_EXAMPLE.read_text("utf-8").splitlines()
    assignments = [line.removeprefix("#").strip() for line in lines if "=" in line]
    named = [name for name, _, _ in (line.partition("=") for line in assignments) if name.isupper()]

    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)
