"""Reasons in words: whole sentences, one for each fact and answer, never glued together from pieces."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.checker import Checker, Explanation, Finding, Household
from directory.models import ENGLAND, NATIONS, NONE, Catalogue, Kind, Question
from directory.rules import Condition, Is, Reason, Values, members
from directory.truth import Verdict
from directory.web.languages import gettext, ngettext


@dataclass(frozen=True, slots=True)
class Line:
    """One reason: the fact that it is about, and one sentence, or several of which one is true."""

    fact: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """A rule to be read: a heading ("all", "any", "none") over lines and further trees."""

    heading: str
    parts: tuple["Line | Tree", ...]


def because(checker: Checker, finding: Finding, explanation: Explanation, household: Household) -> tuple[Line, ...]:
    """Why a finding is as it is, in the reader's own answers."""
    if explanation.outside:
        return (Line("area", (area_sentence(checker.catalogue, finding, household),)),)
    return tuple(line for key in explanation.because for line in _reason_lines(checker, finding, explanation.because, key))


def different(checker: Checker, explanation: Explanation) -> tuple[Line, ...]:
    """What would have to be different for a no to be no longer certain: all of it, or nothing.

    Nothing where it is no tip: a change of legal status, a death, a younger child, or a benefit to give up.
    """
    changes = explanation.different
    if not all(_can_come(checker, explanation, key) for key in changes):
        return ()
    questions = checker.catalogue.questions
    return tuple(Line(key, values_sentences(questions[key], values)) for key, values in changes.items())


def _can_come(checker: Checker, explanation: Explanation, key: str) -> bool:
    """Whether an answer can become what it would have to be without harm, and without a court or a council."""
    question, wanted = checker.catalogue.questions[key], explanation.different[key]
    if question.kind is Kind.AGE:
        known = explanation.because.get(key, 0)
        return known.bit_length() < (wanted & -wanted).bit_length()
    return not question.legal and not question.fixed and not wanted & question.fact.exactly(())


def needs_a_court_or_council(catalogue: Catalogue, explanation: Explanation) -> bool:
    """Whether a change of legal status is part of it: that is never offered as a tip."""
    return any(catalogue.questions[key].legal for key in explanation.different)


def _reason_lines(checker: Checker, finding: Finding, reason: Reason, key: str) -> Iterator[Line]:
    """The lines about one fact: what was ticked among many answers is true line by line, the rest is one of several."""
    question = checker.catalogue.questions[key]
    if question.kind is Kind.AGE:
        wide = checker.widened(finding.offer, reason, key)
        shown = reason[key] if wide == question.fact.everything else wide
        yield Line(key, tuple(age_sentence(question, run) for run in _runs(shown) if run & reason[key]))
    elif question.kind is Kind.CHOICE:
        yield Line(key, values_sentences(question, reason[key]))
    else:
        matter = checker.codes_that_matter(finding.offer, key)
        yield from (Line(key, (said,)) for said in _ticked(question, reason[key], matter, finding.verdict))


def _runs(ages: Values) -> Iterator[Values]:
    """The ages of a set, parted where there is a gap.

    >>> [bin(run) for run in _runs(0b1100110)]
    ['0b110', '0b1100000']
    """
    while ages:
        lowest = ages & -ages
        run = ages & ~(ages + lowest)
        yield run
        ages ^= run


def _ticked(question: Question, values: Values, matter: tuple[str, ...], verdict: Verdict) -> Iterator[str]:
    """Of a question with many answers: what was ticked and matters, or else what was not."""
    fact, codes, said = question.fact, question.codes, gettext
    held = {code for value in members(values) for code in fact.holding(value)}
    ticked = [code for code in matter if code in held]
    if ticked and verdict is not Verdict.NO:
        yield from (said(codes[code].is_) for code in ticked)
    else:
        yield from (said(codes[code].is_ if code in held else codes[code].is_not) for code in matter)


def values_sentences(question: Question, values: Values) -> tuple[str, ...]:
    """One sentence for each answer in a set of values; for ages, one for those that follow on each other."""
    fact, codes, said = question.fact, question.codes, gettext
    match question.kind:
        case Kind.AGE:
            return tuple(age_sentence(question, run) for run in _runs(values))
        case Kind.CHOICE:
            return tuple(said(codes[fact.codes[value]].is_) for value in members(values))
    single = [code for code in fact.codes if values & fact.exactly([code])]
    if values & fact.exactly(()):
        return tuple(said(codes[code].is_not) for code in fact.codes if code not in single) or (said(codes[NONE].is_),)
    return tuple(said(codes[code].is_) for code in single)


def age_sentence(question: Question, values: Values) -> str:
    """Ages that follow on each other, as a person would say them: under 16, 16 or over, 4 to 16, or 9."""
    codes = question.fact.codes
    low, high = int(codes[(values & -values).bit_length() - 1]), int(codes[values.bit_length() - 1])
    if high == question.ages[1]:
        return str(ngettext("The child is %(num)s or over.", "The child is %(num)s or over.", low))
    if low == question.ages[0]:
        return str(ngettext("The child is under %(num)s.", "The child is under %(num)s.", high + 1))
    if low == high:
        return str(ngettext("The child is %(num)s year old.", "The child is %(num)s years old.", low))
    return str(ngettext("The child is %(low)s to %(num)s.", "The child is %(low)s to %(num)s.", high, low=low))


def area_sentence(catalogue: Catalogue, finding: Finding, household: Household) -> str:
    """Why a place is outside."""
    if set(household.areas) <= set(NATIONS) - {ENGLAND}:
        return str(gettext("You do not live in England. The rules here are for England."))
    names = [area_name(catalogue, area) for area in finding.offer.areas]
    return str(gettext("This is only for people who live in: %(places)s.", places=", ".join(names)))


def area_name(catalogue: Catalogue, area: str) -> str:
    """The name of a council or nation."""
    council = catalogue.councils.get(area)
    return council.name if council else str(gettext(NATIONS[area]))


def rule_tree(catalogue: Catalogue, condition: Condition) -> Line | Tree:
    """A rule as nested lists of sentences."""
    if isinstance(condition, Is):
        return Line(condition.fact, values_sentences(catalogue.questions[condition.fact], condition.values))
    inner = tuple(rule_tree(catalogue, part) for part in condition.parts)
    return inner[0] if len(inner) == 1 and condition.word != "none" else Tree(condition.word, inner)
