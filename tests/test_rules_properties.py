"""What is true of every rule and of every state of knowledge, checked against brute force."""

from itertools import combinations, product

from hypothesis import assume, given
from hypothesis import strategies as st

from directory.rules import (
    NO,
    YES,
    AllOf,
    AnyOf,
    Condition,
    Known,
    NoneOf,
    Rule,
    Values,
    codes_that_matter,
    holds,
    judge,
    members,
    nearest_change,
    smallest_reason,
    widened,
)
from directory.truth import Verdict
from tests.strategies import (
    BY_KEY,
    FACTS,
    as_person,
    as_written,
    brute_force,
    compiled,
    conditions,
    each_fact_once,
    facts_that_matter,
    fewest_changes,
    full_knowledge,
    kleene,
    knowledge,
    people,
    refused,
    settled,
    shuffled,
    told_more,
    written_out,
)

Case = tuple[Condition, Known]


def _one_of(values: Values) -> Values:
    return 1 << next(members(values))


@given(conditions, knowledge())
def test_the_verdict_is_that_of_looking_at_every_completion(rule: Condition, known: Known) -> None:
    diagrams, number = compiled(rule)
    assert judge(diagrams, known)(number).verdict is brute_force(rule, known)


@given(conditions, full_knowledge())
def test_somebody_of_whom_everything_is_known_gets_yes_where_the_rule_holds_and_else_no(
    rule: Condition, known: Known
) -> None:
    diagrams, number = compiled(rule)
    expected = Verdict.YES if holds(rule, as_person(known)) else Verdict.NO
    assert judge(diagrams, known)(number).verdict is expected


@given(settled(), st.data())
def test_a_settled_verdict_never_changes_with_more_answers(case: Case, data: st.DataObject) -> None:
    rule, known = case
    diagrams, number = compiled(rule)
    before = judge(diagrams, known)(number).verdict
    assert before is not Verdict.MAYBE
    more = data.draw(told_more(known))
    assert judge(diagrams, more)(number).verdict is before


@given(conditions, knowledge())
def test_what_still_matters_is_exactly_what_can_change_the_verdict(rule: Condition, known: Known) -> None:
    diagrams, number = compiled(rule)
    assert judge(diagrams, known)(number).missing == facts_that_matter(rule, known)


@given(conditions, knowledge())
def test_nothing_matters_any_more_once_the_verdict_is_settled_and_something_while_it_is_not(
    rule: Condition, known: Known
) -> None:
    diagrams, number = compiled(rule)
    judgement = judge(diagrams, known)(number)
    assert (judgement.verdict is Verdict.MAYBE) == bool(judgement.missing)


@given(conditions, knowledge(), st.data())
def test_an_answer_to_what_does_not_matter_leaves_verdict_and_missing_as_they_are(
    rule: Condition, known: Known, data: st.DataObject
) -> None:
    diagrams, number = compiled(rule)
    before = judge(diagrams, known)(number)
    idle = [fact for fact in FACTS if fact.key not in before.missing]
    assume(idle)
    fact = data.draw(st.sampled_from(idle))
    value = data.draw(st.sampled_from(list(members(known.get(fact.key, fact.everything)))))
    assert judge(diagrams, {**known, fact.key: 1 << value})(number) == before


@given(conditions)
def test_somebody_who_is_not_sure_of_anything_never_gets_a_no_unless_the_rule_is_no_for_everybody(
    rule: Condition,
) -> None:
    diagrams, number = compiled(rule)
    said = judge(diagrams, {})(number).verdict
    assert (said is Verdict.NO) == (number == NO) == (not any(holds(rule, person) for person in people({})))
    assert (said is Verdict.YES) == (number == YES) == all(holds(rule, person) for person in people({}))


@given(as_written, st.data())
def test_the_order_in_which_an_author_writes_and_double_negation_do_not_matter(rule: Condition, data: st.DataObject) -> None:
    diagrams, number = compiled(rule)
    assert diagrams.compile(data.draw(shuffled(rule))) == number


@given(conditions)
def test_rules_that_mean_the_same_are_one_rule(rule: Condition) -> None:
    diagrams, number = compiled(rule)
    assert diagrams.compile(written_out(rule)) == number


@given(conditions, conditions)
def test_rules_that_mean_something_else_are_two_rules(one: Condition, other: Condition) -> None:
    diagrams, number = compiled(one)
    alike = all(holds(one, person) == holds(other, person) for person in people({}))
    assert (diagrams.compile(other) == number) == alike


@given(conditions, conditions)
def test_none_of_two_is_the_opposite_of_any_of_them(one: Condition, other: Condition) -> None:
    diagrams, number = compiled(NoneOf((one, other)))
    assert diagrams.compile(NoneOf((AnyOf((one, other)),))) == number
    assert diagrams.compile(NoneOf((NoneOf((one, other)),))) == diagrams.compile(AnyOf((one, other)))


@given(conditions, conditions, full_knowledge())
def test_all_and_any_of_the_same_parts_are_kept_apart_in_one_table(one: Condition, other: Condition, known: Known) -> None:
    both, either = AllOf((one, other)), AnyOf((one, other))
    diagrams, number = compiled(both)
    numbers: dict[Rule, Condition] = {number: both, diagrams.compile(either): either}
    judged, person = judge(diagrams, known), as_person(known)
    for rule, condition in numbers.items():
        assert judged(rule).verdict is (Verdict.YES if holds(condition, person) else Verdict.NO)


@given(each_fact_once(), knowledge())
def test_the_verdict_is_that_of_kleene_where_no_fact_stands_twice(rule: Condition, known: Known) -> None:
    diagrams, number = compiled(rule)
    assert judge(diagrams, known)(number).verdict is kleene(rule, known)


@given(conditions, knowledge())
def test_kleene_never_contradicts_the_verdict(rule: Condition, known: Known) -> None:
    diagrams, number = compiled(rule)
    by_kleene = kleene(rule, known)
    assert by_kleene in (Verdict.MAYBE, judge(diagrams, known)(number).verdict)


@given(conditions, knowledge())
def test_a_reason_is_made_of_what_is_known_and_is_enough_for_the_verdict(rule: Condition, known: Known) -> None:
    diagrams, number = compiled(rule)
    verdict = brute_force(rule, known)
    reason = smallest_reason(diagrams, number, known)
    assert reason.items() <= known.items()
    if verdict is Verdict.MAYBE:
        assert reason == {}
    else:
        assert brute_force(rule, reason) is verdict


@given(settled())
def test_nothing_can_be_left_out_of_a_reason_and_no_reason_is_smaller(case: Case) -> None:
    rule, known = case
    diagrams, number = compiled(rule)
    reason = smallest_reason(diagrams, number, known)
    for size in range(len(reason)):
        for some in combinations(known, size):
            assert brute_force(rule, {fact: known[fact] for fact in some}) is Verdict.MAYBE


@given(settled())
def test_a_reason_is_widened_to_all_values_that_would_be_enough_and_no_others(case: Case) -> None:
    rule, known = case
    diagrams, number = compiled(rule)
    reason = smallest_reason(diagrams, number, known)
    verdict = brute_force(rule, reason)
    for fact in reason:
        wide = widened(diagrams, number, reason, fact)
        assert reason[fact] & ~wide == 0
        assert wide != BY_KEY[fact].everything
        for value in members(BY_KEY[fact].everything):
            enough = brute_force(rule, {**reason, fact: 1 << value}) is verdict
            assert enough == bool(wide >> value & 1)


@given(refused())
def test_the_nearest_change_really_flips_a_no(case: Case) -> None:
    rule, known = case
    diagrams, number = compiled(rule)
    change = nearest_change(diagrams, number, known)
    assert all(known[fact] & values == 0 for fact, values in change.items())
    for chosen in product(*(members(values) for values in change.values())):
        changed = {fact: 1 << value for fact, value in zip(change, chosen, strict=True)}
        assert (brute_force(rule, {**known, **changed}) is not Verdict.NO) or not change


@given(refused(), full_knowledge())
def test_the_nearest_change_makes_a_yes_of_a_no_where_everything_is_known(case: Case, others: Known) -> None:
    rule, known = case
    person = {fact: _one_of(known[fact]) if fact in known else values for fact, values in others.items()}
    diagrams, number = compiled(rule)
    change = nearest_change(diagrams, number, person)
    if change:
        assert brute_force(rule, {**person, **change}) is Verdict.YES


@given(refused())
def test_no_change_is_nearer_and_there_is_one_wherever_one_is_possible(case: Case) -> None:
    rule, known = case
    diagrams, number = compiled(rule)
    assert len(nearest_change(diagrams, number, known)) == (fewest_changes(rule, known) or 0)


@given(conditions, knowledge())
def test_a_yes_or_a_maybe_has_no_nearest_change(rule: Condition, known: Known) -> None:
    diagrams, number = compiled(rule)
    change = nearest_change(diagrams, number, known)
    assert change == {} or brute_force(rule, known) is Verdict.NO


@given(conditions)
def test_the_codes_that_matter_are_those_whose_tick_changes_the_outcome_for_somebody(rule: Condition) -> None:
    diagrams, number = compiled(rule)
    expected = tuple(
        code
        for n, code in enumerate(BY_KEY["needs"].codes)
        if any(holds(rule, person) != holds(rule, {**person, "needs": person["needs"] ^ 1 << n}) for person in people({}))
    )
    assert codes_that_matter(diagrams, number, "needs") == expected


@given(conditions, knowledge())
def test_judging_somebody_leaves_nothing_behind_in_the_diagrams(rule: Condition, known: Known) -> None:
    diagrams, number = compiled(rule)
    before = (list(diagrams.fact_of), list(diagrams.edges_of))
    judge(diagrams, known)(number)
    smallest_reason(diagrams, number, known)
    nearest_change(diagrams, number, known)
    assert (diagrams.fact_of, diagrams.edges_of) == before
