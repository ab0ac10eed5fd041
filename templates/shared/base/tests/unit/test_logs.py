import json
import logging

import pytest
import structlog

from {{ package_name }}.logs import MASK, configure_logging
from {{ package_name }}.settings import Environment, Settings


def configure(environment: Environment, level: str = "INFO") -> None:
    values = {"environment": environment, "log_level": level}
    configure_logging(Settings().model_copy(update=values))


def test_production_writes_one_json_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Environment.PRODUCTION)

    structlog.get_logger("test").info("sold", sku="tea")

    line = json.loads(capsys.readouterr().out)
    assert (line["event"], line["sku"], line["level"]) == ("sold", "tea", "info")


def test_development_writes_text(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Environment.DEVELOPMENT)

    structlog.get_logger("test").info("sold", sku="tea")

    line = capsys.readouterr().out
    assert "sold" in line
    assert "sku=tea" in line
    assert not line.startswith("{")


def test_an_exception_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Environment.PRODUCTION)

    try:
        json.loads("{")
    except ValueError:
        structlog.get_logger("test").exception("broken")

    (line,) = capsys.readouterr().out.splitlines()
    assert "Traceback" in json.loads(line)["exception"]


def test_lines_of_libraries_take_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Environment.PRODUCTION)

    logging.getLogger("a.library").warning("careful %s", "now")

    assert json.loads(capsys.readouterr().out)["event"] == "careful now"


def test_what_is_bound_to_the_context_is_on_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Environment.PRODUCTION)

    with structlog.contextvars.bound_contextvars(request_id="abc"):
        structlog.get_logger("test").info("sold")

    assert json.loads(capsys.readouterr().out)["request_id"] == "abc"


@pytest.mark.parametrize(
    "name",
    ["new_password", "Authorization", "cookie", "access_token", "secret_key", "api_key"],
)
def test_secrets_are_masked(capsys: pytest.CaptureFixture[str], name: str) -> None:
    configure(Environment.PRODUCTION)

    structlog.get_logger("test").info("signed_in", **{name: "hunter2"})

    assert json.loads(capsys.readouterr().out)[name] == MASK


def test_lines_below_the_level_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Environment.PRODUCTION, level="ERROR")

    structlog.get_logger("test").warning("hm")

    assert capsys.readouterr().out == ""


def test_commands_log_to_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(), stream="stderr")

    structlog.get_logger("test").info("sold")

    captured = capsys.readouterr()
    assert captured.out == ""
    assert "sold" in captured.err
