"""Forms: what was typed or ticked becomes an answer, or one sentence that says what to do."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from directory.models import NOT_SURE, Catalogue, Kind
from directory.places import Places
from directory.web.forms import Entered, read_form


@pytest.fixture(scope="module", autouse=True)
def in_a_request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.fixture(scope="module")
def places(catalogue: Catalogue) -> Places:
    return Places(catalogue)


class Reader:
    """Reads what somebody sent to a question."""

    def __init__(self, catalogue: Catalogue, places: Places) -> None:
        self.catalogue, self.places = catalogue, places

    def __call__(self, key: str, *answers: str, **more: str) -> Entered:
        form = MultiDict([("answer", answer) for answer in answers] + list(more.items()))
        return read_form(self.catalogue.questions[key], form, self.places)


@pytest.fixture(scope="module")
def read(catalogue: Catalogue, places: Places) -> Reader:
    return Reader(catalogue, places)


def test_every_code_of_every_question_is_an_answer(read: Reader, catalogue: Catalogue) -> None:
    for question in catalogue.questions.values():
        for code in question.codes:
            expected = [code] if question.kind is Kind.CHOICES else code
            assert read(question.key, code) == Entered(expected)


def test_not_sure_is_an_answer_to_every_question(read: Reader, catalogue: Catalogue) -> None:
    for key in catalogue.questions:
        assert read(key, NOT_SURE) == Entered(NOT_SURE)
        assert read(key, "", not_sure="yes") == Entered(NOT_SURE)


def test_nothing_and_nonsense_are_a_fault_of_every_question(read: Reader, catalogue: Catalogue) -> None:
    for key in catalogue.questions:
        for sent in ((), ("",), ("xyzzy",), ("also-99",), ("<script>",)):
            entered = read(key, *sent)
            assert entered.fault, (key, sent)
            assert entered.value is None


def test_the_extra_choices_stand_for_one_of_several_codes(read: Reader, catalogue: Catalogue) -> None:
    assert any(question.also for question in catalogue.questions.values())
    for question in catalogue.questions.values():
        for n, also in enumerate(question.also):
            assert read(question.key, f"also-{n}") == Entered({"one_of": list(also.one_of)})


@pytest.mark.parametrize(("typed", "age"), [("9", 9), (" 9 ", 9), ("0", 0), ("09", 9), ("25", 25), ("٩", 9)])
def test_an_age_is_read_in_whole_years(read: Reader, typed: str, age: int) -> None:
    assert read("child_age", typed) == Entered(age)


@pytest.mark.parametrize("typed", ["", " ", "nine", "9.5", "nine years", "-1", "+9", "9½", "²", "1e1"])
def test_what_is_no_age_is_told_how_to_enter_one(read: Reader, typed: str) -> None:
    assert read("child_age", typed).fault == "Enter the child’s age in whole years, like 9. For a baby under 1, enter 0."


@pytest.mark.parametrize("typed", ["26", "99", "1000", "0000999", "9" * 5000])
def test_an_age_out_of_range_is_told_the_range(read: Reader, typed: str) -> None:
    assert read("child_age", typed).fault == "Enter an age from 0 to 25."


def test_several_ticks_are_one_answer(read: Reader) -> None:
    assert read("benefits", "universal-credit", "housing-benefit") == Entered(["universal-credit", "housing-benefit"])


def test_none_of_these_stands_alone(read: Reader) -> None:
    assert read("benefits", "none") == Entered(["none"])
    assert read("benefits", "none", "universal-credit").fault.startswith("Tick “None of these” by itself")


@pytest.mark.parametrize("answers", [("universal-credit", NOT_SURE), (NOT_SURE, "universal-credit"), ("none", NOT_SURE)])
def test_not_sure_beside_a_tick_is_asked_back_and_never_read_as_a_no_to_the_rest(
    read: Reader, answers: tuple[str, ...]
) -> None:
    assert read("benefits", *answers).fault.startswith("Tick “I am not sure” by itself")


def test_a_place_with_one_council_is_the_answer(read: Reader) -> None:
    assert read("area", "ls1 4ap") == Entered("leeds")


def test_a_place_with_several_councils_gives_the_choice(read: Reader) -> None:
    assert read("area", "NP25 3AA") == Entered(choices=("herefordshire", "wales"))
    assert read("area", "Birmingam") == Entered(choices=("birmingham",))
    assert read("area", "Ashford") == Entered(choices=("kent", "surrey", "hounslow"))


@pytest.mark.parametrize("area", ["leeds", "england", "wales", "scotland", "northern-ireland", "elsewhere"])
def test_a_chosen_place_wins_over_what_was_typed(read: Reader, area: str) -> None:
    assert read("area", "something else", area=area) == Entered(area)


@pytest.mark.parametrize("area", ["narnia", "united-kingdom", "", "../leeds"])
def test_a_chosen_place_that_is_none_is_not_kept(read: Reader, area: str) -> None:
    assert read("area", "", area=area).fault == "Enter your postcode, your town or your council."


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "Enter your postcode, your town or your council."),
        ("ZZ1 1AA", "We do not know this postcode. Check it, or enter your town or your council."),
        (
            "Narnia",
            "We do not know this place. Enter your postcode, or the council on your council tax bill.",
        ),
    ],
)
def test_a_place_that_is_not_found_is_told_what_to_do(read: Reader, typed: str, fault: str) -> None:
    assert read("area", typed).fault == fault
