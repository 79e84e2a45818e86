"""What somebody typed or ticked on a question page, as an answer, or as a sentence that says what to do."""

import re
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from directory.models import NONE, NOT_SURE, Kind, Question
from directory.places import Miss, Places
from directory.web.languages import gettext

Form = MultiDict[str, str]
FIELD = "answer"
_YEARS = re.compile(r" ?(years?|yrs?|y)( old)?$")  # "9 years old" is 9


@dataclass(frozen=True, slots=True)
class Entered:
    """An answer, or what is wrong with it, or places to choose from."""

    value: Any = None
    fault: str = ""
    choices: tuple[str, ...] = ()


def read_form(question: Question, form: Form, places: Places) -> Entered:
    """The answer to a question."""
    if form.getlist(FIELD) == [NOT_SURE] or "not_sure" in form:
        return Entered(NOT_SURE)
    match question.kind:
        case Kind.AREA:
            return _area(form, places)
        case Kind.AGE:
            return _age(question, form.get(FIELD, ""))
        case Kind.CHOICES:
            return _choices(question, form.getlist(FIELD))
    return _choice(question, form.get(FIELD, ""))


def _choice(question: Question, code: str) -> Entered:
    if code in question.codes:
        return Entered(code)
    for n, also in enumerate(question.also):
        if code == f"also-{n}":
            return Entered({"one_of": list(also.one_of)})
    return Entered(fault=gettext("Choose an answer. If you do not know, choose “I am not sure”."))


def _choices(question: Question, codes: list[str]) -> Entered:
    known = [code for code in codes if code in question.codes]
    if not known:
        return Entered(fault=gettext("Tick an answer. If you do not know, tick “I am not sure”."))
    if NOT_SURE in codes:
        return Entered(fault=gettext("Tick “I am not sure” by itself, or tick the others without it."))
    if NONE in known and len(known) > 1:
        return Entered(fault=gettext("Tick “None of these” by itself, or tick the others without it."))
    return Entered(known)


def _age(question: Question, typed: str) -> Entered:
    low, high = question.ages
    text = _YEARS.sub("", typed.strip().lower())
    if not text.isdecimal():
        return Entered(fault=gettext("Enter the child’s age in whole years, like 9. For a baby under 1, enter 0."))
    if len(text) > 4 or not low <= int(text) <= high:
        return Entered(fault=gettext("Enter an age from %(low)s to %(high)s.", low=low, high=high))
    return Entered(int(text))


def _area(form: Form, places: Places) -> Entered:
    chosen = form.get("area", "")
    if chosen in places.councils or chosen in _NATION_CHOICES:
        return Entered(chosen)
    found = places.find(form.get(FIELD, ""))
    if found.miss:
        return Entered(fault=place_fault(found.miss))
    return Entered(found.area) if found.area else Entered(choices=found.areas)


_NATION_CHOICES = ("england", "wales", "scotland", "northern-ireland", "elsewhere")


def place_fault(miss: Miss) -> str:
    """What to do when a place was not found."""
    sentences = {
        Miss.EMPTY: gettext("Enter your postcode, your town or your council."),
        Miss.POSTCODE: gettext("We do not know this postcode. Check it, or enter your town or your council."),
        Miss.NAME: gettext("We do not know this place. Enter your postcode, or the council on your council tax bill."),
    }
    return str(sentences[miss])
