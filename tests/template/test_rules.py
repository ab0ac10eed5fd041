"""Which answers are allowed, written by hand, so that a wrong rule in copier.yml is noticed."""

import pytest

from scaffold.questions import RefusedError
from tests.template.rendering import context, structures, template

ALLOWED = [
    {"queue": "none"},
    {"queue": "celery", "broker": "redis"},
    {"queue": "celery", "broker": "rabbitmq"},
    {"queue": "rq"},
    {"database": "sqlite", "queue": "celery", "broker": "redis", "auth": "none"},
    {"database": "sqlite", "queue": "rq", "auth": "jwt", "example": "none"},
    {"database": "postgresql", "queue": "none", "auth": "none"},
    {"architecture": "hexagonal", "database": "sqlite", "queue": "none", "auth": "none"},
    {"architecture": "hexagonal", "queue": "celery", "auth": "jwt", "example": "none"},
    {"architecture": "cqrs", "database": "sqlite", "queue": "none", "auth": "jwt"},
    {"architecture": "cqrs", "queue": "rq", "auth": "none", "example": "none"},
    {"framework": "fastapi", "orm": "sqlmodel", "queue": "celery", "database": "sqlite"},
    {"orm": "sqlmodel", "architecture": "hexagonal", "auth": "jwt", "queue": "none"},
    {"orm": "sqlmodel", "architecture": "cqrs", "auth": "none", "queue": "rq"},
    {"framework": "flask", "orm": "sqlalchemy", "queue": "celery", "database": "sqlite"},
    {"framework": "flask", "architecture": "hexagonal", "auth": "none", "queue": "rq"},
    {"framework": "flask", "architecture": "cqrs", "auth": "jwt", "queue": "none"},
    {"framework": "django", "orm": "django-orm", "queue": "rq", "database": "sqlite"},
    {"framework": "django", "architecture": "hexagonal", "auth": "none", "queue": "celery"},
    {"framework": "django", "architecture": "cqrs", "auth": "jwt", "queue": "none"},
    {"framework": "fastapi", "architecture": "layered", "auth": "api_key", "queue": "celery"},
    {"framework": "flask", "architecture": "cqrs", "auth": "api_key", "example": "none"},
    {"framework": "django", "architecture": "hexagonal", "auth": "api_key", "queue": "rq"},
]
# Answers that refuse each other, and what the refusal names.
APART = [
    ({"framework": "django"}, "orm", "sqlalchemy", "users, sessions and admin"),
    ({"framework": "flask"}, "orm", "sqlmodel", "made for FastAPI"),
    ({"framework": "django"}, "orm", "sqlmodel", "made for FastAPI"),
    ({"framework": "flask"}, "orm", "django-orm", "app registry"),
    ({"framework": "fastapi"}, "orm", "django-orm", "app registry"),
]
REFUSED = [
    ("queue", "kafka"),
    ("broker", "kafka"),
    ("framework", "rails"),
    ("orm", "peewee"),
    ("architecture", "onion"),
    ("database", "mysql"),
    ("auth", "basic"),
    ("python_version", "3.11"),
    ("license", "GPL-3.0-only"),
    ("package_name", "json"),
    ("package_name", "class"),
    ("package_name", "match"),
    ("package_name", "fastapi"),
    ("package_name", "Shop"),
    ("package_name", "my-shop"),
    ("package_name", "2shop"),
    ("package_name", "_shop"),
    ("package_name", "schöp"),
    ("package_name", "shop\n"),
    ("package_name", ""),
    ("package_name", "p" * 31),
    ("project_name", ""),
    ("project_name", " Shop"),
    ("project_name", "one\ntwo"),
    ("project_name", "1234"),
    ("project_name", "x" * 65),
    ("description", " "),
    ("description", "one\ntwo"),
    ("description", "x" * 201),
    ("author_name", "a\x00b"),
    ("author_email", "ada"),
    ("author_email", "ada@example.com\n"),
]
TAKEN = [
    ("package_name", "p"),
    ("package_name", "p" * 30),
    ("package_name", "shop_2"),
    ("project_name", "Shöp & Söhne"),
    ("project_name", "{{ 7*7 }} a"),
    ("description", "x" * 200),
    ("author_name", ""),
    ("author_email", "ada.lovelace+shop@example.co.uk"),
]


def test_there_are_as_many_structures_as_counted_by_hand() -> None:
    """4 pairs of framework and ORM, 3 styles, 2 databases, 5 auths, 3 queues, 2 examples.

    One of the queues has 2 brokers; two of the auths come with a second factor and without.
    """
    assert len(list(structures())) == 4 * 3 * 2 * (5 + 2) * (3 + 1) * 2


@pytest.mark.parametrize("answers", ALLOWED, ids=str)
def test_is_allowed(answers: dict[str, str]) -> None:
    assert any(answers.items() <= structure.items() for structure in structures())


def test_a_second_factor_is_asked_for_beside_a_password_only() -> None:
    asked = {(s["auth"], s["mfa"]) for s in structures() if "mfa" in s}
    assert asked == {("jwt", True), ("jwt", False), ("session", True), ("session", False)}


def test_a_broker_is_asked_for_with_celery_only() -> None:
    assert {s["queue"] for s in structures() if "broker" in s} == {"celery"}


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_is_refused(name: str, value: str) -> None:
    question = template().questions[name]
    with pytest.raises(RefusedError):
        question.check(value, context({"project_name": "Shop"}))


@pytest.mark.parametrize(("given", "name", "value", "reason"), APART)
def test_is_refused_beside_another_answer(
    given: dict[str, str], name: str, value: str, reason: str
) -> None:
    question = template().questions[name]
    with pytest.raises(RefusedError, match=reason):
        question.check(value, context({"project_name": "Shop", **given}))


@pytest.mark.parametrize(("given", "name", "value", "_reason"), APART)
def test_is_in_no_structure(given: dict[str, str], name: str, value: str, _reason: str) -> None:
    refused = {**given, name: value}
    assert not any(refused.items() <= structure.items() for structure in structures())


@pytest.mark.parametrize(("name", "value"), TAKEN)
def test_is_taken(name: str, value: str) -> None:
    question = template().questions[name]
    assert question.check(value, context({"project_name": "Shop"})) == value
