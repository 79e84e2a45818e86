"""Whole journeys in the real Chromium: with a script, without one, by keyboard alone, on a narrow screen and on paper."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import GRANDMOTHER, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ELSEWHERE = "https://www.bbc.co.uk/weather"
NARROW = 320
KINDS = [
    "/",
    "/categories",
    "/categories/money",
    "/arrangements",
    "/compare",
    "/arrangements/special-guardianship-order",
    "/offers/guardians-allowance",
    "/offers/kinship-allowance-pilot",
    "/pages/independent-advice",
    "/pages/practice-guide",
    "/check",
    "/check/area",
    "/check/arrangement",
    "/check/child_age",
    "/check/benefits",
    "/check/answers",
    "/check/results",
    "/check/coming",
    "/code",
    "/tonight",
    "/not-here",
]


@pytest.fixture
def context(browser: Browser, live_server: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=live_server)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="module")
def asked() -> dict[str, str | list[str]]:
    """What a grandmother answers; the other questions she is not sure of."""
    return GRANDMOTHER


def key_of(page: Page) -> str:
    return page.url.partition("/check/")[2].partition("?")[0]


def answer(page: Page, asked: dict[str, str | list[str]]) -> None:
    """Answer the question on the page as a person with a mouse does."""
    page.get_by_role("button", name="Continue").wait_for()  # the address is there before the page is
    given = asked.get(key_of(page), "not-sure")
    if page.locator("main input[type=text]").count():
        if given == "not-sure":
            page.get_by_role("button", name="I am not sure").click()
            return
        page.get_by_role("textbox").fill(str(given))
    else:
        for value in [given] if isinstance(given, str) else given:
            page.locator(f"input[value='{value}']").check()
    page.get_by_role("button", name="Continue").click()


def answer_all(page: Page, asked: dict[str, str | list[str]]) -> None:
    for _ in range(60):
        if key_of(page) == "answers":
            return
        answer(page, asked)
    pytest.fail("the interview does not end")


def with_answers(context: BrowserContext, client: FlaskClient, live_server: str) -> None:
    """Give the browser the cookie of somebody who has answered everything."""
    visitor = Visitor(client)
    visitor.interview(GRANDMOTHER)
    cookie = visitor.cookie()
    assert cookie
    context.add_cookies(
        [{"name": "session", "value": cookie, "url": live_server, "secure": True, "httpOnly": True, "sameSite": "Lax"}]
    )


def cookies(context: BrowserContext) -> list[str]:
    return [cookie.get("name", "") for cookie in context.cookies()]


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """What is done inside makes the browser ask for the page outside, which is never reached from here."""
    with page.expect_event("requestfailed", lambda request: request.url == ELSEWHERE):
        yield
    page.wait_for_function("() => !location.href.includes('localhost')")


def from_home_to_results(page: Page, asked: dict[str, str | list[str]]) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Check what you can get").click()
    page.get_by_role("link", name="Start now").click()
    answer_all(page, asked)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers before you see what you can get")
    page.get_by_role("link", name="See what you can get").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you can get")
    expect(page.locator(".result", has_text="Pupil premium plus").first).to_contain_text("You should get this")


@pytest.mark.parametrize("script", [True, False], ids=["with-a-script", "without-a-script"])
def test_a_grandmother_comes_from_home_to_her_results(
    browser: Browser, live_server: str, asked: dict[str, str | list[str]], script: bool
) -> None:
    context = browser.new_context(base_url=live_server, java_script_enabled=script)
    page = context.new_page()
    problems: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    from_home_to_results(page, asked)
    page.get_by_text("Show these, with the reason for each").click()
    expect(page.get_by_role("heading", name="Fostering allowance")).to_be_visible()
    assert not problems
    assert not [url for url in requests if not url.startswith(live_server)]
    context.close()


def test_a_grandmother_comes_to_her_results_by_keyboard_alone(page: Page, asked: dict[str, str | list[str]]) -> None:
    page.goto("/check")
    tab_to(page, "Start now")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for _ in range(60):
        if key_of(page) == "answers":
            break
        answer_by_keyboard(page, asked)
    tab_to(page, "See what you can get")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What you can get")


FOCUSED = """() => {
  const one = document.activeElement;
  const label = one.id && document.querySelector(`label[for="${one.id}"]`);
  const main = !!one.closest("main"), text = (label || one).innerText || "";
  return {tag: one.tagName, type: one.type || "", value: one.value || "", main, text};
}"""


def tab_to(page: Page, text: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["text"].startswith(text):
            return
    pytest.fail(f"no way to {text!r} with Tab on {page.url}")


def tab_to_control(page: Page, types: tuple[str, ...]) -> str:
    for _ in range(60):
        page.keyboard.press("Tab")
        one = page.evaluate(FOCUSED)
        if one["main"] and one["tag"] == "INPUT" and one["type"] in types:
            return str(one["type"])
    pytest.fail(f"no field to fill with Tab on {page.url}")


def answer_by_keyboard(page: Page, asked: dict[str, str | list[str]]) -> None:
    given = asked.get(key_of(page), "not-sure")
    kind = tab_to_control(page, ("text", "radio", "checkbox"))
    if kind == "text":
        page.keyboard.type(str(given))
    elif kind == "radio":
        choose_by_arrows(page, str(given))
    else:
        tick_by_space(page, [given] if isinstance(given, str) else given)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose_by_arrows(page: Page, value: str) -> None:
    page.keyboard.press("Space")
    for _ in range(20):
        if page.evaluate(FOCUSED)["value"] == value:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"no way to {value!r} with the arrow keys on {page.url}")


def tick_by_space(page: Page, values: list[str]) -> None:
    for _ in range(20):
        if page.evaluate(FOCUSED)["value"] in values:
            page.keyboard.press("Space")
            if page.locator("input:checked").count() == len(values):
                return
        page.keyboard.press("Tab")
    pytest.fail(f"no way to {values} with Tab on {page.url}")


def test_the_skip_link_comes_first_and_leads_to_the_main_part(page: Page) -> None:
    page.goto("/check/area")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_link_in_the_list_of_errors_leads_to_the_field(page: Page) -> None:
    for key in ("child_age", "arrangement", "benefits"):
        page.goto(f"/check/{key}")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("alert").get_by_role("link").click()
        expect(page.locator("#answer")).to_be_focused()


@pytest.mark.parametrize("script", [True, False], ids=["with-a-script", "without-a-script"])
def test_exit_by_click_leaves_and_clears(browser: Browser, client: FlaskClient, live_server: str, script: bool) -> None:
    context = browser.new_context(base_url=live_server, java_script_enabled=script)
    with_answers(context, client, live_server)
    page = context.new_page()
    page.goto("/check/results")
    assert cookies(context) == ["session"]
    with leaving(page):
        page.get_by_role("link", name="Exit this page").click()
    assert not cookies(context)
    assert_back_shows_no_answers(page)
    context.close()


def assert_back_shows_no_answers(page: Page) -> None:
    page.go_back()
    body = page.locator("body").inner_text()
    assert "Leeds" not in body
    assert "Grandparent" not in body
    assert "You should get this" not in body


@pytest.mark.parametrize("script", [True, False], ids=["with-a-script", "without-a-script"])
def test_back_after_exit_shows_nothing_of_the_answers(browser: Browser, live_server: str, script: bool) -> None:
    context = browser.new_context(base_url=live_server, java_script_enabled=script)
    page = context.new_page()
    page.goto("/check")
    page.get_by_role("link", name="Start now").click()
    for _ in range(6):
        answer(page, GRANDMOTHER)
    page.goto("/check/answers")
    expect(page.locator("main")).to_contain_text("Grandparent")
    page.goto("/check/results")
    with leaving(page):
        page.get_by_role("link", name="Exit this page").click()
    for _ in range(14):
        page.go_back()
        if "localhost" not in page.url:
            break
        body = page.locator("body").inner_text()
        assert not any(said in body for said in ("Leeds", "You should get this", "Clear my answers")), page.url
        assert page.locator("input:checked").count() == 0, page.url
        assert all(field.input_value() == "" for field in page.locator("input[type=text]").all()), page.url
    context.close()


def test_exit_by_shift_three_times(page: Page, context: BrowserContext, client: FlaskClient, live_server: str) -> None:
    with_answers(context, client, live_server)
    page.goto("/check/results")
    with leaving(page):
        for _ in range(3):
            page.keyboard.press("Shift")
    assert not cookies(context)


def test_shift_with_a_letter_between_does_not_leave(page: Page) -> None:
    page.goto("/check/area")
    page.get_by_role("textbox").click()
    page.keyboard.type("LS1 4AP and Leeds And York")
    for key in ("Shift", "Shift", "a", "Shift"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url.endswith("/check/area")


def test_a_page_that_was_read_before_shows_what_was_answered_since(page: Page) -> None:
    page.goto("/offers/pupil-premium-plus")
    expect(page.locator(".verdict")).to_have_count(0)
    page.get_by_role("link", name="Check if I can get this").click()
    for _ in range(20):
        if "/offers/" in page.url:
            break
        answer(page, GRANDMOTHER)
    expect(page.locator(".verdict").first).to_contain_text("You should get this")
    page.goto("/")
    page.goto("/offers/pupil-premium-plus")
    expect(page.locator(".verdict").first).to_contain_text("You should get this")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_page_scrolls_sideways_on_a_narrow_screen(
    browser: Browser, client: FlaskClient, live_server: str, direction: str
) -> None:
    context = browser.new_context(base_url=live_server, viewport={"width": NARROW, "height": 640})
    with_answers(context, client, live_server)
    page = context.new_page()
    for address in KINDS:
        page.goto(address)
        page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
        width = page.evaluate("() => document.documentElement.scrollWidth")
        assert width <= NARROW, f"{address} is {width} wide"
    context.close()


def test_on_paper_stand_the_answers_and_what_is_folded_and_nothing_to_press(
    page: Page, context: BrowserContext, client: FlaskClient, live_server: str
) -> None:
    with_answers(context, client, live_server)
    page.goto("/check/results")
    answers = page.locator("section.printed")
    expect(answers).to_be_hidden()
    page.emulate_media(media="print")
    expect(answers).to_be_visible()
    expect(answers).to_contain_text("Leeds")
    expect(answers).to_contain_text("Grandparent")
    expect(page.locator("p.printed")).to_be_visible()
    expect(page.get_by_role("heading", name="Fostering allowance")).to_be_visible()
    for hidden in (".exitbar", ".nav", ".skip", "button >> nth=0"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_the_form_is_on_paper_too(page: Page) -> None:
    page.goto("/check/arrangement")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("I am not sure", exact=True)).to_be_visible()


def test_everything_is_large_enough_to_touch(browser: Browser, client: FlaskClient, live_server: str) -> None:
    context = browser.new_context(base_url=live_server, viewport={"width": 375, "height": 700})
    with_answers(context, client, live_server)
    page = context.new_page()
    for address in KINDS:
        page.goto(address)
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, input, summary, .btn, .nav a, .tiles a")]
                .filter(one => one.checkVisibility()).map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
        )
        assert not small, address
    context.close()
