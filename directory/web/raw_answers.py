"""Answers as they are sent to the API or kept in a session, to a household."""

from collections.abc import Iterable
from functools import reduce
from itertools import count, islice
from operator import or_
from typing import Any

from directory.checker import AREA, Answers, Child, Household
from directory.models import NONE, NOT_SURE, ONE_OF, Catalogue, Kind, Question, Scope
from directory.rules import Values
from directory.web.answer_faults import ID, MOST_CHILDREN, Fault, entry_faults, faults, value_faults

_MOST_FAULTS = 100  # a body of 64 KB can hold thousands, and each costs a search for the nearest right word
Raw = dict[str, Any]


class BadAnswers(Exception):
    """What was sent cannot be read as answers."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")  # never the answers themselves: this text can end in a log
        self.faults = faults


def read_household(body: object, catalogue: Catalogue, most_children: int = MOST_CHILDREN) -> Household:
    """The household that was sent. BadAnswers, with every fault, where something in it is wrong."""
    if found := tuple(islice(faults(body, catalogue, most_children), _MOST_FAULTS)):
        raise BadAnswers(found)
    assert isinstance(body, dict)
    return _household(body, catalogue)


def forgiving_household(body: object, catalogue: Catalogue) -> Household:
    """The same of what is right. The rest is as if it had not been asked: questions can change between two visits."""
    if not isinstance(body, dict):
        return Household()
    area = {AREA: body[AREA]} if AREA in body and not any(value_faults(catalogue, AREA, body[AREA], AREA)) else {}
    children: dict[object, Raw] = {}
    raw_children = body.get("children")
    for n, raw in enumerate(raw_children if isinstance(raw_children, list) else ()):
        if isinstance(raw, dict):
            child = _kept(raw, Scope.CHILD, catalogue)
            children.setdefault(child.get(ID, n), child)  # of two with the same id, the first
    answers = _kept(body.get("answers"), Scope.CARER, catalogue)
    return _household({**area, "answers": answers, "children": list(children.values())[:MOST_CHILDREN]}, catalogue)


def _kept(raw: object, scope: Scope, catalogue: Catalogue) -> Raw:
    entries = raw.items() if isinstance(raw, dict) else ()
    return {key: value for key, value in entries if not any(entry_faults(catalogue, key, value, "", scope))}


def _household(body: Raw, catalogue: Catalogue) -> Household:
    area = body.get(AREA, NOT_SURE)
    areas = () if area == NOT_SURE else _several(area)
    carer = _answers(body.get("answers", {}), catalogue)
    raw_children = body.get("children", [])
    names = _names(raw_children)
    children = (Child(name, _answers(raw, catalogue)) for name, raw in zip(names, raw_children, strict=True))
    return Household(tuple(dict.fromkeys(areas)), carer.tell(AREA, None) if AREA in body else carer, tuple(children))


def _answers(raw: Raw, catalogue: Catalogue) -> Answers:
    given = {key: values(catalogue.questions[key], value) for key, value in raw.items() if key != ID}
    return Answers({key: some for key, some in given.items() if some is not None}, frozenset(given))


def _names(children: Iterable[Raw]) -> list[str]:
    """The id of each child: the one that was given, else its place in the list, or the next number that is free."""
    taken = {child[ID] for child in children if ID in child}
    names: list[str] = []
    for place, child in enumerate(children, 1):
        name = child.get(ID) or next(str(number) for number in count(place) if str(number) not in taken)
        taken.add(name)
        names.append(name)
    return names


def values(question: Question, value: Any) -> Values | None:
    """The values that an answer without faults leaves possible; None for "not-sure"."""
    if value == NOT_SURE:
        return None
    fact = question.fact
    match question.kind:
        case Kind.AGE:
            return fact.having(str(int(age)) for age in _several(value))
        case Kind.CHOICES:
            sets = [[code] for code in value[ONE_OF]] if isinstance(value, dict) else [value]
            return reduce(or_, (fact.exactly(code for code in codes if code != NONE) for codes in sets))
    return fact.having(_several(value))


def _several(value: Any) -> list[Any]:
    """The answers that are possible: those of a "one_of", or just the one."""
    return list(value[ONE_OF]) if isinstance(value, dict) else [value]
