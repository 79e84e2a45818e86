"""What is wrong with answers as they are sent: every fault at once, where it is, and what to do about it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from directory.checker import AREA
from directory.models import NATIONS, NONE, NOT_SURE, ONE_OF, Catalogue, Kind, Question, Scope
from directory.problems import did_you_mean

ID = "id"
MOST_CHILDREN = 12
LONGEST_ID = 40
_FIELDS = (AREA, "answers", "children")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, and what to do. `clash`: right by itself, but it cannot stand beside the rest."""

    field: str
    what: str
    clash: bool = False


def faults(body: object, catalogue: Catalogue, most_children: int = MOST_CHILDREN) -> Iterator[Fault]:
    """What is wrong with a body that should say what is known of a household."""
    if not isinstance(body, dict):
        yield Fault("", 'Send an object, like {"area": "leeds", "answers": {}, "children": [{}]}.')
        return
    for key in (key for key in body if key not in _FIELDS):
        yield Fault(_short(key), _not_here(catalogue, key, _FIELDS, 'The fields are "area", "answers" and "children".'))
    if AREA in body:
        yield from value_faults(catalogue, AREA, body[AREA], AREA)
    yield from _person_faults(catalogue, body.get("answers", {}), "answers", Scope.CARER)
    yield from _children_faults(catalogue, body.get("children", []), most_children)


def _children_faults(catalogue: Catalogue, children: object, most: int) -> Iterator[Fault]:
    if not isinstance(children, list):
        yield Fault("children", 'Send a list with one object for each child, like [{"child_age": 9}].')
        return
    if len(children) > most:
        here = "Send one child here, and ask again for each of the others."
        yield Fault("children", here if most == 1 else f"Send {most} children at most.")
    seen: set[str] = set()
    for n, child in enumerate(children):
        yield from _person_faults(catalogue, child, f"children[{n}]", Scope.CHILD)
        name = child.get(ID) if isinstance(child, dict) else None
        if isinstance(name, str) and name in seen:
            yield Fault(f"children[{n}].id", f'Another child has the id "{_short(name)}". Give each its own.', clash=True)
        elif isinstance(name, str):
            seen.add(name)


def _person_faults(catalogue: Catalogue, raw: object, field: str, scope: Scope) -> Iterator[Fault]:
    if not isinstance(raw, dict):
        yield Fault(field, "Send an object with a fact and its answer in each entry, or an empty one: {}.")
        return
    for key, value in raw.items():
        yield from entry_faults(catalogue, key, value, f"{field}.{_short(key)}", scope)


def entry_faults(catalogue: Catalogue, key: str, value: object, field: str, scope: Scope) -> Iterator[Fault]:
    """What is wrong with one entry about the carer or a child."""
    if key == ID and scope is Scope.CHILD:
        if not (isinstance(value, str) and 0 < len(value) <= LONGEST_ID):
            yield Fault(field, f'Give the id as text of 1 to {LONGEST_ID} characters, like "1", or leave it out.')
    elif key in (names := _facts(catalogue, scope)):
        yield from value_faults(catalogue, key, value, field)
    else:
        yield Fault(field, _not_here(catalogue, key, names, "GET /api/questions lists all facts."))


def _facts(catalogue: Catalogue, scope: Scope) -> list[str]:
    return [key for key, question in catalogue.questions.items() if question.scope is scope and key != AREA]


def _not_here(catalogue: Catalogue, key: str, names: Collection[str], otherwise: str) -> str:
    """What to do about a key that does not belong where it stands: where it goes, or what it may have been meant to be."""
    if key == AREA:
        return '"area" goes at the top level, beside "answers" and "children".'
    if question := catalogue.questions.get(key):
        if question.scope is Scope.CHILD:
            return f'"{key}" is about a child. Put it in an entry of "children".'
        return f'"{key}" is about the carer. Put it in "answers".'
    return f'"{_short(key)}" is not known here. {_nearest(key, names, otherwise)}'


def value_faults(catalogue: Catalogue, key: str, value: object, field: str) -> Iterator[Fault]:
    """What is wrong with an answer to a question: nothing, or one fault for each wrong thing in it."""
    question = catalogue.questions[key]
    codes = codes_of(catalogue, question)
    if value == NOT_SURE:
        return
    if isinstance(value, dict):
        several = value.get(ONE_OF)
        if len(value) == 1 and isinstance(several, list) and several:
            for n, one in enumerate(several):
                yield from _one_fault(question, codes, one, f"{field}.{ONE_OF}[{n}]")
        else:
            yield Fault(field, 'Give one answer, or {"one_of": […]} with at least one in the list and nothing beside it.')
    elif question.kind is Kind.CHOICES:
        yield from _list_faults(question, codes, value, field)
    else:
        yield from _one_fault(question, codes, value, field)


def _list_faults(question: Question, codes: Collection[str], value: object, field: str) -> Iterator[Fault]:
    if not isinstance(value, list) or not value:
        none = ' If none of them is true, give ["none"].' if NONE in codes else ""
        yield Fault(field, f'Give a list of codes, like ["{next(iter(codes))}"].{none} If it is not known, leave it out.')
        return
    for n, code in enumerate(value):
        yield from _one_fault(question, codes, code, f"{field}[{n}]")
    if NONE in value and len(value) > 1:
        yield Fault(field, '"none" cannot stand beside another code. Give ["none"] alone, or take it out.')


def _one_fault(question: Question, codes: Collection[str], value: object, field: str) -> Iterator[Fault]:
    if question.kind is Kind.AGE:
        low, high = question.ages
        if isinstance(value, bool) or not isinstance(value, int | float) or value % 1:
            yield Fault(field, "Give the age in whole years, as a number without quotes, like 9.")
        elif not low <= value <= high:
            yield Fault(field, f"Give an age from {low} to {high}.")
    elif not isinstance(value, str):
        yield Fault(field, f'Give a code as text, like "{next(iter(codes))}". If it is not known, leave it out.')
    elif value not in codes:
        where = "GET /api/questions lists the codes."
        yield Fault(field, f'"{_short(value)}" is not one of the codes. {_nearest(value, codes, where)}')


def codes_of(catalogue: Catalogue, question: Question) -> dict[str, str]:
    """The codes that answer a question, with their labels; for the place, every council and nation."""
    if question.kind is Kind.AREA:
        return {slug: council.name for slug, council in catalogue.councils.items()} | NATIONS
    return {code: words.label for code, words in question.codes.items()}


def _nearest(word: str, words: Iterable[str], otherwise: str) -> str:
    return did_you_mean(word, words, otherwise) if len(word) <= 60 else otherwise


def _short(word: str) -> str:
    return word if len(word) <= 60 else f"{word[:60]}…"
