"""The comparison: every cell is what the checker says, and a change of arrangement gains and loses what the law says."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.checker import Answers, Checker, Child, Household
from directory.compare import NOW, Alternative, Change, Comparer, Comparison, changes, may_differ, questions_that_matter
from directory.models import Catalogue, OfferKind, Scope
from directory.rules import Condition, Diagrams, Known, Values, holds, members
from directory.truth import Strength, Verdict
from directory.web.raw_answers import read_household
from tests.families import Story, family, stories
from tests.strategies import FACTS, conditions, knowledge

STORIES = stories()
Compared = list[tuple[Story, Household, Comparison]]
GUARDIAN = {"arrangement": "special-guardianship-order", "previously_looked_after": "immediately-before"}


@pytest.fixture(scope="module")
def comparer(checker: Checker) -> Comparer:
    return Comparer(checker)


@pytest.fixture(scope="module")
def compared(comparer: Comparer) -> Compared:
    """Every family of the scenarios, with the comparison for its first child."""
    families = [(story, family(story, comparer.checker.catalogue).household) for story in STORIES]
    return [(story, some, comparer.compare(some)) for story, some in families]


def household(catalogue: Catalogue, child: dict[str, Any], **carer: Any) -> Household:
    return read_household({"area": "leeds", "answers": carer, "children": [child]}, catalogue)


def told(catalogue: Catalogue, column: Alternative, fact: str) -> tuple[str, ...] | None:
    """The codes that are still possible in a column; None where nothing is known."""
    values = column.known.get(fact)
    return None if values is None else tuple(catalogue.questions[fact].fact.codes[value] for value in members(values))


def column(found: Comparison, slug: str) -> Alternative:
    one = found.column(slug)
    assert one
    return one


# Every cell is what the checker says


@pytest.mark.parametrize("part", range(4))
def test_each_cell_is_what_the_checker_says_to_the_household_of_its_column(part: int, comparer: Comparer) -> None:
    for story in STORIES[part::4]:
        some = family(story, comparer.checker.catalogue).household
        for child in some.children:
            found = comparer.compare(some, child.id)
            for one in found.columns:
                said = {finding.offer.slug: finding for finding in comparer.checker.check(one.household)}
                for row in found.rows:
                    cell, finding = row.cells[one.slug], said[row.offer.slug]
                    assert (cell.verdict, cell.strength, cell.missing, cell.failed) == (
                        finding.verdict,
                        finding.strength,
                        finding.missing,
                        finding.failed,
                    ), f"{story.where}: {row.offer.slug} in {one.slug}"


def test_what_there_is_now_is_what_the_checker_says_to_the_family_itself(compared: Compared) -> None:
    for story, some, found in compared:
        if found.current:
            assert found.current.known == some.known(some.children[0]), story.where
            assert found.current.household.areas == some.areas


def test_there_is_a_row_for_every_entitlement_of_the_area_and_none_for_a_service(comparer: Comparer) -> None:
    found = comparer.compare(Household(("leeds",)))
    offers = comparer.checker.coverage.offers(("leeds",))
    assert [row.offer for row in found.rows] == [one for one in offers if one.kind is OfferKind.ENTITLEMENT]


def test_a_row_that_does_not_differ_says_the_same_in_every_column(compared: Compared) -> None:
    for _, _, found in compared:
        for row in found.rows:
            worth = {(cell.verdict, cell.verdict is Verdict.YES and cell.strength) for cell in row.cells.values()}
            assert row.differs or len(worth) == 1


def test_a_fault_of_ours_is_a_maybe_that_says_so_and_nothing_that_was_answered_is_logged(
    comparer: Comparer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Checker, "settled", lambda *_: next(iter(["no-order"][1:])))
    cells = comparer.compare(Household(("leeds",))).rows[0].cells.values()
    assert {(cell.verdict, cell.failed) for cell in cells} == {(Verdict.MAYBE, True)}
    assert "StopIteration" in caplog.text
    assert "no-order" not in caplog.text


# Which column there is now


@pytest.mark.parametrize(
    ("child", "current"),
    [
        ({}, None),
        ({"arrangement": "not-sure"}, None),
        ({"arrangement": "no-order"}, "no-order"),
        ({"arrangement": "kinship-foster-approved"}, "kinship-foster-care"),
        ({"arrangement": "kinship-foster-temporary"}, NOW),
        ({"arrangement": "adoption"}, NOW),
        ({"arrangement": {"one_of": ["no-order", "kinship-foster-temporary"]}}, NOW),
        ({"arrangement": "special-guardianship-order"}, NOW),
        (GUARDIAN, "special-guardianship-after-care"),
        (GUARDIAN | {"previously_looked_after": "before-an-earlier-order"}, NOW),
        (GUARDIAN | {"previously_looked_after": "never"}, "special-guardianship-never-in-care"),
        (GUARDIAN | {"arrangement": "child-arrangements-order"}, "child-arrangements-after-care"),
    ],
)
def test_what_there_is_now_is_marked_and_is_a_column_of_its_own_where_no_other_is_the_same(
    child: dict[str, Any], current: str | None, comparer: Comparer, catalogue: Catalogue
) -> None:
    found = comparer.compare(household(catalogue, child))
    assert (found.current.slug if found.current else None) == current
    own = [NOW] if current == NOW else []
    assert [one.slug for one in found.columns] == [*own, *catalogue.columns]


def test_of_several_children_one_is_compared(comparer: Comparer, catalogue: Catalogue) -> None:
    body = {"children": [GUARDIAN, {"id": "Sam", "arrangement": "no-order", "child_age": 3}]}
    found = comparer.compare(read_household(body, catalogue), "Sam")
    assert found.current == column(found, "no-order")
    assert {told(catalogue, one, "child_age") for one in found.columns} == {("3",)}


# Which answers hold in a column


@pytest.mark.parametrize(
    ("child", "name", "fact", "codes"),
    [
        # The court has decided, and a new order is young: what the reader said of another one is over.
        (
            {"arrangement": "no-order", "applying_for": "special-guardianship-order"},
            "child-arrangements-after-care",
            "applying_for",
            ("none",),
        ),
        (GUARDIAN | {"order_age": "over-3-years"}, "child-arrangements-after-care", "order_age", ("up-to-6-months",)),
        # The same order, with another history of care, is as old as it is.
        (GUARDIAN | {"order_age": "over-3-years"}, "special-guardianship-never-in-care", "order_age", ("over-3-years",)),
        (GUARDIAN | {"order_age": "over-3-years"}, "no-order", "order_age", None),
        # A plan to ask a court can go on without an order.
        ({"arrangement": "kinship-foster-approved", "applying_for": "adoption"}, "no-order", "applying_for", ("adoption",)),
        # What is in the paper of one order is not in that of another.
        (
            {"arrangement": "child-arrangements-order", "previously_looked_after": "never", "order_names_parent": "no"},
            "special-guardianship-never-in-care",
            "order_names_parent",
            None,
        ),
        # A council pays by the arrangement.
        (GUARDIAN | {"council_payment": "special-guardianship-allowance"}, "no-order", "council_payment", None),
        # Child Benefit is opened anew by entering or leaving care, and by nothing else.
        (
            {"arrangement": "kinship-foster-approved", "child_benefit_claimant": "nobody"},
            "no-order",
            "child_benefit_claimant",
            None,
        ),
        (GUARDIAN | {"child_benefit_claimant": "me"}, "child-arrangements-after-care", "child_benefit_claimant", ("me",)),
        # Time in care stays true, unless the column says that there was some and the answers say that there was none.
        (
            {"arrangement": "kinship-foster-approved", "care_after_14": "13-weeks-some-after-16"},
            "special-guardianship-after-care",
            "care_after_14",
            ("13-weeks-some-after-16",),
        ),
        (
            {"arrangement": "no-order", "care_after_14": "none-since-14"},
            "special-guardianship-after-care",
            "care_after_14",
            None,
        ),
        ({"arrangement": "no-order", "care_after_14": "under-13-weeks"}, "no-order", "care_after_14", ("under-13-weeks",)),
        (
            {"arrangement": "kinship-foster-approved", "in_care_12_months": "yes"},
            "child-arrangements-never-in-care",
            "in_care_12_months",
            ("no",),
        ),
        # What has nothing to do with the arrangement holds everywhere.
        (GUARDIAN | {"school": "state-school"}, "no-order", "school", ("state-school",)),
        (GUARDIAN | {"child_age": 9}, "kinship-foster-care", "child_age", ("9",)),
    ],
)
def test_an_answer_holds_in_a_column_only_if_it_is_still_true_there(
    child: dict[str, Any], name: str, fact: str, codes: tuple[str, ...] | None, comparer: Comparer
) -> None:
    catalogue = comparer.checker.catalogue
    assert told(catalogue, column(comparer.compare(household(catalogue, child)), name), fact) == codes


def test_a_child_in_care_has_a_social_worker_and_afterwards_nobody_knows(comparer: Comparer, catalogue: Catalogue) -> None:
    fostering = comparer.compare(household(catalogue, {"arrangement": "kinship-foster-temporary"}, social_worker="yes"))
    informal = comparer.compare(household(catalogue, {"arrangement": "no-order"}, social_worker="no"))
    assert told(catalogue, column(informal, "kinship-foster-care"), "social_worker") == ("yes",)
    assert told(catalogue, column(fostering, "special-guardianship-after-care"), "social_worker") is None
    assert told(catalogue, column(informal, "special-guardianship-never-in-care"), "social_worker") == ("no",)


def test_no_column_knows_an_answer_to_a_question_that_is_never_put_there(compared: Compared, catalogue: Catalogue) -> None:
    questions = catalogue.questions
    for story, _, found in compared:
        for one in found.columns:
            for key in one.known if not one.current else ():
                for parent, codes in questions[key].only_if.items():
                    possible = one.known.get(parent, -1) & questions[parent].values(codes)
                    assert possible, f"{story.where}: {key} in {one.slug}"


def test_every_question_about_an_order_says_in_every_column_what_becomes_of_it(catalogue: Catalogue) -> None:
    """Whoever adds a question that is put only for one arrangement must say what a change makes of its answer."""
    alike = {"previously_looked_after", "lasts_28_days", "looked_after_by", "surviving_parent", "married_to_parent"}
    hanging = {
        key
        for key, question in catalogue.questions.items()
        if question.scope is Scope.CHILD and question.only_if and key not in alike
    }
    for one in catalogue.columns.values():
        for key in hanging:
            question = catalogue.questions[key]
            put = all(
                one.is_.get(parent, -1) & catalogue.questions[parent].values(codes)
                for parent, codes in question.only_if.items()
            )
            assert not put or key in {*one.is_, *one.follows, *one.new, *one.hangs_on}, f"{key} in {one.slug}"


# What a change gains and loses, from the facts


BOY_OF_9 = {
    "child_age": 9,
    "school": "state-school",
    "relationship": "grandparent",
    "parents": "both-alive",
    "child_needs": ["none"],
}
FOSTERED = {"arrangement": "kinship-foster-approved", "applying_for": "none", "council_payment": "fostering-allowance"}


def becomes(
    comparer: Comparer, child: dict[str, Any], after: str, carer: dict[str, Any] | None = None
) -> dict[Change, set[str]]:
    found = comparer.compare(household(comparer.checker.catalogue, child, **(carer or {})))
    assert found.current
    sorted_rows = changes(comparer.checker, found, found.current, column(found, after))
    return {change: {row.offer.slug for row in rows} for change, rows in sorted_rows.items()}


def test_from_special_guardianship_after_care_to_a_child_arrangements_order_never_in_care(comparer: Comparer) -> None:
    """Special Guardianship Regulations 2005 regs 11 and 12; Children Act 1989 ss.14F, 23ZZA, Schedule 1 paragraph 15;
    School Admissions Code 2021 paragraph 1.7; pupil premium conditions of grant."""
    found = becomes(comparer, GUARDIAN | BOY_OF_9 | {"applying_for": "none"}, "child-arrangements-never-in-care")
    assert found[Change.LOSE] == {
        "adoption-special-guardianship-support-fund",
        "designated-teacher",
        "pupil-premium-plus",
        "school-admissions-priority",
        "special-guardianship-financial-support",
        "special-guardianship-support-assessment",
        "special-guardianship-support-services",
    }
    assert found[Change.GAIN] == {"child-arrangements-order-allowance"}
    assert found[Change.WORTH] == {"peer-support-groups", "virtual-school-advice"}
    assert {"child-benefit", "guardians-allowance", "fostering-allowance", "section-17-help"} <= found[Change.SAME]
    assert {"qualifying-care-relief", "junior-isa-looked-after"} <= found[Change.UNSURE]


def test_from_foster_care_to_special_guardianship(comparer: Comparer) -> None:
    """Children Act 1989 ss.14A, 14F, 22C; Special Guardianship Regulations 2005 reg 11."""
    found = becomes(comparer, FOSTERED | BOY_OF_9, "special-guardianship-after-care", {"over_pension_age": "no"})
    assert found[Change.LOSE] >= {
        "fostering-allowance",
        "foster-carer-support-and-training",
        "looked-after-child-plans",
        "national-insurance-credits-foster-carers",
    }
    assert found[Change.GAIN] >= {
        "adoption-special-guardianship-support-fund",
        "child-benefit",
        "special-guardianship-financial-support",
        "special-guardianship-support-assessment",
        "special-guardianship-support-services",
    }
    assert {"pupil-premium-plus", "school-admissions-priority", "designated-teacher"} <= found[Change.SAME]
    assert {"qualifying-care-relief", "family-group-decision-making"} <= found[Change.UNSURE]


def test_from_no_order_to_special_guardianship_where_the_child_was_never_in_care(comparer: Comparer) -> None:
    """What schools and the therapy fund give rests on care, and an order alone does not bring it."""
    child = BOY_OF_9 | {"arrangement": "no-order", "applying_for": "none", "in_care_12_months": "no"}
    found = becomes(comparer, child, "special-guardianship-never-in-care")
    assert found[Change.LOSE] == set()
    assert {"special-guardianship-financial-support", "special-guardianship-support-assessment"} <= found[Change.GAIN]
    assert {"pupil-premium-plus", "adoption-special-guardianship-support-fund", "fostering-allowance"} <= found[Change.SAME]
    assert {"medical-consent", "child-passport-and-travel"} <= found[Change.WORTH]  # parental responsibility comes with it


def test_from_private_fostering_to_a_child_arrangements_order_ends_the_visits(comparer: Comparer) -> None:
    """Children Act 1989 s.66: whoever has parental responsibility does not foster privately."""
    friend = {"relationship": "friend-or-other", "lasts_28_days": "yes"}
    child = BOY_OF_9 | friend | {"arrangement": "no-order", "applying_for": "none"}
    found = becomes(comparer, child, "child-arrangements-never-in-care")
    assert found[Change.LOSE] == {"private-fostering-visits"}
    assert "child-arrangements-order-allowance" in found[Change.GAIN]


def test_a_young_person_who_leaves_foster_care_for_an_order_cannot_stay_put(comparer: Comparer) -> None:
    """Children Act 1989 s.23CZA (staying put) is about foster care; s.24(1A) keeps advice after special guardianship."""
    child = FOSTERED | BOY_OF_9 | {"child_age": 17, "school": "state-college", "care_after_14": "13-weeks-some-after-16"}
    found = becomes(comparer, child, "special-guardianship-after-care")
    assert "staying-put" in found[Change.LOSE]
    assert "advice-and-assistance-16-21" not in found[Change.LOSE]
    assert "advice-and-assistance-16-21" in becomes(comparer, child, "child-arrangements-never-in-care")[Change.LOSE]


def test_a_step_parent_who_is_married_to_a_parent_gains_no_allowance_for_the_order(comparer: Comparer) -> None:
    """Children Act 1989 Schedule 1 paragraph 15(2)."""
    child = BOY_OF_9 | {"relationship": "step-parent", "married_to_parent": "yes", "arrangement": "no-order"}
    assert "child-arrangements-order-allowance" in becomes(comparer, child, "child-arrangements-never-in-care")[Change.SAME]


def test_a_duty_that_becomes_a_choice_is_told_although_the_verdict_stays_yes(
    comparer: Comparer, catalogue: Catalogue
) -> None:
    found = comparer.compare(household(catalogue, GUARDIAN | BOY_OF_9))
    (row,) = [row for row in found.rows if row.offer.slug == "special-guardianship-support-assessment"]
    after, never = row.cells["special-guardianship-after-care"], row.cells["special-guardianship-never-in-care"]
    assert (after.verdict, after.strength) == (Verdict.YES, Strength.DUTY)
    assert (never.verdict, never.strength) == (Verdict.YES, Strength.DISCRETION)
    assert row.differs


# What can differ


def alternative(known: Known, own: frozenset[str]) -> Alternative:
    child = Child("1")
    return Alternative("one", "", Household((), Answers(known), (child,)), child, {}, own, current=False)


def completions(known: Known) -> Iterator[dict[str, int]]:
    for values in product(*(members(known.get(fact.key, fact.everything)) for fact in FACTS)):
        yield dict(zip((fact.key for fact in FACTS), values, strict=True))


@st.composite
def two_columns(draw: st.DrawFn) -> tuple[Known, Known, frozenset[str]]:
    """What is known in two columns, which are alike in all but the facts that belong to one of them."""
    known: dict[str, Values] = dict(draw(knowledge()))
    apart = draw(st.frozensets(st.sampled_from([fact.key for fact in FACTS]), max_size=2))
    other = {key: some for key, some in known.items() if key not in apart}
    other |= {key: some for key, some in draw(knowledge()).items() if key in apart}
    return known, other, apart


@settings(max_examples=60)
@given(conditions, two_columns())
def test_a_rule_may_differ_exactly_if_some_person_has_it_in_one_column_only(
    condition: Condition, columns: tuple[Known, Known, frozenset[str]]
) -> None:
    known, other, apart = columns
    diagrams = Diagrams(FACTS)
    found = may_differ(diagrams, diagrams.compile(condition), alternative(known, apart), alternative(other, frozenset()))
    assert found is differs_for_somebody(condition, known, other, apart)


def differs_for_somebody(condition: Condition, known: Known, other: Known, apart: frozenset[str]) -> bool:
    """Whether a person in one column and the same person in the other end differently."""
    ends: tuple[dict[tuple[int, ...], set[bool]], dict[tuple[int, ...], set[bool]]] = ({}, {})
    for found, some in zip(ends, (known, other), strict=True):
        for person in completions(some):
            shared = tuple(person[fact.key] for fact in FACTS if fact.key not in apart)
            found.setdefault(shared, set()).add(holds(condition, person))
    return any(one != other_one for shared, said in ends[0].items() for one in said for other_one in ends[1].get(shared, ()))


# One interview for all columns


def test_only_questions_that_can_change_a_cell_are_asked_and_the_interview_ends(
    comparer: Comparer, catalogue: Catalogue
) -> None:
    for story in STORIES[::6]:
        some = family(story, catalogue).household
        some = replace(some, children=some.children[:1])
        for _ in range(60):
            found = comparer.compare(some)
            following = next(questions_that_matter(comparer.checker, found), None)
            if following is None:
                break
            matters = {key for row in found.rows for cell in row.cells.values() for key in cell.missing}
            assert following.key in matters, story.where
            some = unsure_of(some, following.key, following.scope)
        else:
            pytest.fail(f"{story.where}: the interview does not end")


def unsure_of(some: Household, key: str, scope: Scope) -> Household:
    if scope is Scope.CARER:
        return replace(some, carer=some.carer.tell(key, None))
    (child,) = some.children
    return replace(some, children=(replace(child, answers=child.answers.tell(key, None)),))


def test_the_arrangement_is_never_asked_because_every_column_answers_it(comparer: Comparer) -> None:
    asked = [question.key for question in questions_that_matter(comparer.checker, comparer.compare(Household(("leeds",))))]
    assert "child_age" in asked
    assert not {"arrangement", "previously_looked_after", "order_age", "order_proceedings"} & set(asked)


def test_what_only_the_change_can_show_is_not_asked(comparer: Comparer, catalogue: Catalogue) -> None:
    found = comparer.compare(household(catalogue, FOSTERED | BOY_OF_9))
    assert "council_payment" in next(
        row.cells["special-guardianship-after-care"].missing
        for row in found.rows
        if row.offer.slug == "qualifying-care-relief"
    )
    assert "council_payment" not in [question.key for question in questions_that_matter(comparer.checker, found)]
