"""`scaffold change`: another answer on the version that the project has."""

import pytest

from tests.update.small import Project, change


def test_an_answer_brings_its_files_and_is_recorded(project: Project) -> None:
    ran = project.scaffold("change", "queue=rq", "--json")
    assert ran.code == 0, ran.said
    kinds = {item["path"]: item["kind"] for item in ran.json["files"]}
    assert kinds == {
        ".copier-answers.yml": "changed",
        "migrations/0001.py": "new",
        "jobs.py": "new",
    }
    answers = (project / ".copier-answers.yml").read_text("utf-8")
    assert "queue: rq" in answers
    assert "_commit: v1.0.0" in answers


def test_an_answer_that_goes_takes_its_files_along_and_leaves_edits(project: Project) -> None:
    project.scaffold("change", "queue=rq")
    change(project / "migrations/0001.py", "tables = 1", "tables = 2")
    project.commit()
    ran = project.scaffold("change", "queue=none", "--json")
    kinds = {item["path"]: item["kind"] for item in ran.json["files"]}
    assert kinds["jobs.py"] == "removed"
    assert kinds["migrations/0001.py"] == "kept"
    assert not (project / "jobs.py").exists()


def test_edits_survive_and_what_is_to_be_done_by_hand_is_said(project: Project) -> None:
    project.scaffold("change", "queue=rq")
    change(project / "jobs.py", "line 9\n", "mine\n")
    project.commit()
    ran = project.scaffold("change", "queue=celery")
    assert ran.code == 0, ran.said
    assert "By hand: queue: Empty rq before celery." in ran.stdout
    assert "may have applied those that go:\n  migrations/0001.py" in ran.stdout
    merged = (project / "jobs.py").read_text("utf-8")
    assert merged.startswith('QUEUE = "celery"\n')
    assert "mine\n" in merged
    assert "broker: redis" in (project / ".copier-answers.yml").read_text("utf-8")


def test_an_answer_that_no_longer_applies_goes(project: Project) -> None:
    project.scaffold("change", "queue=celery", "broker=rabbitmq")
    project.commit()
    assert project.scaffold("change", "queue=rq").code == 0
    assert "broker" not in (project / ".copier-answers.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("project_name=other", "project_name: cannot be changed: it is its name"),
        ("quee=rq", "quee: is no option. Did you mean 'queue'?"),
        ("queue=rqq", "'rqq' is none of none, rq, celery"),
        ("broker=redis", "broker: does not apply here (only when queue == 'celery')"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    answer: str, said: str, project: Project
) -> None:
    before = project.state
    ran = project.scaffold("change", answer)
    assert ran.code == 1
    assert said in ran.stderr
    assert project.state == before


def test_the_form_of_an_answer_is_checked(project: Project) -> None:
    assert project.scaffold("change", "queue").code == 2
    assert project.scaffold("change").code == 2


def test_the_present_answer_changes_nothing(project: Project) -> None:
    assert "has these answers already" in project.scaffold("change", "queue=none").stdout


def test_a_plan_writes_nothing(project: Project) -> None:
    before = project.state
    ran = project.scaffold("change", "queue=rq", "--check")
    assert ran.code == 0
    assert "new: new in the template" in ran.stdout
    assert project.state == before
