"""The page "What is coming" and its reminders: in words, by time, and without giving anything away."""

import re
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from directory.reminders import calendar_of
from tests.browser import GRANDMOTHER, Visitor


@pytest.fixture
def grandmother(client: FlaskClient) -> Visitor:
    """The grandmother of a boy of 9, on the page of what is coming."""
    visitor = Visitor(client)
    visitor.interview(GRANDMOTHER)
    visitor.open("/check/coming")
    return visitor


def moments(visitor: Visitor) -> dict[str, str]:
    """What is coming by its heading."""
    return {one.one("h3").text: one.text for one in visitor.page.tree.every("section", class_="moment")}


def test_what_changes_is_told_by_time_with_what_to_do_before(grandmother: Visitor) -> None:
    found = moments(grandmother)
    assert "In 6 to 7 years." in found["When the child turns 16"]
    assert re.search("This starts .*You should get this then. .*This may end", found["When the child turns 16"])
    assert "If you do not have it yet, ask before then." in found["When the child turns 12"]
    assert "end at 18 at the latest" in found["When the child turns 18"]
    assert "Child Benefit" in found["From 6 April 2027"]


def test_each_change_leads_to_its_offer(grandmother: Visitor) -> None:
    for section in grandmother.page.tree.every("section", class_="moment"):
        assert all(one.attrs["href"].startswith("/offers/") for one in section.every("a"))
        assert section.every("a")


def test_the_results_lead_there_and_nobody_may_keep_the_page(grandmother: Visitor) -> None:
    assert grandmother.page.headers["Cache-Control"] == "no-store"
    grandmother.open("/check/results")
    assert grandmother.page.link("See what changes with time, and what to do before") == "/check/coming"


def test_without_answers_the_check_begins(client: FlaskClient) -> None:
    assert client.get("/check/coming").headers["Location"] == "/check"


def test_a_child_whose_age_is_not_known_leads_to_that_question_and_back(client: FlaskClient) -> None:
    visitor = Visitor(client)
    visitor.send("/check/arrangement", {"answer": "adoption"})
    visitor.open("/check/coming")
    assert "We do not know how old the child is" in visitor.page.text
    visitor.open(visitor.page.link("Give the age"))
    visitor.answer("9")
    assert visitor.page.path == "/check/coming"
    assert "We do not know how old the child is" not in visitor.page.text


def test_each_of_several_children_has_its_own_time(grandmother: Visitor) -> None:
    grandmother.send("/check/children")
    grandmother.send("/check/child_age?child=2", {"answer": "15"})
    grandmother.open("/check/coming")
    found = moments(grandmother)
    assert "Some time in the next 12 months." in found["When child 2 turns 16"]
    assert "In 6 to 7 years." in found["When child 1 turns 16"]


def test_the_time_after_an_order_is_told_in_words(client: FlaskClient) -> None:
    visitor = Visitor(client)
    for key, answer in {
        "arrangement": "special-guardianship-order",
        "previously_looked_after": "immediately-before",
        "child_age": "9",
        "order_age": "6-months-to-3-years",
    }.items():
        visitor.send(f"/check/{key}", {"answer": answer})
    visitor.open("/check/coming")
    found = moments(visitor)
    assert "Some time in the next two and a half years." in found["When the order is 3 years old"]
    assert "After that, ask the council where you live." in found["When the order is 3 years old"]
    visitor.send("/check/looked_after_by", {"answer": "this-council"})
    visitor.open("/check/coming")
    assert "When the order is 3 years old" not in moments(visitor)


# Reminders


def lines_of(calendar: bytes) -> list[str]:
    """The lines of a calendar file, unfolded; fails where it is not well formed (RFC 5545, 3.1, 3.4, 3.6.1)."""
    text = calendar.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert all(re.match(r"[A-Z-]+(;[A-Z]+=[A-Z]+)*:", line) for line in lines)
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len({line for line in lines if "UID:" in line})
    for name in ("DTSTAMP:", "DTSTART;VALUE=DATE:", "SUMMARY:"):
        assert sum(line.startswith(name) for line in lines) == lines.count("BEGIN:VEVENT")
    return lines


def test_the_reminders_are_well_formed_and_give_nothing_away(grandmother: Visitor) -> None:
    response = grandmother.client.post("/check/coming/dates.ics")
    assert response.mimetype == "text/calendar"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"] == 'attachment; filename="dates.ics"'
    lines = lines_of(response.data)
    assert {line for line in lines if line.startswith("SUMMARY")} == {"SUMMARY:Check what has changed"}
    assert "DTSTART;VALUE=DATE:20270406" in lines
    assert not re.search(r"kin|child|guard|care|support|http|localhost|turn|\d ?year", response.text.lower())


def test_reminders_are_only_made_by_a_button(grandmother: Visitor) -> None:
    assert grandmother.client.get("/check/coming/dates.ics").status_code == 405


def test_without_answers_there_is_no_file(client: FlaskClient) -> None:
    assert client.post("/check/coming/dates.ics").headers["Location"] == "/check/coming"


def test_a_title_of_any_language_is_folded_between_letters_and_escaped() -> None:
    title = "ਦੇਖੋ ਕਿ ਕੀ ਬਦਲਿਆ ਹੈ, " * 5 + "a;b\\c"
    calendar = calendar_of([date(2027, 1, 31), date(2027, 1, 31)], title, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    lines = lines_of(calendar)
    assert "DTSTAMP:20261123T093000Z" in lines
    assert "DTEND;VALUE=DATE:20270201" in lines
    assert lines.count("BEGIN:VEVENT") == 1
    [summary] = [line for line in lines if line.startswith("SUMMARY:")]
    assert summary == "SUMMARY:" + "ਦੇਖੋ ਕਿ ਕੀ ਬਦਲਿਆ ਹੈ\\, " * 5 + "a\\;b\\\\c"
