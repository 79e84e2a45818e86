"""To which arrangements an entitlement is open, whatever else is answered: what the directory filters by."""

from collections.abc import Mapping

from directory.checker.findings import Checker
from directory.rules import Known, judge
from directory.truth import Verdict

_ORDERS = ("special-guardianship-order", "child-arrangements-order", "adoption")
_ANSWERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "informal": {"arrangement": ("no-order",)},
    "private-fostering": {
        "arrangement": ("no-order",),
        "relationship": ("other-relative", "friend-or-other"),
        "lasts_28_days": ("yes",),
    },
    "kinship-foster": {"arrangement": ("kinship-foster-temporary", "kinship-foster-approved")},
    "special-guardianship-order": {"arrangement": ("special-guardianship-order",)},
    "child-arrangements-order": {"arrangement": ("child-arrangements-order",)},
    "previously-looked-after": {
        "arrangement": _ORDERS,
        "previously_looked_after": ("immediately-before", "before-an-earlier-order"),
    },
}


def open_to(checker: Checker) -> dict[str, frozenset[str]]:
    """For each entitlement, by slug, the arrangements (codes of `ARRANGEMENTS_STATED`) to which its rule does not say no."""
    known = {name: _known(checker, answers) for name, answers in _ANSWERS.items()}
    judges = {name: judge(checker.diagrams, answers) for name, answers in known.items() if answers is not None}
    return {
        offer.slug: frozenset(
            name for name, judged in judges.items() if judged(checker.rules[offer.slug]).verdict is not Verdict.NO
        )
        for offer in checker.catalogue.offers.values()
        if offer.service is None
    }


def _known(checker: Checker, answers: Mapping[str, tuple[str, ...]]) -> Known | None:
    """The answers as what is known; None where this catalogue does not ask for all of it."""
    known = {}
    for key, codes in answers.items():
        question = checker.catalogue.questions.get(key)
        there = tuple(code for code in codes if question and code in question.codes)
        if question is None or not there:
            return None
        known[key] = question.values(there)
    return known
