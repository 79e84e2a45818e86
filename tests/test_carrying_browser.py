"""A code typed or scanned on a second device, in the real Chromium, with a script and without one."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.test_browser import with_answers

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def first(browser: Browser, live_server: str, client: FlaskClient) -> Iterator[Page]:
    """The phone of somebody who has answered everything, on the page of results."""
    context = browser.new_context(base_url=live_server)
    with_answers(context, client, live_server)
    page = context.new_page()
    page.goto("/check/results")
    yield page
    context.close()


@pytest.fixture(params=[True, False], ids=["with-a-script", "without-a-script"])
def second(browser: Browser, live_server: str, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Another device, on which nothing was ever answered."""
    context = browser.new_context(base_url=live_server, java_script_enabled=request.param)
    yield context
    context.close()


def test_a_code_is_typed_on_a_second_device(first: Page, second: BrowserContext) -> None:
    code = first.locator(".code").inner_text()
    page = second.new_page()
    page.goto("/check")
    page.get_by_role("link", name="Do you have a code?").click()
    page.get_by_role("textbox", name="Your code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Open my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you can get")
    expect(page.locator("main").get_by_role("status")).to_have_text("Your answers are open.")
    expect(page.locator(".code")).to_have_text(code)
    assert page.locator(".result").count() == first.locator(".result").count()


def test_a_mistyped_code_can_be_mended(first: Page, second: BrowserContext) -> None:
    code = first.locator(".code").inner_text()
    page = second.new_page()
    page.goto("/code")
    page.get_by_role("textbox", name="Your code").fill(code[::-1])
    page.get_by_role("button", name="Open my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not right.")
    page.get_by_role("textbox", name="Your code").fill(code)
    page.get_by_role("button", name="Open my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you can get")


def test_a_scanned_code_fills_the_box_and_is_never_sent_in_an_address(
    first: Page, browser: Browser, live_server: str
) -> None:
    code = first.locator(".code").inner_text()
    context = browser.new_context(base_url=live_server)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/code#{code}")
    expect(page.get_by_role("textbox", name="Your code")).to_have_value(code)
    assert page.url == f"{live_server}/code"
    page.get_by_role("button", name="Open my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you can get")
    assert not [url for url in asked if code[:9] in url.partition("#")[0]]
    context.close()


def test_the_code_stands_on_the_printed_results(first: Page) -> None:
    first.emulate_media(media="print")
    expect(first.locator(".code")).to_be_visible()
    expect(first.get_by_role("img", name="The same code, to scan with a camera")).to_be_visible()
