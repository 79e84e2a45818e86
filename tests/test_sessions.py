"""Sessions: one encrypted cookie that ends with the browser, and nothing of the answers anywhere else."""

import base64
import json
import logging
import os
import re
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from flask import Flask
from flask.testing import FlaskClient

from directory.checker import Checker
from directory.models import Catalogue, Kind, Scope
from directory.web import create_app, interview, results
from tests.browser import GRANDMOTHER, Visitor
from tests.test_every_page import SAME_FOR_ALL

TELLING = "special-guardianship-order"
LARGEST_COOKIE = 4096


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def answered(visitor: Visitor) -> Visitor:
    """A visitor who has given one answer that tells a lot."""
    visitor.open("/check/arrangement")
    visitor.answer(TELLING)
    return visitor


def knows(client: FlaskClient) -> bool:
    """Whether the site still knows what was answered."""
    return "Legal arrangement" in Visitor(client).open("/check/answers").tree.one("main").text


def test_an_answer_is_kept_in_one_cookie_that_only_this_site_reads_and_that_ends_with_the_browser(
    client: FlaskClient,
) -> None:
    response = client.post("/check/arrangement", data={"answer": TELLING})
    [header] = response.headers.getlist("Set-Cookie")
    name, *attributes = [part.strip() for part in header.split(";")]
    assert name.startswith("session=")
    assert set(attributes) == {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}


def test_the_answers_cannot_be_read_in_the_cookie(answered: Visitor) -> None:
    value = answered.cookie()
    assert value
    assert not tells(value.encode())
    sealed = base64.urlsafe_b64decode(value)
    assert not tells(sealed)
    for start in range(len(sealed)):
        with suppress(zlib.error):
            assert not tells(zlib.decompressobj().decompress(sealed[start:]))


def tells(data: bytes) -> bool:
    return b"special" in data or b"arrangement" in data


def test_the_same_answers_make_another_cookie_each_time(app: Flask) -> None:
    cookies = set()
    for _ in range(2):
        visitor = Visitor(app.test_client())
        visitor.open("/check/arrangement")
        visitor.answer(TELLING)
        cookies.add(visitor.cookie())
    assert len(cookies) == 2


def test_a_cookie_that_was_changed_is_as_if_there_were_none(answered: Visitor) -> None:
    value = answered.cookie()
    assert value
    assert knows(answered.client)
    for n in range(0, len(value) - 2, 7):
        changed = value[:n] + ("A" if value[n] != "A" else "B") + value[n + 1 :]
        answered.client.set_cookie("session", changed)
        assert not knows(answered.client)
    answered.client.set_cookie("session", value)
    assert knows(answered.client)


def _sealed(key: bytes, data: bytes) -> str:
    return Fernet(key).encrypt(zlib.compress(data)).decode()


GOOD = json.dumps({"check": {"children": [{"id": "1", "arrangement": TELLING}]}}).encode()


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x",
        "é" * 10,
        "a" * 4000,
        "gAAAAA",
        "{}",
        "None",
        base64.b64encode(GOOD).decode(),
        _sealed(Fernet.generate_key(), GOOD),
    ],
    ids=["empty", "short", "accents", "long", "half", "json", "none", "plain", "other-key"],
)
def test_a_cookie_of_somebody_else_is_as_if_there_were_none(client: FlaskClient, cookie: str) -> None:
    client.set_cookie("session", cookie)
    assert client.get("/check").status_code == 200
    assert not knows(client)


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"{",
        b'{"check": {}}',
        b'{"check": {"area": "avon", "answers": {}, "children": []}}',
        b'{"check": {"answers": {"gone": "x", "benefits": "universal-credit", "work": ["employee"], "home": "castle"}}}',
        b'{"check": {"children": [{"id": "1", "arrangement": ["x"], "child_age": "9", "school": {"one_of": []}}]}}',
        b'{"check": {"children": [{"id": "1", "child_age": 99, "child_needs": ["disabled", "gone"]}]}}',
        b" " * 1_000_000 + GOOD,
    ],
)
def test_a_cookie_of_an_older_or_stranger_form_never_breaks_a_page(app: Flask, builds: Path, data: bytes) -> None:
    client = app.test_client()
    client.set_cookie("session", _sealed((builds / "secret.key").read_bytes(), data))
    for address in ("/", "/check", "/check/answers", "/check/results", "/check/school", "/offers/child-benefit"):
        assert client.get(address).status_code in (200, 303), address
    assert client.post("/check/school", data={"answer": "state-school"}).status_code == 303
    assert client.post("/check/children").status_code == 303
    assert "School or college" in Visitor(client).open("/check/answers").text


def test_the_most_answers_that_the_site_asks_for_fit_into_a_cookie(client: FlaskClient, catalogue: Catalogue) -> None:
    children = [client.post("/check/children") for _ in range(7)]
    assert len(children) == 7
    for question in catalogue.questions.values():
        longest = max(question.codes or ["richmond-upon-thames"], key=len)
        answers = [code for code in question.codes if code != "none"] if question.kind is Kind.CHOICES else [longest]
        for child in range(1, 9) if question.scope is Scope.CHILD else [0]:
            address = f"/check/{question.key}" + (f"?child={child}" if child else "")
            answer = {Kind.AREA: ["richmond upon thames"], Kind.AGE: [str(child + 9)]}.get(question.kind, answers)
            response = client.post(address, data={"answer": answer})
            assert response.status_code == 303, address
            assert len(response.headers["Set-Cookie"]) < LARGEST_COOKIE
    page = Visitor(client).open("/check/answers")
    assert len(page.tree.every("dt")) >= 8 * sum(one.scope is Scope.CHILD for one in catalogue.questions.values())


def test_answers_too_long_for_a_cookie_stay_as_they_were(answered: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answered.cookie()
    monkeypatch.setattr("directory.web.sessions._LARGEST", 10)
    assert answered.client.post("/check/school", data={"answer": "state-school"}).status_code == 303
    assert answered.cookie() == before
    assert answered.open("/check/results").status == 200


def test_reading_without_answering_sets_no_cookie(client: FlaskClient) -> None:
    for address in [
        *SAME_FOR_ALL,
        "/check/next",
        "/check/area",
        "/check/answers",
        "/check/results",
        "/nothing",
        "/api/offers",
    ]:
        assert "Set-Cookie" not in client.get(address).headers, address
    assert "Set-Cookie" not in client.post("/check/arrangement", data={"answer": "xyzzy"}).headers


def test_reading_after_answering_sends_the_cookie_no_more(answered: Visitor) -> None:
    assert "Set-Cookie" not in answered.client.get("/check/results").headers


@pytest.mark.parametrize("leave", ["/check/clear", "/exit"])
def test_clearing_and_leaving_delete_the_cookie(answered: Visitor, leave: str) -> None:
    client = answered.client
    response = client.post(leave) if leave == "/check/clear" else client.get(leave)
    [header] = response.headers.getlist("Set-Cookie")
    assert header.startswith("session=;")
    assert "Max-Age=0" in header
    assert "Secure" in header
    assert answered.cookie() is None
    assert not knows(client)


@pytest.mark.parametrize(
    "address", ["/", "/check", "/check/arrangement", "/check/answers", "/check/results", "/offers/child-benefit", "/nothing"]
)
def test_a_page_for_somebody_who_has_answered_is_kept_nowhere(answered: Visitor, address: str) -> None:
    response = answered.client.get(address)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Cookie" in response.headers["Vary"]


def test_what_was_sent_in_error_is_kept_nowhere(client: FlaskClient) -> None:
    response = client.post("/check/area", data={"answer": "12 Acacia Avenue"})
    assert "12 Acacia Avenue" in response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "no-store"


def test_nothing_that_was_answered_is_in_the_logs(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    visitor.interview(GRANDMOTHER)
    visitor.open("/check/results")
    visitor.open("/check/area")
    visitor.answer("Narnia")
    assert not re.search("special-guardianship-order|grandparent|universal-credit|LS1|leeds|Narnia", caplog.text)


@pytest.mark.parametrize("address", ["/check/school", "/check/results", "/check/answers"])
def test_nothing_that_was_answered_is_in_the_logs_when_a_page_fails(
    answered: Visitor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        answer = next(iter(answered.client.application.extensions["shelf"].site().catalogue.arrangements), TELLING)
        raise KeyError(TELLING, answer)

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(interview, "render_template", fails)
    monkeypatch.setattr(results, "render_template", fails)
    response = answered.client.get(address)
    assert response.status_code == 500
    assert "Your answers are still in your browser." in response.get_data(as_text=True)
    assert TELLING not in response.get_data(as_text=True)
    assert "KeyError" in caplog.text
    assert TELLING not in caplog.text
    assert response.headers["Cache-Control"] == "no-store"


def test_nothing_that_was_answered_is_in_the_logs_when_an_offer_cannot_be_checked(
    answered: Visitor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(Checker, "_finding", fails)
    assert answered.client.get("/check/results").status_code == 200
    assert "could not check child-benefit" in caplog.text
    assert TELLING not in caplog.text


def test_a_key_is_made_once_and_only_its_owner_can_read_it(builds: Path, app: Flask) -> None:
    path = builds / "secret.key"
    assert app.session_interface
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    create_app(builds)
    assert path.read_bytes() == before


def test_a_key_from_the_environment_is_used(builds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = Fernet.generate_key()
    monkeypatch.setitem(os.environ, "SECRET_KEY", key.decode())
    visitor = Visitor(create_app(builds).test_client())
    visitor.open("/check/arrangement")
    visitor.answer(TELLING)
    value = visitor.cookie()
    assert value
    assert TELLING in zlib.decompress(Fernet(key).decrypt(value.encode())).decode()
