"""Searching in the real Chromium: suggestions with the keyboard, and the page of results with a script and without one."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def context(browser: Browser, live_server: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=live_server)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# Suggestions


@pytest.fixture(params=["/", "/search"], ids=["header", "search-page"])
def box(page: Page, request: pytest.FixtureRequest) -> Locator:
    """The search box of a page, with the focus in it."""
    page.goto(request.param)
    box = page.get_by_role("combobox")
    box.focus()
    return box


def options(page: Page) -> list[str]:
    expect(page.get_by_role("listbox")).to_be_visible()
    return page.get_by_role("option").all_inner_texts()


def chosen(page: Page) -> str:
    """What a screen reader is told is the option in hand: the one that the box points to, which is the selected one."""
    pointed = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    selected = page.locator("[role=option][aria-selected=true]")
    if pointed is None:
        expect(selected).to_have_count(0)
        return ""
    expect(selected).to_have_id(pointed)
    return selected.inner_text()


def test_suggestions_come_while_somebody_types_and_their_number_is_said(page: Page, box: Locator) -> None:
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("listbox")).to_be_hidden()
    with page.expect_response("**/suggest?q=guardian") as answer:
        box.press_sequentially("guardian")
    found = [one["label"] for one in answer.value.json()]
    expect(page.get_by_role("option")).to_have_text(found)
    assert 0 < len(found) <= 8
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="suggestion")).to_have_text(
        f"{len(found)} suggestions. Press the down arrow key to choose."
    )
    assert chosen(page) == ""
    listbox = box.get_attribute("aria-controls")
    expect(page.get_by_role("listbox")).to_have_id(str(listbox))


def test_down_and_up_go_round_the_list_while_the_focus_stays_in_the_box(page: Page, box: Locator) -> None:
    box.fill("guardian")
    found = options(page)
    for expected in (*found, found[0]):
        box.press("ArrowDown")
        assert chosen(page) == expected
    box.press("ArrowUp")
    assert chosen(page) == found[-1]
    expect(box).to_be_focused()
    expect(box).to_have_value("guardian")


def test_enter_searches_for_the_option_in_hand(page: Page, box: Locator) -> None:
    box.fill("guardian")
    found = options(page)
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/search?*")
    assert asked(page)["q"] == [found[1]]
    expect(page.get_by_role("heading", level=3).first).to_be_visible()


def test_enter_without_an_option_searches_for_what_was_typed(page: Page, box: Locator) -> None:
    box.fill("guardian")
    options(page)
    box.press("Enter")
    page.wait_for_url("**/search?*")
    assert asked(page)["q"] == ["guardian"]


def test_escape_closes_the_list_and_keeps_what_was_typed_and_down_opens_it_again(page: Page, box: Locator) -> None:
    box.fill("guardian")
    found = options(page)
    box.press("ArrowDown")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("guardian")
    assert chosen(page) == ""
    box.press("ArrowDown")
    assert options(page) == found
    assert chosen(page) == found[0]


def test_tab_closes_the_list_and_goes_on(page: Page, box: Locator) -> None:
    box.fill("guardian")
    options(page)
    box.press("ArrowDown")
    box.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).not_to_be_focused()
    expect(box).to_have_value("guardian")


def test_home_and_end_move_in_the_text(page: Page, box: Locator) -> None:
    box.fill("guardian")
    options(page)
    box.press("ArrowDown")
    box.press("Home")
    assert chosen(page) == ""
    assert box.evaluate("box => box.selectionStart") == 0
    box.press("End")
    assert box.evaluate("box => box.selectionStart") == len("guardian")


def test_a_click_searches_for_an_option(page: Page, box: Locator) -> None:
    box.fill("guardian")
    found = options(page)
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**/search?*")
    assert asked(page)["q"] == [found[1]]


def test_words_that_nothing_begins_with_show_no_list(page: Page, box: Locator) -> None:
    box.fill("guardian")
    options(page)
    box.press_sequentially("zzz")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text="suggestion")).to_have_text("No suggestions.")


def test_what_comes_too_late_is_not_shown(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.goto("/")
    page.route("**/suggest?q=gua", hold)
    box = page.get_by_role("combobox")
    with page.expect_request("**/suggest?q=gua"):
        box.press_sequentially("gua")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("q=gua")):  # it is broken off
        box.fill("money")
    assert "Money and benefits" in options(page)
    assert held


def test_the_option_in_hand_stays_when_suggestions_for_what_was_typed_last_are_on_their_way(
    page: Page, box: Locator
) -> None:
    page.route("**/suggest?q=guardians", lambda _: None)  # it waits
    box.fill("guardian")
    found = options(page)
    with page.expect_request("**/suggest?q=guardians"):
        box.press_sequentially("s")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("q=guardians")):  # it is broken off
        box.press("ArrowDown")
    assert chosen(page) == found[0]


def test_a_server_that_does_not_answer_leaves_the_box_as_it_is(page: Page) -> None:
    page.goto("/")
    page.route("**/suggest?*", lambda route: route.abort())
    box = page.get_by_role("combobox")
    with page.expect_event("requestfailed"):
        box.press_sequentially("money")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("Enter")
    page.wait_for_url("**/search?q=money")


def test_the_list_lies_below_the_box_in_both_directions_on_a_narrow_screen(browser: Browser, live_server: str) -> None:
    context = browser.new_context(base_url=live_server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for address in ("/", "/search"):
        for direction in ("ltr", "rtl"):
            page.goto(address)
            page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
            page.get_by_role("combobox").fill("guardian")
            options(page)
            box, list_ = page.get_by_role("combobox").bounding_box(), page.get_by_role("listbox").bounding_box()
            assert box and list_
            assert list_["y"] >= box["y"] + box["height"] - 3
            assert list_["x"] >= 0
            assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    context.close()


# The page of results, with a script and without one


@pytest.fixture(params=[True, False], ids=["with-a-script", "without-a-script"])
def reader(browser: Browser, live_server: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page of somebody on a phone."""
    context = browser.new_context(
        base_url=live_server, java_script_enabled=request.param, viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    assert not problems
    context.close()


def search_for(page: Page, words: str) -> None:
    """Type into the box of the page, and press Enter."""
    box = page.get_by_label("What are you looking for?").or_(page.get_by_label("Search for help"))
    box.fill(words)
    box.press("Enter")
    page.wait_for_url("**/search?q=*")


def test_somebody_searches_from_home_and_opens_a_result(reader: Page) -> None:
    reader.goto("/")
    search_for(reader, "pupil premium")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Search for “pupil premium”")
    reader.get_by_role("heading", level=3).get_by_role("link", name="Pupil premium plus: extra").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Pupil premium plus")
    reader.go_back()
    expect(reader.get_by_label("What are you looking for?")).to_have_value("pupil premium")


def test_somebody_filters_the_results_and_takes_the_filter_off(reader: Page) -> None:
    reader.goto("/search?q=guardian")
    everything = reader.locator(".found h2").inner_text()
    reader.get_by_role("link", name="Filter the results").click()
    reader.get_by_label(re.compile(r"^Service \(")).check()
    reader.get_by_role("button", name="Update the results").click()
    reader.wait_for_url("**kind=service*")
    assert asked(reader)["q"] == ["guardian"]
    assert reader.locator(".found h2").inner_text() != everything
    for first in reader.locator(".facts").all():
        expect(first.get_by_role("listitem").first).to_have_text("Service")
    reader.get_by_role("link", name="(take this filter off)").click()
    expect(reader.locator(".found h2")).to_have_text(everything)


def test_somebody_gives_a_postcode_and_sees_how_far_things_are(reader: Page) -> None:
    reader.goto("/search?q=family+hub")
    reader.get_by_label("Your postcode, town or council").fill("ls9 7bg")
    reader.get_by_role("button", name="Search", exact=True).click()
    reader.wait_for_url("**near=LS9*")
    assert asked(reader)["near"] == ["LS9 7"]  # never the whole postcode
    expect(reader.locator(".found h2")).to_contain_text("(Leeds)")
    expect(reader.get_by_role("heading", name="In your area")).to_be_visible()
    expect(reader.get_by_role("heading", name="By phone or online")).to_be_visible()
    expect(reader.locator(".facts").first).to_contain_text("mile away")


def test_somebody_whose_postcode_is_wrong_is_told_beside_the_box(reader: Page) -> None:
    reader.goto("/search?q=family+hub")
    box = reader.get_by_label("Your postcode, town or council")
    box.fill("ZZ99 9ZZ")
    box.press("Enter")
    expect(reader.get_by_text("We do not know this postcode.")).to_be_visible()
    expect(box).to_have_value("ZZ99 9ZZ")
    expect(box).to_have_accessible_description(
        "Error: We do not know this postcode. Check it, or enter your town or your council."
    )


def test_somebody_who_finds_nothing_can_ring_somebody(reader: Page) -> None:
    reader.goto("/search")
    search_for(reader, "zzgrommet")
    expect(reader.get_by_text("Nothing was found.")).to_be_visible()
    expect(reader.get_by_role("link", name="0300 123 7015")).to_have_attribute("href", "tel:+443001237015")
    reader.get_by_role("link", name="Look by subject").click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("subject")


def test_somebody_who_mistypes_is_put_right_and_can_insist(reader: Page) -> None:
    reader.goto("/search")
    search_for(reader, "gaurdianship")
    expect(reader.get_by_text("Showing results for “guardianship”.")).to_be_visible()
    assert reader.locator(".facts").count() > 0
    reader.get_by_role("link", name="Search instead for “gaurdianship”").click()
    expect(reader.get_by_text("Nothing was found.")).to_be_visible()


def test_somebody_picks_a_place_on_the_map(reader: Page) -> None:
    reader.goto("/areas/leeds")
    point = reader.get_by_role("link", name="4: Compton Family Hub")
    box = point.locator("circle").bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24  # large enough to touch
    point.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Compton Family Hub")


def test_the_map_is_walked_through_with_the_keyboard(page: Page) -> None:
    page.goto("/areas/leeds")
    page.get_by_role("main").get_by_role("link", name="Check what you can get").focus()
    for number in (1, 2, 3):
        page.keyboard.press("Tab")
        name = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
        assert name.startswith(f"{number}: ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chapeltown Family Hub")


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_pages_of_the_directory_do_not_scroll_sideways_on_a_narrow_screen(
    browser: Browser, live_server: str, direction: str
) -> None:
    context = browser.new_context(base_url=live_server, viewport={"width": 320, "height": 640})
    page = context.new_page()
    for address in (
        *("/search?q=family+hub&near=LS9+7", "/search?q=zzgrommet", "/search?q=gaurdianship"),
        *("/areas/leeds", "/areas/southwark", "/offers/leeds-compton-family-hub", "/offers/kinship-advice-line"),
    ):
        page.goto(address)
        page.evaluate("direction => { document.documentElement.dir = direction; }", direction)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, address
    context.close()
