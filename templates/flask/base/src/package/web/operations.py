"""Operations: views that say who may call them, what they take and what they answer."""

import functools
import inspect
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, get_type_hints

from flask import Response, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import NotAcceptable

from {{ package_name }}.callers import Caller
from {{ package_name }}.web.access import Public, Requires
from {{ package_name }}.web.bodies import read_json
from {{ package_name }}.web.document import Responses
from {{ package_name }}.web.negotiation import JSON, READABLE, accepts
from {{ package_name }}.web.policy import API_PREFIX
from {{ package_name }}.web.problems import InvalidInputError

# What a view may return: a model or nothing, with headers or without, or a finished response.
Body = BaseModel | None
Answer = Body | tuple[Body, Mapping[str, str]] | Response
View = Callable[..., Answer]


class Operation:
    """A view with its declarations, as Flask calls it and as the OpenAPI document describes it.

    A view takes by name what it needs: the parts of its path, `caller`, and the models that its
    `body`, `query` and `headers` are annotated with.
    """

    def __init__(
        self,
        view: View,
        access: Requires | Public,
        *,
        status: HTTPStatus,
        answer: type[BaseModel] | None,
        responses: Responses,
    ) -> None:
        functools.update_wrapper(self, view)
        self.__name__ = view.__name__
        self.view = view
        self.access = access
        self.status = status
        self.answer = answer
        self.responses = responses
        hints = get_type_hints(view)
        self.parameters = inspect.signature(view).parameters.keys()
        self.body: type[BaseModel] | None = hints.get("body")
        self.query: type[BaseModel] | None = hints.get("query")
        self.headers: type[BaseModel] | None = hints.get("headers")

    def __call__(self, **path: Any) -> Response:  # noqa: ANN401 - as the path's converters have it
        """Serve a request.

        Raises:
            NotAcceptable: The client cannot read JSON.
            UnsupportedMediaType: The body is not JSON.
            InvalidJsonError: The body cannot be read.
            ServiceError: The caller may not do this, or it cannot be done.
            InvalidInputError: Something does not fit its model.
        """
        if request.path.startswith(API_PREFIX) and not accepts(_accept_header(), READABLE):
            raise NotAcceptable
        body = read_json() if self.body is not None else None
        caller = self.access.admit() if isinstance(self.access, Requires) else None
        answer = self.view(**path, **self._arguments(caller, body))
        return self._respond(answer)

    def _arguments(self, caller: Caller | None, body: object) -> dict[str, Any]:
        """Make what the view takes beside the parts of its path."""
        given = {
            "body": (self.body, body),
            "query": (self.query, {name: values[-1] for name, values in request.args.lists()}),
            "headers": (self.headers, {name.lower(): value for name, value in request.headers}),
        }
        arguments: dict[str, Any] = {"caller": caller} if "caller" in self.parameters else {}
        faults: list[Mapping[str, Any]] = []
        for name, (model, value) in given.items():
            if model is not None:
                try:
                    # Without it the fault of a body that is no object would name the class.
                    arguments[name] = model.model_validate(value, from_attributes=True)
                except ValidationError as error:
                    faults += error.errors(include_url=False)
        if faults:
            raise InvalidInputError(faults)
        return arguments

    def _respond(self, answer: Answer) -> Response:
        if isinstance(answer, Response):
            return answer
        model, headers = answer if isinstance(answer, tuple) else (answer, {})
        if model is None:
            response = Response(status=self.status, headers=headers)
            del response.headers["Content-Type"]
            return response
        return Response(model.model_dump_json(), self.status, headers, mimetype=JSON)


def operation(
    access: Requires | Public,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    answer: type[BaseModel] | None = None,
    responses: Responses | None = None,
) -> Callable[[View], Operation]:
    """Declare who may call a view, what it answers and how it may fail.

    Args:
        access: `Requires(scope)` or `PUBLIC`.
        status: Of the answer, where all goes well.
        answer: The model of its body; without one it has none.
        responses: What the OpenAPI document says besides, by status.
    """

    def declare(view: View) -> Operation:
        return Operation(view, access, status=status, answer=answer, responses=responses or {})

    return declare


def _accept_header() -> str:
    return request.headers.get("Accept") or "*/*"
