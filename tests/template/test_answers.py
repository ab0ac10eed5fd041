"""Every answer makes a difference, and some test sees it in the running service."""

import re
from collections import defaultdict

import pytest

from tests.template.rendering import ROOT, Project, context, template

# Where it is seen what an answer does: folder below tests/, module and test.
OBSERVED_BY = {
    "project_name": "template texts python_has_the_name",
    "package_name": "template formats python_is_formatted_whatever_the_package_is_called",
    "description": "template texts pyproject_has_the_texts",
    "author_name": "template texts pyproject_has_the_texts",
    "author_email": "template texts pyproject_has_the_texts",
    "license=proprietary": "template formats the_licence_file_is_the_licence_of_the_metadata",
    "license=MIT": "template formats the_licence_file_is_the_licence_of_the_metadata",
    "license=Apache-2.0": "template formats the_licence_file_is_the_licence_of_the_metadata",
    "license=BSD-3-Clause": "template formats the_licence_file_is_the_licence_of_the_metadata",
    "python_version=3.12": "template formats one_python_version_is_named_everywhere",
    "python_version=3.13": "template formats one_python_version_is_named_everywhere",
    "python_version=3.14": "template formats one_python_version_is_named_everywhere",
    "framework=fastapi": "service openapi the_docs_are_those_of_this_service",
    "framework=flask": "service openapi_parity every_framework_describes_the_same_interface",
    "framework=django": "service openapi_parity every_framework_describes_the_same_interface",
    "architecture=layered": "service orders_create it_is_stored_before_the_response",
    "architecture=hexagonal": "template import_rules each_planted_import_breaks_the_rule",
    "architecture=cqrs": "service outbox_kills no_job_is_lost_and_none_done_twice",
    "orm=sqlalchemy": "service commands models_and_migrations_do_not_differ",
    "orm=sqlmodel": "service commands models_and_migrations_do_not_differ",
    "orm=django-orm": "service commands models_and_migrations_do_not_differ",
    "database=postgresql": "service health readyz_is_503_when_the_database_refuses",
    "database=sqlite": "service settings a_service_made_for_sqlite_refuses_postgresql_and_says_so",
    "auth=api_key": "service auth_api_keys a_key_works_in_either_header",
    "auth=jwt": "service auth_token signing_in_gives_both_tokens",
    "auth=session": "service auth_session a_stolen_cookie_is_worth_nothing_after_logout",
    "auth=oidc": "service auth_oidc unknown_keys_cost_one_read_not_one_for_each",
    "auth=none": "service auth_none there_are_no_auth_routes",
    "mfa": "service auth_mfa a_right_password_without_a_code_asks_for_one",
    "queue=none": "service first_run the_worker_says_that_jobs_run_in_the_web_process",
    "queue=celery": "service job_kills orders_wait_for_a_worker_which_exits_0_when_told_to_stop",
    "queue=rq": "service job_kills orders_wait_for_a_worker_which_exits_0_when_told_to_stop",
    "broker=redis": "service health readyz_is_503_when_the_broker_refuses",
    "broker=rabbitmq": "service settings a_service_made_for_rabbitmq_refuses_another_broker",
    "example=orders": "service jobs an_order_is_confirmed_soon",
    "example=none": "service openapi every_route_is_described",
    "ci=github": "template formats public_schemas_accept",
    "ci=gitlab": "template formats public_schemas_accept",
    "ci=none": "template answers without_a_pipeline_there_is_no_file_for_one",
}


def answers() -> list[str]:
    """Every answer that can be given: a question without choices, or a question and a choice."""
    return [
        f"{name}={choice.value}" if question.has_choices else name
        for name, question in template().questions.items()
        for choice in (question.choices(context({})) if question.has_choices else [None])
    ]


def test_some_test_observes_every_answer() -> None:
    assert sorted(OBSERVED_BY) == sorted(answers())


@pytest.mark.parametrize("test", sorted(set(OBSERVED_BY.values())))
def test_the_observing_test_exists(test: str) -> None:
    folder, module, name = test.split()
    source = (ROOT / "tests" / folder / f"test_{module}.py").read_text("utf-8")
    assert re.search(rf"^def test_{name}\(", source, re.MULTILINE)


def split(answer: str) -> tuple[str, str, str]:
    """Return the question, and the choice if there is one."""
    return answer.partition("=")


@pytest.mark.parametrize(
    "name", sorted({name for name, choice, _ in map(split, answers()) if choice})
)
def test_every_choice_renders_what_no_other_choice_does(
    name: str, everything: tuple[Project, ...]
) -> None:
    makers = defaultdict[tuple[str, str], set[str]](set)
    for project in everything:
        for item in project.files.items():
            makers[item].add(project.values[name])
    own = {next(iter(values)) for values in makers.values() if len(values) == 1}
    assert own == {value for asked, _, value in map(split, answers()) if asked == name}


def test_without_a_pipeline_there_is_no_file_for_one(everything: tuple[Project, ...]) -> None:
    for project in everything:
        pipelines = {path for path in project.files if path.startswith((".github/", ".gitlab"))}
        assert bool(pipelines) == (project.answers["ci"] != "none")
