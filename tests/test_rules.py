"""Rules by example: what each part of `directory.rules` gives for one small case that can be checked by eye."""

import pytest

from directory.rules import (
    EVERYONE,
    NO,
    YES,
    AllOf,
    AnyOf,
    Condition,
    Diagrams,
    Fact,
    Is,
    Known,
    NoneOf,
    Rule,
    codes_that_matter,
    facts_in,
    holds,
    judge,
    leaves,
    members,
    nearest_change,
    smallest_reason,
    widened,
)
from directory.truth import Strength, Verdict, both

ARRANGEMENT = Fact("arrangement", ("no-order", "foster", "guardian"))
AGE = Fact("age", tuple(str(age) for age in range(20)))
NEEDS = Fact("needs", ("disabled", "plan"), many=True)
WORK = Fact("work", ("yes", "no"))
FACTS = (ARRANGEMENT, AGE, NEEDS, WORK)

GUARDIAN = Is("arrangement", ARRANGEMENT.having(["guardian"]))
FOSTER = Is("arrangement", ARRANGEMENT.having(["foster"]))
UNDER_16 = Is("age", AGE.having(str(age) for age in range(16)))
DISABLED = Is("needs", NEEDS.having(["disabled"]))
WORKS = Is("work", WORK.having(["yes"]))
FOR_A_GUARDIAN = AllOf((GUARDIAN, AnyOf((UNDER_16, DISABLED))))


def known(**answers: str) -> Known:
    """What is known of somebody who gave one code to each of these questions."""
    facts = {fact.key: fact for fact in FACTS}
    return {key: facts[key].exactly([code] if code else []) for key, code in answers.items()}


def compiled(condition: Condition) -> tuple[Diagrams, Rule]:
    diagrams = Diagrams(FACTS)
    return diagrams, diagrams.compile(condition)


def test_a_code_of_a_fact_with_many_answers_is_had_alone_or_with_others() -> None:
    assert [NEEDS.holding(value) for value in members(NEEDS.having(["disabled"]))] == [
        ("disabled",),
        ("disabled", "plan"),
    ]


def test_exactly_these_codes_are_one_value_and_no_codes_are_none_of_these() -> None:
    assert [NEEDS.holding(value) for value in members(NEEDS.exactly(["plan"]))] == [("plan",)]
    assert [NEEDS.holding(value) for value in members(NEEDS.exactly([]))] == [()]


def test_everything_of_a_fact_is_all_its_values() -> None:
    assert (ARRANGEMENT.size, NEEDS.size) == (3, 4)
    assert list(members(ARRANGEMENT.everything)) == [0, 1, 2]


def test_everyone_holds_for_everybody_and_any_of_nothing_for_nobody() -> None:
    assert holds(EVERYONE, {})
    assert not holds(AnyOf(()), {})
    assert holds(NoneOf(()), {})
    assert (compiled(EVERYONE)[1], compiled(AnyOf(()))[1], compiled(NoneOf(()))[1]) == (YES, NO, YES)


def test_the_lines_and_the_facts_of_a_rule_are_found_at_every_depth() -> None:
    assert list(leaves(FOR_A_GUARDIAN)) == [GUARDIAN, UNDER_16, DISABLED]
    assert facts_in(FOR_A_GUARDIAN) == {"arrangement", "age", "needs"}


@pytest.mark.parametrize(
    ("answers", "verdict", "missing"),
    [
        (known(), Verdict.MAYBE, {"arrangement", "age", "needs"}),
        (known(arrangement="guardian"), Verdict.MAYBE, {"age", "needs"}),
        (known(arrangement="guardian", age="9"), Verdict.YES, set()),
        (known(arrangement="guardian", age="17"), Verdict.MAYBE, {"needs"}),
        (known(arrangement="guardian", age="17", needs=""), Verdict.NO, set()),
        (known(arrangement="foster"), Verdict.NO, set()),
        (known(age="9"), Verdict.MAYBE, {"arrangement"}),
    ],
)
def test_the_verdict_and_what_still_matters(answers: Known, verdict: Verdict, missing: set[str]) -> None:
    diagrams, rule = compiled(FOR_A_GUARDIAN)
    judgement = judge(diagrams, answers)(rule)
    assert judgement.verdict is verdict
    assert set(judgement.missing) == missing


def test_one_of_two_arrangements_is_enough_for_a_no_where_neither_has_it() -> None:
    diagrams, rule = compiled(FOR_A_GUARDIAN)
    no_papers = {"arrangement": ARRANGEMENT.having(["no-order", "foster"])}
    assert judge(diagrams, no_papers)(rule).verdict is Verdict.NO


def test_a_rule_that_is_true_either_way_is_a_yes_although_nothing_is_known() -> None:
    diagrams, rule = compiled(AnyOf((WORKS, NoneOf((WORKS,)))))
    assert judge(diagrams, {})(rule).verdict is Verdict.YES


def test_a_fact_that_stands_twice_is_reckoned_with_exactly() -> None:
    """Line by line it would be a maybe, because it is not known whether the carer works."""
    diagrams, rule = compiled(AnyOf((AllOf((WORKS, GUARDIAN)), AllOf((NoneOf((WORKS,)), GUARDIAN)))))
    assert judge(diagrams, known(arrangement="guardian"))(rule).verdict is Verdict.YES
    assert diagrams.support(rule) == {"arrangement"}


def test_ways_that_differ_in_one_value_only_stay_two_ways_when_something_is_known() -> None:
    """To somebody who does not work: a guardian at the age of 0 or 1, a foster carer at the age of 1 only."""
    at_0, at_1 = Is("age", AGE.having(["0"])), Is("age", AGE.having(["1"]))
    at_1_without_work = AllOf((at_1, NoneOf((WORKS,))))
    guardian = AllOf((GUARDIAN, AnyOf((at_0, at_1_without_work))))
    foster = AllOf((FOSTER, AnyOf((AllOf((at_0, WORKS)), at_1_without_work))))
    diagrams, rule = compiled(AnyOf((guardian, foster)))
    not_no_order = {"arrangement": GUARDIAN.values | FOSTER.values}
    assert judge(diagrams, {**known(work="no"), **not_no_order})(rule).missing == {"arrangement", "age"}


def test_equal_rules_are_one_number_whatever_their_form() -> None:
    diagrams, rule = compiled(FOR_A_GUARDIAN)
    assert diagrams.compile(AnyOf((AllOf((UNDER_16, GUARDIAN)), AllOf((GUARDIAN, DISABLED))))) == rule
    assert diagrams.compile(NoneOf((NoneOf((FOR_A_GUARDIAN,)),))) == rule
    assert diagrams.compile(AllOf((GUARDIAN, UNDER_16))) != rule


def test_all_and_any_of_the_same_parts_are_two_rules_in_one_table() -> None:
    diagrams, both_of_them = compiled(AllOf((GUARDIAN, WORKS)))
    one_of_them = diagrams.compile(AnyOf((GUARDIAN, WORKS)))
    judged = judge(diagrams, known(arrangement="guardian", work="no"))
    assert judged(both_of_them).verdict is Verdict.NO
    assert judged(one_of_them).verdict is Verdict.YES


def test_a_reason_leaves_out_what_is_not_needed() -> None:
    diagrams, rule = compiled(FOR_A_GUARDIAN)
    answers = known(arrangement="foster", age="9", needs="disabled", work="yes")
    assert smallest_reason(diagrams, rule, answers) == known(arrangement="foster")


def test_of_two_reasons_of_the_same_size_the_one_that_is_asked_first_is_given() -> None:
    diagrams, rule = compiled(AllOf((WORKS, UNDER_16)))
    answers = known(work="no", age="17")
    assert smallest_reason(diagrams, rule, answers) == known(age="17")


def test_an_answer_that_leaves_everything_possible_is_no_reason() -> None:
    diagrams, rule = compiled(EVERYONE)
    assert smallest_reason(diagrams, rule, {"age": AGE.everything}) == {}


def test_a_maybe_has_no_reason() -> None:
    diagrams, rule = compiled(FOR_A_GUARDIAN)
    assert smallest_reason(diagrams, rule, known(arrangement="guardian")) == {}


def test_a_reason_is_widened_from_the_answer_to_what_counts() -> None:
    diagrams, rule = compiled(AllOf((GUARDIAN, UNDER_16)))
    reason = smallest_reason(diagrams, rule, known(arrangement="guardian", age="9"))
    assert widened(diagrams, rule, reason, "age") == UNDER_16.values


def test_the_nearest_change_of_a_no_is_the_smallest_one() -> None:
    diagrams, rule = compiled(FOR_A_GUARDIAN)
    answers = known(arrangement="foster", age="9", needs="")
    assert nearest_change(diagrams, rule, answers) == known(arrangement="guardian")


def test_the_nearest_change_names_every_answer_that_must_be_different() -> None:
    diagrams, rule = compiled(AllOf((GUARDIAN, WORKS)))
    assert nearest_change(diagrams, rule, known(arrangement="foster", work="no")) == {
        "arrangement": GUARDIAN.values,
        "work": WORKS.values,
    }


def test_what_is_not_known_need_not_change() -> None:
    diagrams, rule = compiled(AllOf((GUARDIAN, WORKS)))
    assert nearest_change(diagrams, rule, known(arrangement="foster")) == {"arrangement": GUARDIAN.values}


def test_a_no_for_everybody_has_no_nearest_change() -> None:
    diagrams, rule = compiled(AllOf((GUARDIAN, FOSTER)))
    assert rule == NO
    assert nearest_change(diagrams, rule, known(arrangement="guardian")) == {}


def test_only_the_codes_that_a_rule_looks_at_matter() -> None:
    diagrams, rule = compiled(FOR_A_GUARDIAN)
    assert codes_that_matter(diagrams, rule, "needs") == ("disabled",)


def test_none_of_these_makes_every_code_matter() -> None:
    diagrams, rule = compiled(Is("needs", NEEDS.exactly([])))
    assert codes_that_matter(diagrams, rule, "needs") == ("disabled", "plan")


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_never_taken_for_a_boolean(verdict: Verdict) -> None:
    with pytest.raises(TypeError, match="yes, maybe or no"):
        bool(verdict)


def test_two_verdicts_together_are_the_worse_one() -> None:
    assert both(Verdict.YES, Verdict.YES) is Verdict.YES
    assert both(Verdict.MAYBE, Verdict.NO) is Verdict.NO
    assert both(Verdict.YES, Verdict.MAYBE) is Verdict.MAYBE


def test_a_strength_is_written_as_its_word() -> None:
    assert [str(strength) for strength in Strength] == ["duty", "benefit", "assessment", "discretion", "open"]
