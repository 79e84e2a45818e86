"""Whole journeys of a worker in the real Chromium: a list, notes, two languages, a hand-out; with a script and without."""

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from directory.models import Catalogue
from tests.translated import SENTENCES, TRANSLATED, small_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NOTE = "Ask for Ann on Monday."
BREADTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def address(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site in many scripts, on a port of this machine."""
    app: Flask = small_site(catalogue, tmp_path_factory.mktemp("scripts"))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.port}"
    server.shutdown()


def gather(page: Page) -> None:
    """Put three offers on the list, from their own pages and from a list of them."""
    page.goto(f"/offers/{TRANSLATED}")
    page.get_by_role("button", name="Add to my list").click()
    expect(page.get_by_role("link", name="On your list")).to_be_visible()
    expect(page.get_by_role("navigation", name="Site")).to_contain_text("My list (1)")
    page.goto("/categories/money")
    page.get_by_role("button", name=re.compile("Add to my list.*Child Benefit")).click()
    page.goto("/areas/leeds")
    page.get_by_role("button", name=re.compile("Add to my list.*Leeds Virtual School")).click()


def prepare(page: Page, language: str) -> None:
    """Order the list, write a note and choose how to print it."""
    page.get_by_role("link", name="My list (3)").click()
    page.get_by_role("textbox", name=re.compile("Note.*Help for a child in need")).fill(NOTE)
    page.get_by_role("button", name=re.compile("Move up.*Child Benefit")).click()
    expect(page.locator("main h2").first).to_have_text("Child Benefit")
    expect(page.get_by_role("textbox", name=re.compile("Note.*Help for a child in need"))).to_have_value(NOTE)
    page.get_by_label("The language of the family").select_option(language)
    page.get_by_label("Large print").check()
    page.get_by_role("button", name="Print it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help to take away")


@pytest.mark.parametrize("script", [True, False], ids=["with-a-script", "without-a-script"])
def test_a_worker_makes_a_hand_out_in_two_languages_with_notes(browser: Browser, address: str, script: bool) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=script)
    context.set_default_timeout(10_000)
    page, problems, requests = context.new_page(), [], []
    page.on("console", lambda message: problems.append(message.text))
    page.on("request", lambda request: requests.append(request.url))
    gather(page)
    prepare(page, "ur")
    expect(page.locator(".by-hand")).to_have_text(NOTE)
    expect(page.locator("[lang=ur] h2").nth(1)).to_have_text(SENTENCES["ur"])
    list_address = page.locator(".short").inner_text()
    context.close()
    family = browser.new_context(java_script_enabled=script)
    opened = family.new_page()
    opened.goto(list_address)
    expect(opened.locator("html")).to_have_attribute("dir", "rtl")
    expect(opened.locator("main h2").nth(1)).to_have_text(SENTENCES["ur"])
    expect(opened.locator("body")).not_to_contain_text(NOTE)
    family.close()
    assert not problems
    assert not [url for url in requests if not url.startswith(address)]


def test_it_is_all_done_by_keyboard(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"/offers/{TRANSLATED}")
    page.get_by_role("button", name="Add to my list").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("link", name="On your list").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("textbox").first.focus()
    page.keyboard.type(NOTE)
    page.get_by_role("button", name="Print it").focus()
    with page.expect_navigation():
        page.keyboard.press("Space")
    expect(page.locator(".by-hand")).to_have_text(NOTE)
    context.close()


@pytest.mark.parametrize("path", ["/pack", "/pack/print", f"/pack/letter/{TRANSLATED}", "/ur/pack", "/ur/pack/print"])
def test_nothing_is_wider_than_a_narrow_phone(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.set_default_timeout(10_000)
    gather(page)
    page.goto("/pack")
    page.get_by_label("The language of the family").select_option("ur")
    page.get_by_role("button", name="Save").click()
    page.goto(path)
    assert page.evaluate(BREADTH) <= 320
    context.close()


def test_on_paper_there_is_the_hand_out_and_nothing_else(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.set_default_timeout(10_000)
    gather(page)
    page.goto("/pack/print")
    page.emulate_media(media="print")
    for hidden in (".nav", ".exitbar", ".screen", ".top", ".foot", ".back"):
        assert not [one for one in page.locator(hidden).all() if one.is_visible()], hidden
    assert all(one.is_visible() for one in page.locator(".sheet, .qr svg").all())
    page.pdf(path=tmp_path / "paper.pdf", format="A4", prefer_css_page_size=True)
    assert (tmp_path / "paper.pdf").read_bytes().count(b"/Type /Page\n") <= 3
    context.close()
