"""Reads pages as a person does: a small browser over the test client, and the real Chromium."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright
from werkzeug.test import TestResponse

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(eq=False, slots=True)
class Element:
    """An element of a page. Text stands among its parts as plain strings."""

    tag: str
    attrs: dict[str, str]
    parent: "Element | None" = None
    parts: list["Element | str"] = field(default_factory=list)

    def every(self, *tags: str, **attrs: str) -> list["Element"]:
        """All elements inside with one of these tags and all of these attributes (`class_` is one of the classes)."""
        return [one for one in self.inside() if (not tags or one.tag in tags) and one.has(**attrs)]

    def one(self, *tags: str, **attrs: str) -> "Element":
        """The only such element."""
        found = self.every(*tags, **attrs)
        assert len(found) == 1, f"{len(found)} of {tags} {attrs}, and there should be one"
        return found[0]

    def has(self, **attrs: str) -> bool:
        """Whether it has these attributes."""
        for name, value in attrs.items():
            if name == "class_":
                if value not in self.attrs.get("class", "").split():
                    return False
            elif self.attrs.get(name) != value:
                return False
        return True

    def inside(self) -> Iterator["Element"]:
        """Everything inside, in the order of the page."""
        for part in self.parts:
            if isinstance(part, Element):
                yield part
                yield from part.inside()

    def around(self) -> Iterator["Element"]:
        """Everything that it is inside of, the nearest first."""
        if self.parent:
            yield self.parent
            yield from self.parent.around()

    def texts(self) -> Iterator[tuple[str, "Element"]]:
        """Each piece of text, with the element that it stands in."""
        for part in self.parts:
            if isinstance(part, Element):
                yield from part.texts()
            else:
                yield part, self

    @property
    def text(self) -> str:
        """What it says, with single spaces."""
        return " ".join("".join(text for text, _ in self.texts()).split())


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.here = self.root = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        new = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.parts.append(new)
        if tag not in _VOID:
            self.here = new

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag or tag in _VOID, f"</{tag}> ends <{self.here.tag}>"
        if tag not in _VOID:
            assert self.here.parent
            self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.parts.append(data)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was fetched."""

    address: str
    status: int
    headers: Mapping[str, str]
    html: str
    tree: Element

    @property
    def text(self) -> str:
        """Everything it says between <body> and </body>."""
        return self.tree.one("body").text

    @property
    def title(self) -> str:
        """What the browser shows as its name."""
        return self.tree.one("title").text

    @property
    def h1(self) -> str:
        """Its heading."""
        return self.tree.one("h1").text

    @property
    def path(self) -> str:
        """Its address without what is asked of it."""
        return urlsplit(self.address).path

    def link(self, text: str) -> str:
        """Where the link with this text leads."""
        found = {one.attrs["href"] for one in self.tree.every("a") if one.text == text}
        assert len(found) == 1, f"{len(found)} links say {text!r} on {self.address}"
        return found.pop()

    def section(self, heading: str) -> Element:
        """The section under the heading with this id."""
        return self.tree.one("section", **{"aria-labelledby": heading})

    def cards(self, within: Element | None = None) -> dict[str, Element]:
        """Each result on the page by its title."""
        return {one.one("h4").text: one for one in (within or self.tree).every("li", class_="result")}


def parse(html: str) -> Element:
    """The tree of a page, which must be well formed."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    assert tree.here is tree.root, f"<{tree.here.tag}> is never ended"
    return tree.root


def page_of(response: TestResponse, address: str) -> Page:
    """A response as a page."""
    html = response.get_data(as_text=True)
    is_html = response.mimetype == "text/html"
    return Page(address, response.status_code, dict(response.headers), html, parse(html) if is_html else Element("", {}))


class Visitor:
    """Somebody without a script: opens addresses, follows links and redirects, sends forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.addresses: list[str] = []
        self.page: Page

    def open(self, address: str) -> Page:
        """The page at an address, or where it leads."""
        return self._follow(self.client.get(address.partition("#")[0]), address)

    def send(self, address: str, data: Mapping[str, Any] | None = None) -> Page:
        """The page that comes of sending a form."""
        return self._follow(self.client.post(address, data=data or {}), address)

    def _follow(self, response: TestResponse, address: str) -> Page:
        self.addresses.append(address)
        for _ in range(5):
            if response.status_code not in (301, 302, 303):
                break
            address = urljoin(address, response.headers["Location"])
            self.addresses.append(address)
            response = self.client.get(address.partition("#")[0])
        self.page = page_of(response, address)
        return self.page

    def answer(self, *values: str, button: Mapping[str, str] | None = None) -> Page:
        """Answer the question on the page: choose or type, and press Continue (or another button)."""
        form = self.question_form
        return self.send(form.attrs["action"], {"answer": list(values), **(button or {})})

    @property
    def question_form(self) -> Element:
        """The form of the question on the page."""
        return next(one for one in self.page.tree.one("main").every("form") if "novalidate" in one.attrs)

    @property
    def question(self) -> str:
        """The key of the question on the page."""
        return self.page.path.removeprefix("/check/")

    def cookie(self) -> str | None:
        """The session cookie, as the browser holds it."""
        found = self.client.get_cookie("session")
        return found.value if found else None

    def interview(self, answers: Mapping[str, str | Iterable[str]], start: str = "/check/next", most: int = 80) -> list[str]:
        """Answer every question that is put (those not in `answers` with "not sure"), and say which they were."""
        put = []
        self.open(start)
        while self.page.tree.every("form", novalidate=""):
            put.append(self.question)
            assert len(put) < most, f"the interview never ends: {put}"
            given = answers.get(self.question, "not-sure")
            self.answer(*([given] if isinstance(given, str) else given))
        return put


def question_address(key: str, **more: str) -> str:
    """Where a question is put."""
    return f"/check/{key}" + (f"?{urlencode(more)}" if more else "")


def words(text: str) -> str:
    """Text as one line."""
    return re.sub(r"\s+", " ", text).strip()


GRANDMOTHER: dict[str, str | list[str]] = {
    "area": "LS1 4AP",
    "arrangement": "special-guardianship-order",
    "applying_for": "none",
    "previously_looked_after": "immediately-before",
    "child_age": "9",
    "relationship": "grandparent",
    "parents": "both-alive",
    "parent_could_care": "no",
    "child_needs": ["none"],
    "school": "state-school",
    "child_benefit_claimant": "me",
    "benefits": ["universal-credit"],
    "work": "not-working",
}
"""A grandmother in Leeds, special guardian of a child of 9 who was in care just before the order."""


@contextmanager
def chromium() -> Iterator[Chromium]:
    """The real browser. Where there is none the test is skipped, but never in continuous integration."""
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing, and in continuous integration nothing may be skipped. Install it.")
        pytest.skip("Chromium is missing. To run this: apt-get install chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        arguments.append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost")  # nothing outside is reached
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
