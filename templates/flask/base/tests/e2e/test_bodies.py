from io import BytesIO

from {{ package_name }}.settings import Settings

from tests.e2e.echo import URL, create_echo_app
from tests.e2e.serving import App, serving


class BrokenStream(BytesIO):
    """A body whose client does something wrong."""

    def read(self, size: int | None = -1) -> bytes:
        message = f"not a chunk, in {size} bytes"
        raise ValueError(message)


def test_a_body_that_nobody_reads_must_not_be_too_long_either(app: App) -> None:
    too_long = b" " * (app.config["MAX_BODY_BYTES"] + 1)

    with serving(app) as client:
        statuses = [
            client.request(method, path, content=too_long).status_code
            for method, path in (("GET", "/livez"), ("POST", "/nothing"))
        ]

    assert statuses == [413, 413]


def test_a_body_that_breaks_off_is_the_fault_of_the_client(settings: Settings) -> None:
    app = create_echo_app(settings)

    response = app.test_client().post(
        URL,
        input_stream=BrokenStream(),
        environ_overrides={"wsgi.input_terminated": True},
        content_type="application/json",
    )

    assert response.status_code == 400
