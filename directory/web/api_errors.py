"""What the API reads and how it answers: strict JSON in, JSON out, and every refusal a problem document (RFC 9457)."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, NoReturn

from flask import abort, current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.wrappers import Response as AnyResponse

from directory.web.answer_faults import Fault

LARGEST_BODY = 64 * 1024
PROBLEM = "application/problem+json"
DETAILS = {
    400: "The request cannot be read. Check it against GET /api/openapi.json.",
    404: "There is nothing at this address. GET /api/openapi.json lists every address.",
    413: "The body is too large. Send 64 KB at most.",
    500: "Something went wrong on our side. Try again later.",
}


class _NotJson(ValueError):
    """Something that Python takes for JSON, and the standard does not."""


def sent_json() -> object:
    """The JSON that was sent. Anything else ends the request with a sentence that says what to send."""
    if request.mimetype != "application/json":
        abort(problem(415, 'Send JSON, with the header "Content-Type: application/json".'))
    sent = request.get_data()
    if len(sent) > LARGEST_BODY:
        abort(problem(413, DETAILS[413]))
    try:
        body: object = json.loads(sent.decode(), object_pairs_hook=_once_each, parse_constant=_no_number)
        json.dumps(body, ensure_ascii=False).encode()  # a lone surrogate is half a character, and cannot be sent back
    except UnicodeError:
        abort(problem(400, "The body has broken characters in it. Send JSON in UTF-8."))
    except RecursionError:
        abort(
            problem(400, "The body has too many lists or objects inside each other. GET /api/openapi.json shows its form.")
        )
    except _NotJson as error:
        abort(problem(400, str(error)))
    except json.JSONDecodeError as error:
        abort(problem(400, f"The body is not JSON: look at line {error.lineno}, column {error.colno}."))
    except ValueError:
        abort(problem(400, "The body has a number in it that is too long. Make it shorter."))
    return body


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _NotJson("A name is used twice in one object. Use each name once.")
    return found


def _no_number(name: str) -> NoReturn:
    raise _NotJson(f"{name} is not a number in JSON. Take it out.")


def as_json(data: Any, status: int = 200, mimetype: str = "application/json") -> AnyResponse:
    """Data as an answer."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return current_app.response_class(text, status, mimetype=mimetype)


def problem(status: int, detail: str, faults: Iterable[Fault] = ()) -> AnyResponse:
    """A refusal, with what is wrong in each field."""
    errors = [{"field": fault.field, "what": fault.what} for fault in faults]
    title = HTTPStatus(status).phrase
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": errors}
    return as_json(document, status, PROBLEM)


def faulty(faults: tuple[Fault, ...]) -> AnyResponse:
    """All faults. 409 where each child is right by itself, and only two ids are the same: no schema can say that."""
    status = 409 if all(fault.clash for fault in faults) else 400
    return problem(status, "Some of what was sent cannot be used. Mend each entry in errors, and send it again.", faults)


def refused(error: HTTPException) -> AnyResponse:
    """An error of HTTP as a problem document."""
    code = error.code or 500
    if isinstance(error, MethodNotAllowed):
        allowed = ", ".join(sorted(error.valid_methods or ()))
        response = problem(code, f"{request.method} does not work at this address. Use one of: {allowed}.")
        response.headers["Allow"] = allowed
        return response
    return problem(code, DETAILS.get(code, str(error.description)))
