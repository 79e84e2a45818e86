"""Families as an adviser would tell of them (`tests/scenarios/`), and what the checker must say to each."""

from collections import Counter
from pathlib import Path

import pytest

from directory.checker import Checker
from directory.models import Catalogue
from directory.rules import NO, YES
from directory.truth import Verdict
from tests.families import Expectation, Story, StoryError, family, report, stories, wrongs
from tests.mutants import LEAST, families_of, scores, total

STORIES = stories()


@pytest.mark.parametrize("story", STORIES, ids=[story.title for story in STORIES])
def test_the_checker_says_what_the_law_gives(story: Story, checker: Checker) -> None:
    some = family(story, checker.catalogue)
    wrong = wrongs(checker, some)
    assert not wrong, report(some, wrong)


def test_every_story_has_a_title_of_its_own_and_a_source() -> None:
    titles = Counter(story.title for story in STORIES)
    assert [title for title, times in titles.items() if times > 1] == []
    assert [story.where for story in STORIES if not story.data.get("source")] == []


NO_IS_NOT_SURE = {"benefit-cap-exemption"}
"""The facts do not say whether somebody without benefits is outside the cap, or has nothing that could be capped."""


def test_every_entitlement_is_told_to_be_yes_and_to_be_no_wherever_it_can_be(checker: Checker) -> None:
    expected = [one for story in STORIES for one in family(story, checker.catalogue).expect]
    told = {verdict: {one.offer for one in expected if one.verdict is verdict} for verdict in Verdict}
    entitlements = {slug: checker.rules[slug] for slug, offer in checker.catalogue.offers.items() if not offer.service}
    can_be_yes = {slug for slug, rule in entitlements.items() if rule != NO}
    can_be_no = {slug for slug, rule in entitlements.items() if rule != YES}
    assert can_be_yes - told[Verdict.YES] == set()
    assert can_be_no - told[Verdict.NO] == NO_IS_NOT_SURE


def test_the_scenarios_notice_most_small_mistakes_in_the_rules(checker: Checker) -> None:
    found = scores(checker, families_of(checker.catalogue))
    survivors = [f"{mutant.offer}: {mutant.mistake}" for score in found for mutant in score.survivors]
    assert total(found) >= LEAST, "Not noticed:\n" + "\n".join(survivors)


def _told(**data: object) -> Story:
    return Story("A story", "scenarios/x.yaml:1", {"story": "A story", **data})


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({"childs": []}, '"childs" is not a field of a story. Did you mean "children"?'),
        ({"area": "leds"}, '"leds" is not a council or nation. Did you mean "leeds"?'),
        ({"carer": {"wrk": "employee"}}, '"wrk" is not a question about the carer. Did you mean "work"?'),
        ({"carer": {"work": "employe"}}, '"employe" is not a code of work. Did you mean "employee"?'),
        ({"expect": {"child-benefits": "yes"}}, '"child-benefits" is not an offer. Did you mean "child-benefit"?'),
        ({"expect": {"child-benefit": "yess"}}, '"yess" is not a verdict of child-benefit. Did you mean "yes"?'),
        ({"must_not_ask": ["wrk"]}, '"wrk" is not a question. Did you mean "work"?'),
        (
            {"children": [{"arrangement": "no-order", "order_age": "over-3-years"}]},
            '"order_age" is never put here: see its only_if in questions.yaml.',
        ),
    ],
)
def test_a_mistake_in_a_story_is_named(data: dict[str, object], fault: str, catalogue: Catalogue) -> None:
    with pytest.raises(StoryError) as error:
        family(_told(**data), catalogue)
    assert str(error.value) == f"scenarios/x.yaml:1: {fault}"


def test_a_wrong_expectation_is_shown_with_what_was_said_instead_and_the_answers(checker: Checker) -> None:
    some = family(
        _told(
            area="leeds",
            children=[{"id": "Amy", "arrangement": "kinship-foster-approved"}, {"id": "Ben"}],
            expect={"child-benefit": {"Amy": "yes", "Ben": "maybe"}, "complaints-and-advocacy": "yes"},
            must_not_ask=["child_age"],
        ),
        checker.catalogue,
    )
    assert report(some, wrongs(checker, some)).splitlines() == [
        "A story",
        "(scenarios/x.yaml:1)",
        "  child-benefit (Amy): expected yes, got no (benefit)",
        '  the interview puts "child_age", which it must not',
        "  Answers:",
        "  area: leeds",
        "  carer: {}",
        "  child: {'id': 'Amy', 'arrangement': 'kinship-foster-approved'}",
        "  child: {'id': 'Ben'}",
    ]


def test_an_expectation_of_a_story_with_several_children_may_be_about_one_or_all(catalogue: Catalogue) -> None:
    children = [{"id": "Amy"}, {"id": "Ben"}]
    some = family(_told(children=children, expect={"child-benefit": "maybe"}), catalogue)
    assert some.expect == (Expectation("child-benefit", None, Verdict.MAYBE),)
    some = family(_told(children=children, expect={"child-benefit": {"Ben": "maybe"}}), catalogue)
    assert some.expect == (Expectation("child-benefit", "Ben", Verdict.MAYBE),)


def test_a_scenario_file_that_is_not_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("- story: One\n  area: leeds\n  area: york\n", encoding="utf-8")
    with pytest.raises(StoryError, match=r"bad\.yaml:3: \[0\]\.area: This field stands twice"):
        stories(tmp_path)
