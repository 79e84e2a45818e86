"""Scores the scenarios: how many small mistakes in the rules of the offers would they notice? Run by `make mutants`.

A mutant is one rule with one mistake: a line turned round, all and any swapped, or one part of a group left out. It is
noticed if some family is then told something else than its scenario expects.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from directory.checker import Checker
from directory.content import read_content
from directory.models import Catalogue, Kind, Offer, Question
from directory.rules import EVERYONE, AllOf, AnyOf, Condition, Is, Rule, Values, members
from tests.families import Family, family, mismatches, stories

LEAST = 0.85
_WORDS: Mapping[type, str] = {AllOf: "all", AnyOf: "any"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule of an offer with one mistake in it. `part`: which of its strength_if rules, or None for eligibility."""

    offer: str
    part: int | None
    mistake: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the mutants of one offer were noticed, and those that were not."""

    offer: str
    mutants: int
    survivors: tuple[Mutant, ...]

    @property
    def noticed(self) -> int:
        """The number of mutants that some scenario notices."""
        return self.mutants - len(self.survivors)


def scores(checker: Checker, families: list[Family]) -> list[Score]:
    """The score of every offer whose rule can be mistaken."""
    by_offer: dict[str, list[Family]] = {}
    for some in families:
        for slug in {expectation.offer for expectation in some.expect}:
            by_offer.setdefault(slug, []).append(some)
    found = []
    for slug, offer in checker.catalogue.offers.items():
        mutants = list(mutants_of(offer, checker))
        survivors = [mutant for mutant in mutants if not _noticed(mutant, checker, by_offer.get(slug, []))]
        if mutants:
            found.append(Score(slug, len(mutants), tuple(survivors)))
    return found


def total(found: list[Score]) -> float:
    """The part of all mutants that is noticed, from 0 to 1."""
    return sum(score.noticed for score in found) / sum(score.mutants for score in found)


def mutants_of(offer: Offer, checker: Checker) -> Iterator[Mutant]:
    """Every rule of the offer with one mistake, without those that mean the same as before."""
    rules: list[tuple[int | None, Condition]] = [(None, offer.eligibility)] if offer.eligibility != EVERYONE else []
    rules += [(n, part.eligibility) for n, part in enumerate(offer.strength_if)]
    for part, condition in rules:
        place = "eligibility" if part is None else f"strength_if[{part}]"
        right = checker.diagrams.compile(condition)
        for mistake, wrong in mistakes(condition, place, checker.catalogue.questions):
            rule = checker.diagrams.compile(wrong)
            if rule != right:
                yield Mutant(offer.slug, part, mistake, rule)


def mistakes(condition: Condition, place: str, questions: Mapping[str, Question]) -> Iterator[tuple[str, Condition]]:
    """Every condition that differs from this one by one mistake, with the mistake in words."""
    if isinstance(condition, Is):
        fact = questions[condition.fact].fact
        line = f"{place}: {in_words(condition, questions)}"
        yield f"{line}: turned round", Is(condition.fact, fact.everything & ~condition.values)
        return
    kind, parts = type(condition), condition.parts
    if kind in _WORDS:
        other = AnyOf if kind is AllOf else AllOf
        yield f"{place}: {_WORDS[kind]} of {len(parts)} parts: became {_WORDS[other]}", other(parts)
    group = _WORDS.get(kind, "none")
    for n, part in enumerate(parts):
        inner = f"{place}.{group}[{n}]"
        yield f"{inner}: {in_words(part, questions)}: left out", kind(parts[:n] + parts[n + 1 :])
        for mistake, wrong in mistakes(part, inner, questions):
            yield mistake, kind((*parts[:n], wrong, *parts[n + 1 :]))


def in_words(condition: Condition, questions: Mapping[str, Question]) -> str:
    """A condition in one line."""
    if isinstance(condition, Is):
        return f"{condition.fact} {_values_in_words(questions[condition.fact], condition.values)}"
    word = _WORDS.get(type(condition), "none")
    return f"{word}({', '.join(in_words(part, questions) for part in condition.parts)})"


def _values_in_words(question: Question, values: Values) -> str:
    codes = question.fact.codes
    if question.kind is Kind.AGE:
        ages = [codes[value] for value in members(values)]
        return f"{ages[0]} to {ages[-1]}"
    if question.kind is Kind.CHOICES:
        having = [code for code in codes if question.fact.having([code]) & ~values == 0]
        return " or ".join(having) or "without " + " or ".join(
            code for code in codes if question.fact.having([code]) & values == 0
        )
    return " or ".join(codes[value] for value in members(values))


def _noticed(mutant: Mutant, checker: Checker, families: list[Family]) -> bool:
    """Whether one of the families is told something unexpected while the mutant is in place of the right rule."""
    right, right_stronger = checker.rules[mutant.offer], checker.stronger.get(mutant.offer, ())
    if mutant.part is None:
        checker.rules[mutant.offer] = mutant.rule
    else:
        strength, _ = right_stronger[mutant.part]
        wrong = (strength, mutant.rule)
        checker.stronger[mutant.offer] = (*right_stronger[: mutant.part], wrong, *right_stronger[mutant.part + 1 :])
    try:
        return any(mismatches(checker, some, only=mutant.offer) for some in families)
    finally:
        checker.rules[mutant.offer], checker.stronger[mutant.offer] = right, right_stronger


def families_of(catalogue: Catalogue) -> list[Family]:
    """Every family of the scenarios."""
    return [family(story, catalogue) for story in stories()]


def main() -> int:
    """Print the score of each offer with its survivors, and the total; 1 where that is too low."""
    today = datetime.now(ZoneInfo("Europe/London")).date()
    reading = read_content(Path("offers_data"), today)
    if reading.catalogue is None:
        print(*reading.problems, sep="\n")
        return 1
    found = scores(Checker(reading.catalogue), families_of(reading.catalogue))
    for score in found:
        print(f"{score.offer:50} {score.noticed:3} of {score.mutants:3}")
        for mutant in score.survivors:
            print(f"    not noticed: {mutant.mistake}")
    noticed, mutants = sum(score.noticed for score in found), sum(score.mutants for score in found)
    print(f"\n{noticed} of {mutants} mutants noticed: {total(found):.1%}. At least {LEAST:.0%} are asked for.")
    return 0 if total(found) >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
