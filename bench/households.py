"""Made-up households of which some things are known: in the form in which the site keeps answers."""

from collections.abc import Iterator
from random import Random
from typing import Any

from directory.checker import Household, may_be_put
from directory.models import NONE, NOT_SURE, ONE_OF, Catalogue, Kind, Question, Scope
from directory.rules import Values
from directory.web.raw_answers import forgiving_household, values

Raw = dict[str, Any]


def raw_households(catalogue: Catalogue, how_many: int, seed: int) -> list[Raw]:
    """Households with one to three children, in any council, who have answered from none to all of the questions."""
    random = Random(seed)  # noqa: S311 - the same numbers every time is what we want
    return [_raw_household(catalogue, random) for _ in range(how_many)]


def households(catalogue: Catalogue, how_many: int, seed: int) -> list[Household]:
    """The same as the checker knows them."""
    return [forgiving_household(raw, catalogue) for raw in raw_households(catalogue, how_many, seed)]


def _raw_household(catalogue: Catalogue, random: Random) -> Raw:
    share = random.random()  # of the questions answered so far
    carer = dict(_person(catalogue, Scope.CARER, {}, share, random))
    known = _known(catalogue, carer)
    numbers = range(1, random.choice((1, 1, 1, 1, 1, 1, 2, 2, 2, 3)) + 1)
    children = [{"id": str(n), **dict(_person(catalogue, Scope.CHILD, known, share, random))} for n in numbers]
    return {"area": random.choice(list(catalogue.councils)), "answers": carer, "children": children}


def _known(catalogue: Catalogue, raw: Raw) -> dict[str, Values]:
    given = {key: values(catalogue.questions[key], value) for key, value in raw.items()}
    return {key: some for key, some in given.items() if some is not None}


def _person(
    catalogue: Catalogue, scope: Scope, before: dict[str, Values], share: float, random: Random
) -> Iterator[tuple[str, Any]]:
    """Answers to the questions that are put to such a person, in the order of asking."""
    known = dict(before)
    for key, question in catalogue.questions.items():
        if question.scope is not scope or question.kind is Kind.AREA or random.random() > share:
            continue
        if may_be_put(question, known, catalogue.questions):
            answer = _answer(question, random)
            known |= _known(catalogue, {key: answer})
            yield key, answer


def _answer(question: Question, random: Random) -> Any:
    """One answer; of ten, one is "not sure", and one is "one of these two" where that can be said."""
    kind = random.random()
    if kind < 0.1:
        return NOT_SURE
    codes: list[Any] = [code for code in question.fact.codes if code != NONE]
    if question.kind is Kind.CHOICES:
        return random.sample(codes, random.randint(0, 2)) or [NONE]
    if question.kind is Kind.AGE:
        return random.randint(*question.ages)
    return {ONE_OF: random.sample(codes, 2)} if kind < 0.2 and len(codes) > 2 else random.choice(codes)
