"""The whole check in each language, in the real Chromium: from the start page to the results, and numbers drawn right."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from directory.models import Catalogue
from tests.browser import GRANDMOTHER

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OTHERS = ("pl", "ur")

# The left edge of each character of an element, in the order of the text.
EDGES = """one => {
  const text = one.firstChild, range = document.createRange();
  const edge = at => (range.setStart(text, at), range.setEnd(text, at + 1), range.getBoundingClientRect().x);
  return [...text.data].map((_, at) => edge(at));
}"""


@pytest.fixture(params=OTHERS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[True, False], ids=["with-a-script", "without-a-script"])
def page(browser: Browser, live_server: str, language: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        base_url=live_server, locale=language, java_script_enabled=request.param, viewport={"width": 360, "height": 800}
    )
    yield context.new_page()
    context.close()


def answer(page: Page, key: str) -> None:
    page.locator("main form .actions button").first.wait_for()  # the address is there before the page is
    given = GRANDMOTHER.get(key, "not-sure")
    if page.locator("main input[type=text]").count():
        page.locator("main input[type=text]").fill(str(given))
    else:
        for value in [given] if isinstance(given, str) else given:
            page.locator(f"main input[value='{value}']").check()
    page.locator("main form .actions button").first.click()


def test_a_grandmother_comes_to_her_results_in_her_language(page: Page, language: str, catalogue: Catalogue) -> None:
    page.goto(f"/{language}/")
    page.locator(f"main a[href='/{language}/check']").first.click()
    page.locator(f"main a[href='/{language}/check/next']").click()
    for _ in range(60):
        key = page.url.partition("/check/")[2].partition("?")[0]
        if key == "answers":
            break
        answer(page, key)
    page.locator(f"main a[href='/{language}/check/results']").first.click()
    title = catalogue.offers["special-guardianship-financial-support"].text(language).title
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(1)
    wide = page.evaluate("document.documentElement.scrollWidth") if page.context.pages else 0
    assert wide <= 360


def test_a_phone_number_is_drawn_from_left_to_right(page: Page, language: str) -> None:
    page.goto(f"/{language}/offers/family-rights-group-advice-line")
    number = page.locator("main a.tel").first
    expect(number).to_have_text("0808 801 0366")
    edges = number.evaluate(EDGES)
    assert edges == sorted(edges)
