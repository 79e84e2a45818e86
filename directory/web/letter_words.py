"""What a carer says of themselves in a letter: for each answer a whole sentence in the first person.

The sentences of questions speak to the carer ("You have a special guardianship order."). Those that speak of the child alone
serve in a letter as they are; each of the others has one here. A test holds that none is missing.
"""

from collections.abc import Iterable

from directory.models import Kind, Question
from directory.rules import Values, members
from directory.web.languages import gettext
from directory.web.wording import age_sentence


def letter_sentences(question: Question, values: Values, matter: Iterable[str]) -> tuple[str, ...]:
    """What somebody of whom exactly this is known says; nothing where more than one answer is possible.

    `matter`: of a question with many answers, the codes that the offer looks at; only those that were ticked are said.
    """
    fact, possible = question.fact, list(members(values))
    if len(possible) != 1:
        return ()
    if question.kind is Kind.AGE:
        return (age_sentence(question, values),)
    if question.kind is Kind.CHOICE:
        return (sentence(question, fact.codes[possible[0]]),)
    return tuple(sentence(question, code) for code in fact.holding(possible[0]) if code in set(matter))


def sentence(question: Question, code: str) -> str:
    """The sentence of somebody who gave this answer."""
    own = _own().get(question.key, {}).get(code)
    return own or str(gettext(question.codes[code].is_))


def _own() -> dict[str, dict[str, str]]:
    """Question, then code, to the sentence in the first person."""
    return {**_of_the_law(), **_of_the_family(), **_of_money_and_home()}


def _of_the_law() -> dict[str, dict[str, str]]:
    return {
        "arrangement": {
            "no-order": gettext("I have no court order for the child, and I do not foster the child for the council."),
            "kinship-foster-temporary": gettext(
                "I foster the child for the council, with temporary approval or while it assesses me."
            ),
            "kinship-foster-approved": gettext("I am an approved kinship foster carer for the child."),
            "special-guardianship-order": gettext("I have a special guardianship order for the child."),
            "child-arrangements-order": gettext("I have a child arrangements order that says the child lives with me."),
            "adoption": gettext("I have adopted the child."),
            "testamentary-guardian": gettext("I am the child’s guardian, because a parent or a court named me."),
        },
        "applying_for": {
            "special-guardianship-order": gettext("I am asking a court for a special guardianship order, or plan to."),
            "child-arrangements-order": gettext("I am asking a court for a child arrangements order, or plan to."),
            "adoption": gettext("I am asking a court to let me adopt the child, or plan to."),
            "none": gettext("I am not asking a court for a new order."),
        },
        "previously_looked_after": {
            "before-an-earlier-order": gettext(
                "The child left care through an earlier order, before the order that I have now."
            ),
        },
        "order_proceedings": {
            "private-proceedings": gettext("The order was made in a court case that I or the family started."),
        },
        "otherwise_in_care": {
            "yes": gettext("There is proof that the child would have gone into care without me."),
            "no": gettext("I have no proof that the child would have gone into care without me."),
        },
    }


def _of_the_family() -> dict[str, dict[str, str]]:
    return {
        "relationship": {
            "grandparent": gettext("I am the child’s grandparent."),
            "sibling": gettext("I am the child’s brother or sister."),
            "uncle-or-aunt": gettext("I am the child’s uncle or aunt."),
            "step-parent": gettext("I am the child’s step-parent."),
            "other-relative": gettext("I am a relative of the child."),
            "friend-or-other": gettext("I am a friend of the family, or somebody else who is not a relative."),
        },
        "lasts_28_days": {
            "yes": gettext("The child has lived with me for 28 days or more, or will."),
            "no": gettext("The child will live with me for less than 28 days."),
        },
        "married_to_parent": {
            "yes": gettext("I am married to a parent of the child, or in a civil partnership with one."),
            "no": gettext("I am not married to a parent of the child, or in a civil partnership with one."),
        },
        "social_worker": {
            "yes": gettext("A social worker or family help worker works with my family now."),
            "no": gettext("No social worker or family help worker works with my family now."),
        },
    }


def _of_money_and_home() -> dict[str, dict[str, str]]:
    return {
        "benefits": {
            "universal-credit": gettext("I get Universal Credit."),
            "pension-credit": gettext("I get Pension Credit."),
            "housing-benefit": gettext("I get Housing Benefit."),
            "carers-allowance": gettext("I get Carer’s Allowance."),
            "guardians-allowance": gettext("I get Guardian’s Allowance."),
            "disability-benefit": gettext(
                "Somebody in my home gets Disability Living Allowance or Personal Independence Payment."
            ),
            "other-means-tested": gettext("I get another benefit for people with little money."),
            "none": gettext("I get none of the benefits for people with little money."),
        },
        "council_payment": {
            "fostering-allowance": gettext("A council pays me a fostering allowance for the child."),
            "special-guardianship-allowance": gettext("A council pays me a special guardianship allowance for the child."),
            "child-arrangements-order-allowance": gettext("A council pays me an allowance for a child arrangements order."),
            "other": gettext("A council pays me some other money for the child."),
            "none": gettext("No council pays me money for the child."),
        },
        "housing_problem": {
            "too-small": gettext("My home is too small."),
            "may-lose-home": gettext("I may lose my home, or I have none."),
            "none": gettext("I have no problem with my home."),
        },
        "low_income": {
            "yes": gettext("My household has little money."),
            "no": gettext("My household has enough money for food, heating, rent and clothes."),
        },
    }
