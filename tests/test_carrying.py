"""Carrying answers with a code: what the pages show, what a code brings back, and where a code must never stand."""

import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.answer_code import write_code
from directory.models import Catalogue
from directory.web.carrying import still_meant
from tests.browser import GRANDMOTHER, Visitor
from tests.test_interview_pages import rows


@pytest.fixture
def grandmother(client: FlaskClient) -> Visitor:
    """A visitor who has answered everything."""
    visitor = Visitor(client)
    visitor.interview(GRANDMOTHER)
    return visitor


def code_on(visitor: Visitor) -> str:
    return visitor.page.section("carry").one("p", class_="code").text


def opened(app: Flask, code: str) -> Visitor:
    """The code typed on another device."""
    other = Visitor(app.test_client())
    other.send("/code", {"code": code})
    return other


def test_a_code_brings_all_answers_to_another_device(app: Flask, grandmother: Visitor) -> None:
    grandmother.send("/check/children")
    grandmother.send("/check/child_age?child=2", {"answer": "3"})
    grandmother.open("/check/answers")
    code, there = code_on(grandmother), rows(grandmother)
    other = opened(app, code.lower().replace("-", " "))
    assert (other.page.path, other.page.h1) == ("/check/results", "What you can get")
    assert "Your answers are open." in other.page.text
    other.open("/check/answers")
    assert rows(other) == there
    assert code_on(other) == code


def test_the_results_and_the_answers_show_the_same_code(grandmother: Visitor) -> None:
    grandmother.open("/check/results")
    code = code_on(grandmother)
    grandmother.open("/check/answers")
    assert code_on(grandmother) == code
    assert re.fullmatch(r"([0-9A-Z]{4}-)*[0-9A-Z]{1,4}", code)


def test_nobody_without_answers_is_shown_a_code(client: FlaskClient) -> None:
    assert "Carry your answers" not in Visitor(client).open("/check/answers").text


def test_a_code_replaces_the_answers_that_are_there_and_says_so_before(client: FlaskClient, catalogue: Catalogue) -> None:
    visitor = Visitor(client)
    visitor.send("/check/work", {"answer": "employee"})
    assert "its answers replace them" in visitor.open("/code").text
    visitor.send("/code", {"code": write_code({"answers": {"home": "owns"}}, catalogue.vocabularies[1])})
    visitor.open("/check/answers")
    assert rows(visitor) == {"Your home": "I own my home, or pay a mortgage"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the code. It is on the page where you saw what you can get, and on its printout."),
        ("   ", "Type the code."),
        ("1246-X8NM-NG04-PCT5-VDFB", "This code is not right. Compare each letter and number"),
        ("<script>alert(1)</script>", "This code is not right."),
        ("2" * 5000, "This code is not right."),
    ],
)
def test_what_is_no_code_is_said_in_words_that_help_and_leaves_the_answers(
    grandmother: Visitor, typed: str, said: str
) -> None:
    page = grandmother.send("/code", {"code": typed})
    assert said in page.text
    assert page.title.startswith("Error:")
    assert page.tree.one("input", id="code").attrs["value"] == typed[:200]
    grandmother.open("/check/answers")
    assert len(rows(grandmother)) > 10


def test_a_code_of_a_newer_site_is_told_from_a_mistyped_one(client: FlaskClient, catalogue: Catalogue) -> None:
    newer = type(catalogue.vocabularies[1])(9, (), ())
    page = Visitor(client).send("/code", {"code": write_code({"answers": {}, "children": [{}]}, newer)})
    assert "This code comes from a newer version of this site." in page.text


def test_answers_that_have_no_meaning_any_more_are_left_out_and_counted(catalogue: Catalogue) -> None:
    children = [{"id": "1", "child_age": 99, "school": "state-school"}, {"id": "2", "arrangement": {"one_of": ["adoption"]}}]
    raw = {"area": "atlantis", "answers": {"work": "pirate", "shoe_size": "9", "home": "owns"}, "children": children}
    kept, left_out = still_meant(raw, catalogue)
    assert kept == {"answers": {"home": "owns"}, "children": [{"id": "1", "school": "state-school"}, {"id": "2"}]}
    assert left_out == 5


def test_the_results_say_how_many_answers_were_left_out(grandmother: Visitor) -> None:
    assert "2 answers are left out, because the questions have changed." in grandmother.open("/check/results?opened=2").text
    assert "1 answer is left out" in grandmother.open("/check/results?opened=1").text
    assert "answers are left out" not in grandmother.open("/check/results?opened=xyz").text


def test_a_code_is_in_no_address_and_in_no_log(app: Flask, grandmother: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    grandmother.open("/check/answers")
    code = code_on(grandmother)
    other = opened(app, code)
    wrong = opened(app, f"{code[:-1]}U")
    for visitor in (grandmother, other, wrong):
        assert not [address for address in visitor.addresses if code[:4] in address]
        assert not [one for one in visitor.page.tree.every("a") if code[:9] in one.attrs.get("href", "")]
        assert visitor.page.headers["Cache-Control"] == "no-store"
    assert code[:9] not in caplog.text


def test_an_address_cannot_open_a_code(client: FlaskClient, catalogue: Catalogue) -> None:
    code = write_code({"answers": {"home": "owns"}}, catalogue.vocabularies[1])
    page = Visitor(client).open(f"/code?code={code}")
    assert page.tree.one("input", name="code").attrs["value"] == ""
    assert "/check/clear" not in page.html
