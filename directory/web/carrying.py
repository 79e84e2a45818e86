"""Carrying answers to another device or to a worker: the code of the answers, and the page where a code is opened."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from directory.answer_code import Mistyped, NewerVersion, read_code, write_code
from directory.models import Catalogue
from directory.web import answers
from directory.web.answer_faults import ID, value_faults
from directory.web.languages import gettext
from directory.web.site import the_site
from directory.web.squares import square

bp = Blueprint("carrying", __name__, url_prefix="/code")
FIELD = "code"
_MOST_SHOWN = 200  # characters of what was typed that are shown again


@dataclass(frozen=True, slots=True)
class Carried:
    """The answers as a code, where it is opened, and that address with the code behind its # as a picture to scan."""

    code: str
    address: str
    picture: Markup


def carried() -> Carried | None:
    """The code of the reader's answers; None where there are none."""
    raw = answers.raw_answers()
    vocabularies = the_site().catalogue.vocabularies
    if not vocabularies or not any((raw.get("area"), raw["answers"], raw["children"])):
        return None
    code = write_code(raw, vocabularies[max(vocabularies)])
    address = url_for("carrying.form", _external=True)
    return Carried(code, address, square(f"{address}#{code}"))  # what stands behind the # is never sent to a server


@bp.get("")
def form() -> str:
    """Where a code is typed."""
    return _form("", "")


@bp.post("")
def open_code() -> Response | str:
    """Put the answers of a code in place of those that are there, and show the results."""
    typed = request.form.get(FIELD, "")
    fault = gettext("Type the code. It is on the page where you saw what you can get, and on its printout.")
    if typed.strip():
        try:
            raw = read_code(typed, the_site().catalogue.vocabularies)
        except Mistyped:
            fault = gettext(
                "This code is not right. Compare each letter and number with the code that you have, and try again."
            )
        except NewerVersion:
            fault = gettext(
                "This code comes from a newer version of this site. Try again in an hour, or answer the questions again."
            )
        else:
            return _opened(raw)
    return _form(typed[:_MOST_SHOWN], fault)


def _form(typed: str, fault: str) -> str:
    return render_template("code.html", typed=typed, fault=fault)


def _opened(raw: answers.Raw) -> Response:
    kept, left_out = still_meant(raw, the_site().catalogue)
    answers.replace_all(kept)
    return redirect(url_for("results.results", opened=left_out), 303)


def still_meant(raw: answers.Raw, catalogue: Catalogue) -> tuple[answers.Raw, int]:
    """The answers that still have a meaning, and how many have none any more, so that they are asked again."""
    children = [{key: value for key, value in child.items() if _means(catalogue, key, value)} for child in raw["children"]]
    kept = {
        "answers": {key: value for key, value in raw["answers"].items() if _means(catalogue, key, value)},
        "children": children,
    }
    if "area" in raw and _means(catalogue, "area", raw["area"]):
        kept["area"] = raw["area"]
    return kept, _number(raw) - _number(kept)


def _means(catalogue: Catalogue, key: str, value: Any) -> bool:
    if key == ID:
        return True
    question = catalogue.questions.get(key)
    if question is None or any(value_faults(catalogue, key, value, "")):
        return False
    return not isinstance(value, dict) or tuple(value["one_of"]) in [also.one_of for also in question.also]


def _number(raw: answers.Raw) -> int:
    return ("area" in raw) + len(raw["answers"]) + sum(len(child) for child in raw["children"])
