"""Answer codes: every answer survives, every usual mistake is found, and old codes still open."""

from contextlib import suppress
from dataclasses import replace
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.answer_code import Mistyped, NewerVersion, read_code, write_code
from directory.answer_code.signs import LONGEST, SIGNS, checked, cleaned, grouped, with_checksum
from directory.models import NONE, NOT_SURE, ONE_OF, Catalogue, CodedQuestion, Kind, Scope, Vocabulary
from tests.families import Story, stories

Raw = dict[str, Any]
CORE = {"arrangement", "previously_looked_after", "child_age", "relationship", "parents", "benefits", "over_pension_age"}
"""With the place, the eight questions that an adviser asks first."""


@pytest.fixture(scope="module")
def vocabulary(catalogue: Catalogue) -> Vocabulary:
    return catalogue.vocabularies[1]


def possible(question: CodedQuestion, vocabulary: Vocabulary) -> list[Any]:
    """Every answer to a question, but of many to tick only "none", each alone, and all together."""
    match question.kind:
        case Kind.AREA:
            return [NOT_SURE, *vocabulary.areas]
        case Kind.AGE:
            return [NOT_SURE, *range(question.ages[0], question.ages[1] + 1)]
        case Kind.CHOICES:
            codes = [code for code in question.codes if code != NONE]
            return [NOT_SURE, [NONE], *([code] for code in codes), codes]
    return [NOT_SURE, *question.codes, *({ONE_OF: list(also)} for also in question.also)]


def household_of(question: CodedQuestion, value: Any) -> Raw:
    """A household of which this is the only answer."""
    if question.kind is Kind.AREA:
        return {"area": value, "answers": {}, "children": []}
    if question.scope is Scope.CARER:
        return {"answers": {question.key: value}, "children": []}
    return {"answers": {}, "children": [{"id": "1", question.key: value}]}


def answers_to(question: CodedQuestion, vocabulary: Vocabulary) -> st.SearchStrategy[Any]:
    if question.kind is Kind.CHOICES:
        codes = [code for code in question.codes if code != NONE]
        some = st.sets(st.sampled_from(codes), min_size=1).map(lambda ticked: [code for code in codes if code in ticked])
        return st.sampled_from([NOT_SURE, [NONE]]) | some
    return st.sampled_from(possible(question, vocabulary))


@st.composite
def households(draw: st.DrawFn, vocabulary: Vocabulary) -> Raw:
    def person(scope: Scope) -> Raw:
        asked = [one for one in vocabulary.questions if one.scope is scope and one.kind is not Kind.AREA]
        return draw(st.fixed_dictionaries({}, optional={one.key: answers_to(one, vocabulary) for one in asked}))

    area = draw(st.fixed_dictionaries({}, optional={"area": answers_to(vocabulary.questions[0], vocabulary)}))
    children = [{"id": str(n), **person(Scope.CHILD)} for n in range(1, draw(st.integers(0, 8)) + 1)]
    return {**area, "answers": person(Scope.CARER), "children": children}


def test_every_single_answer_survives(vocabulary: Vocabulary) -> None:
    for question in vocabulary.questions:
        for value in possible(question, vocabulary):
            raw = household_of(question, value)
            assert read_code(write_code(raw, vocabulary), {1: vocabulary}) == raw, (question.key, value)


@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_every_household_survives(data: st.DataObject, vocabulary: Vocabulary) -> None:
    raw = data.draw(households(vocabulary))
    assert read_code(write_code(raw, vocabulary), {1: vocabulary}) == raw


def test_nothing_but_the_number_of_children_survives_too(vocabulary: Vocabulary) -> None:
    for number in range(9):
        raw = {"answers": {}, "children": [{"id": str(n + 1)} for n in range(number)]}
        assert read_code(write_code(raw, vocabulary), {1: vocabulary}) == raw


def test_eight_children_of_whom_everything_is_said_have_a_code_that_can_be_read(vocabulary: Vocabulary) -> None:
    last = {one.key: possible(one, vocabulary)[-1] for one in vocabulary.questions if one.key != "area"}
    first = {one.key: possible(one, vocabulary)[1] for one in vocabulary.questions if one.key != "area"}
    scopes = {one.key: one.scope for one in vocabulary.questions}
    child = [{key: value for key, value in some.items() if scopes[key] is Scope.CHILD} for some in (first, last)]
    carer = {key: value for key, value in last.items() if scopes[key] is Scope.CARER}
    raw = {"area": "leeds", "answers": carer, "children": [{"id": str(n + 1), **child[n % 2]} for n in range(8)]}
    code = write_code(raw, vocabulary)
    assert read_code(code, {1: vocabulary}) == raw
    assert len(cleaned(code)) < LONGEST / 1.5


def families(only: set[str] | None = None) -> list[Raw]:
    """The families of `tests/scenarios/` as they would stand in a session; with `only`, just their answers to these."""

    def kept(answers: Raw) -> Raw:
        return {key: value for key, value in answers.items() if key != "id" and (only is None or key in only)}

    def with_types(answers: Raw) -> Raw:
        return {key: int(value) if key == "child_age" and value != NOT_SURE else value for key, value in answers.items()}

    def raw(story: Story) -> Raw:
        children = [{"id": str(n), **with_types(kept(one))} for n, one in enumerate(story.data.get("children") or [{}], 1)]
        area = {"area": story.data["area"]} if "area" in story.data else {}
        return {**area, "answers": kept(story.data.get("carer") or {}), "children": children}

    return [raw(story) for story in stories()]


def lengths(some: list[Raw], vocabulary: Vocabulary) -> list[int]:
    return sorted(len(cleaned(write_code(raw, vocabulary))) for raw in some)


def test_one_child_and_the_core_questions_take_fewer_than_16_signs(vocabulary: Vocabulary) -> None:
    one_child = [{"area": "leeds", **raw} for raw in families(CORE) if len(raw["children"]) == 1]
    assert len(one_child) > 100
    assert lengths(one_child, vocabulary)[-1] < 16


def test_most_families_who_answered_everything_have_a_code_of_fewer_than_24_signs(vocabulary: Vocabulary) -> None:
    found = lengths([raw for raw in families() if len(raw["children"]) == 1], vocabulary)
    assert median(found) < 20
    assert found[len(found) * 9 // 10] < 24


def test_codes_that_people_wrote_down_still_open(vocabulary: Vocabulary) -> None:
    """The form of a code is fixed. If this fails, codes in drawers have stopped working: take the change back."""
    raw = {
        "area": "leeds",
        "answers": {"benefits": ["universal-credit", "carers-allowance"], "work": "not-working", "home": NOT_SURE},
        "children": [
            {"id": "1", "arrangement": "special-guardianship-order", "child_age": 9, "school": "state-school"},
            {"id": "2", "arrangement": {ONE_OF: ["no-order", "kinship-foster-temporary"]}, "child_age": 2},
        ],
    }
    assert write_code(raw, vocabulary) == GOLDEN
    assert read_code(GOLDEN, {1: vocabulary}) == raw


GOLDEN = "1246-X8NM-NG04-PCT5-VDFA"

# Mistakes


signs = st.text(SIGNS, min_size=1, max_size=60)


@given(signs, st.data())
def test_every_single_wrong_sign_is_found(some: str, data: st.DataObject) -> None:
    code = with_checksum(some)
    place = data.draw(st.integers(0, len(code) - 1))
    for sign in set(SIGNS) - {code[place]}:
        with pytest.raises(Mistyped):
            checked(code[:place] + sign + code[place + 1 :])


@given(signs)
def test_every_swap_of_neighbours_is_found(some: str) -> None:
    code = with_checksum(some)
    for n in range(len(code) - 1):
        if code[n] != code[n + 1]:
            with pytest.raises(Mistyped):
                checked(code[:n] + code[n + 1] + code[n] + code[n + 2 :])


@given(signs)
def test_a_right_code_is_read_as_it_is(some: str) -> None:
    assert checked(grouped(with_checksum(some))) == some


@given(st.text(max_size=50))
def test_whatever_is_typed_is_a_code_or_a_mistake(typed: str) -> None:
    with suppress(Mistyped):
        assert checked(typed)


def test_a_code_may_be_typed_as_it_was_heard(vocabulary: Vocabulary) -> None:
    raw = {"area": "leeds", "answers": {}, "children": [{"id": "1", "child_age": 9}]}
    code = write_code(raw, vocabulary)
    heard = code.lower().replace("0", "o").replace("1", "l").replace("-", " \u2013 ")
    for typed in (
        code,
        heard,
        f"  {code}\n",
        code.replace("-", ""),
        code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
    ):
        assert read_code(typed, {1: vocabulary}) == raw


@pytest.mark.parametrize("typed", ["", "-", "1", "12", "0", "U", "é", "1" * 500, "😀", "1" * 100_000])
def test_what_is_no_code_is_a_mistake(typed: str, vocabulary: Vocabulary) -> None:
    with pytest.raises(Mistyped):
        read_code(typed, {1: vocabulary})


def test_a_code_with_a_sign_more_or_less_is_a_mistake(vocabulary: Vocabulary) -> None:
    code = GOLDEN.replace("-", "")
    for n in range(len(code)):
        for typed in (code[:n] + code[n + 1 :], *(code[:n] + sign + code[n:] for sign in SIGNS)):
            if typed != code:
                with pytest.raises((Mistyped, NewerVersion)):
                    read_code(typed, {1: vocabulary})


# Versions


def test_a_code_of_a_newer_version_is_told_from_a_mistyped_one(vocabulary: Vocabulary) -> None:
    for version in (2, 31, 32, 100):
        newer = replace(vocabulary, version=version)
        code = write_code({"answers": {"work": "employee"}, "children": []}, newer)
        assert read_code(code, {version: newer})["answers"] == {"work": "employee"}
        with pytest.raises(NewerVersion):
            read_code(code, {1: vocabulary})


def test_a_code_of_an_older_version_opens_with_the_words_that_it_was_made_with(vocabulary: Vocabulary) -> None:
    raw = {"area": "leeds", "answers": {"work": "employee"}, "children": [{"id": "1", "child_age": 9}]}
    code = write_code(raw, vocabulary)
    turned = replace(vocabulary, version=2, areas=vocabulary.areas[::-1], questions=vocabulary.questions[::-1])
    assert read_code(code, {1: vocabulary, 2: turned}) == raw


def test_an_answer_that_the_vocabulary_does_not_have_is_left_out(vocabulary: Vocabulary) -> None:
    raw = {"area": "atlantis", "answers": {"work": "pirate", "shoe_size": 9, "home": "owns"}, "children": []}
    assert read_code(write_code(raw, vocabulary), {1: vocabulary}) == {"answers": {"home": "owns"}, "children": []}
