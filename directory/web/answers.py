"""The reader's own answers: kept in the session in the form in which the API takes them, and read by the same code."""

from typing import Any

from flask import g, session

from directory.checker import Household
from directory.models import Question, Scope
from directory.web.answer_faults import value_faults
from directory.web.raw_answers import forgiving_household
from directory.web.site import the_site

MOST_CHILDREN = 8
KEY = "check"
Raw = dict[str, Any]


def raw_answers() -> Raw:
    """The answers as they were given: {"area", "answers": {fact: …}, "children": [{"id", fact: …}]}."""
    raw: Raw = session.get(KEY) or {}
    return {"answers": {}, "children": [], **raw}


def household() -> Household:
    """What is known of the reader, the same for the whole of a request."""
    if "household" not in g:
        g.household = forgiving_household(session.get(KEY) or {}, the_site().catalogue)
    found: Household = g.household
    return found


def given(question: Question, child: str | None) -> Any:
    """The answer to a question as it was given; None where there is none, or none that can be given any more."""
    value = _given(question, child)
    return None if value is None or any(value_faults(the_site().catalogue, question.key, value, "")) else value


def _given(question: Question, child: str | None) -> Any:
    raw = raw_answers()
    if question.key == "area":
        return raw.get("area")
    if question.scope is Scope.CARER:
        return raw["answers"].get(question.key)
    return next((about.get(question.key) for about in raw["children"] if about["id"] == child), None)


def given_so_far() -> list[tuple[Question, str | None, Any]]:
    """What was answered, in the order of asking: the question, the child that it is about, the answer as given."""
    rows = []
    for question in the_site().catalogue.questions.values():
        for child in [None] if question.scope is Scope.CARER else [child.id for child in household().children]:
            value = given(question, child)
            if value is not None:
                rows.append((question, child, value))
    return rows


def numbers() -> dict[str, int]:
    """The number that each child is called by on a page."""
    return {child.id: number for number, child in enumerate(household().children, start=1)}


def record(question: Question, child: str | None, value: Any) -> None:
    """Keep one answer. The first answer about a child adds that child."""
    raw = raw_answers()
    if question.key == "area":
        raw["area"] = value
    elif question.scope is Scope.CARER:
        raw["answers"][question.key] = value
    else:
        about = next((one for one in raw["children"] if one["id"] == child), None)
        if about is None:
            about = {"id": child or "1"}
            raw["children"].append(about)
        about[question.key] = value
    _keep(raw)


def replace_all(raw: Raw) -> None:
    """Keep these answers instead of all that were given."""
    _keep(raw)


def add_child() -> bool:
    """Add one more child of whom nothing is known yet; False where there are enough already."""
    raw = raw_answers()
    children = raw["children"] or [{"id": "1"}]
    if len(children) >= MOST_CHILDREN:
        return False
    raw["children"] = [*children, {"id": str(max(int(child["id"]) for child in children) + 1)}]
    _keep(raw)
    return True


def remove_child(name: str) -> None:
    """Forget one child."""
    raw = raw_answers()
    raw["children"] = [child for child in raw["children"] if child["id"] != name]
    _keep(raw)


def _keep(raw: Raw) -> None:
    session[KEY] = raw
    g.pop("household", None)
