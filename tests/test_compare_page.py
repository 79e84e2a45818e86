"""The comparison as people and programs meet it: the page without a script and in the real browser, and the API."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, expect

from directory.models import Catalogue
from tests.browser import GRANDMOTHER, Element, Page, Visitor, chromium

FOSTERING = GRANDMOTHER | {"arrangement": "kinship-foster-temporary"}
GUARDIAN = {"arrangement": "special-guardianship-order", "previously_looked_after": "immediately-before", "child_age": 9}
TO_GUARDIAN = "/compare?to=special-guardianship-after-care"


@pytest.fixture
def nobody(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def guardian(client: FlaskClient) -> Visitor:
    visitor = Visitor(client)
    visitor.interview(GRANDMOTHER)
    return visitor


@pytest.fixture
def foster_carer(client: FlaskClient) -> Visitor:
    visitor = Visitor(client)
    visitor.interview(FOSTERING)
    return visitor


def titles(page: Page, section: str) -> set[str]:
    return {one.text for one in page.section(section).every("h4")}


def cells(page: Page, offer: str) -> dict[str, str]:
    """What the tables say of an offer, by the head of the column."""
    for table in page.tree.every("table"):
        heads = [one.text for one in table.one("thead").every("th")][1:]
        for row in table.one("tbody").every("tr"):
            if row.one("th").text == offer:
                return dict(zip(heads, (one.text for one in row.every("td")), strict=True))
    pytest.fail(f"{offer} is in no table")


def options(page: Page, name: str) -> list[Element]:
    return page.tree.one("select", name=name).every("option")


# The page


def test_somebody_new_sees_every_arrangement_and_is_not_told_what_is_best(nobody: Visitor, catalogue: Catalogue) -> None:
    page = nobody.open("/compare")
    assert [one.attrs["value"] for one in options(page, "from")] == list(catalogue.columns)
    assert "We do not say which arrangement is best." in page.text
    assert "Only a court or the council can change a legal arrangement." in page.text
    assert page.tree.every("a", href="/pages/independent-advice")
    assert "0808 801 0366" in page.text
    assert "You have not told us which arrangement you have now." in page.text
    assert "We took it that you live in England." in page.text


def test_cells_say_in_words_what_a_yes_is_worth(guardian: Visitor) -> None:
    said = cells(guardian.open("/compare"), "Assessment of special guardianship support needs")
    assert said == {
        "No court order": "Not under this arrangement",
        "Kinship foster care, approved by the council": "Not under this arrangement",
        "Special guardianship, child in care just beforeYou have this now": "Yes, with conditions",
        "Special guardianship, child never in care": "You can ask, and they decide",
        "Child arrangements order, child in care just before": "Not under this arrangement",
        "Child arrangements order, child never in care": "Not under this arrangement",
    }


def test_a_cell_that_is_not_certain_says_what_it_depends_on(nobody: Visitor) -> None:
    said = cells(nobody.open("/compare"), "Pupil premium plus: extra money for the school")
    assert said["Kinship foster care, approved by the council"] == "Depends on: Age of the child; School or college"
    assert said["No court order"] == "Not under this arrangement"


def test_every_table_has_a_name_and_heads_of_columns_and_rows(guardian: Visitor) -> None:
    for table in guardian.open("/compare").tree.every("table"):
        assert table.one("caption").text
        assert {one.attrs["scope"] for one in table.one("thead").every("th")} == {"col"}
        assert all(row.one("th").attrs["scope"] == "row" for row in table.one("tbody").every("tr"))


def test_who_decides_what_stands_beside_the_help(guardian: Visitor, catalogue: Catalogue) -> None:
    said = cells(guardian.open("/compare"), "A holiday abroad")
    page = catalogue.arrangements["child-arrangements-order"]
    assert said["Child arrangements order, child never in care"] == page.text("en").decides["holiday_abroad"]


def test_an_arrangement_that_is_no_column_is_one_of_its_own_with_its_own_page(foster_carer: Visitor) -> None:
    page = foster_carer.open("/compare")
    chosen = [one.text for one in options(page, "from") if "selected" in one.attrs]
    assert chosen == ["You have this now: Kinship foster carer with temporary approval"]


def test_an_arrangement_that_is_one_of_two_depends_on_which_it_is(nobody: Visitor) -> None:
    nobody.send("/check/arrangement", {"answer": "also-0"})  # a social worker asked, and there are no papers
    page = nobody.open("/compare")
    assert "What you have now: One of several arrangements." in page.text
    assert cells(page, "A passport")["One of several arrangementsYou have this now"].startswith("It depends on which")
    assert "Before: It depends on which arrangement you have." in page.section("decides-two").text


def test_a_chosen_pair_says_what_is_gained_and_lost_and_why_and_from_where(foster_carer: Visitor) -> None:
    page = foster_carer.open(TO_GUARDIAN)
    assert {"Child Benefit", "Assessment of special guardianship support needs"} <= titles(page, "gain")
    assert {"Fostering allowance", "Plans and checks for a child in care"} <= titles(page, "lose")
    assert "Tax relief on fostering and kinship payments" in titles(page, "unsure")
    lost = next(one for one in page.section("lose").every("li") if one.text.startswith("Fostering allowance"))
    assert lost.every("a", href="/offers/fostering-allowance")
    assert "Because then this would be true: You have a special guardianship order." in lost.text
    assert "Source: www.gov.uk" in lost.text


def test_what_only_the_change_can_show_is_named_and_not_asked(foster_carer: Visitor) -> None:
    page = foster_carer.open(TO_GUARDIAN)
    relief = next(one for one in page.section("unsure").every("li") if one.text.startswith("Tax relief"))
    assert "This cannot be known before the change. Ask about it first: Money from a council." in relief.text
    assert not [one for one in page.tree.every("a") if "council_payment" in one.attrs["href"]]


def test_what_hangs_on_the_arrangement_now_waits_until_that_is_told(nobody: Visitor) -> None:
    meeting = next(
        one for one in nobody.open("/compare").section("unsure").every("li") if one.text.startswith("Family meeting")
    )
    assert (
        "Tell us first which arrangement you have now. Then we can say more about this: Social worker now." in meeting.text
    )


def test_two_equal_arrangements_are_a_sentence(nobody: Visitor) -> None:
    page = nobody.open("/compare?from=no-order&to=no-order")
    assert "These two are the same. Choose two different arrangements." in page.text


@pytest.mark.parametrize("asked", ["from=nothing&to=%3Cscript%3E", "from=&to=", "from=now", "to=now&to=no-order"])
def test_a_pair_that_is_not_there_is_as_if_it_had_not_been_asked_for(asked: str, nobody: Visitor) -> None:
    page = nobody.open(f"/compare?{asked}")
    assert page.status == 200
    assert page.section("gain")


def test_a_child_that_is_not_there_is_not_found(guardian: Visitor) -> None:
    assert guardian.open("/compare?child=7").status == 404


def test_of_several_children_one_is_chosen_and_kept_in_the_form(guardian: Visitor) -> None:
    guardian.send("/check/children")
    guardian.send("/check/arrangement?child=2", {"answer": "no-order"})
    first, second = guardian.open("/compare"), guardian.open("/compare?child=2")
    assert "This page is about child 1." in first.text
    assert first.link("Compare for child 2") == "/compare?child=2"
    assert "What you have now: No court order." in second.text
    assert second.tree.one("input", type="hidden").attrs["value"] == "2"


def test_a_page_that_shows_answers_is_kept_nowhere(guardian: Visitor, client: FlaskClient) -> None:
    assert guardian.open("/compare").headers["Cache-Control"] == "no-store"
    assert client.application.test_client().get("/compare").headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("start", ["/", "/arrangements", "/arrangements/special-guardianship-order", "/check/results"])
def test_other_pages_lead_to_it(start: str, guardian: Visitor) -> None:
    assert guardian.open(start).link("Compare legal arrangements side by side") == "/compare"


# One interview for all columns


def test_the_interview_asks_until_nothing_can_change_a_cell_and_ends_at_the_comparison(nobody: Visitor) -> None:
    put = nobody.interview({"child_age": "9", "school": "state-school"}, "/check/next?compare=1")
    assert nobody.page.path == "/compare"
    assert {"child_age", "school", "applying_for"} <= set(put)
    assert "arrangement" not in put
    assert "Answer a question to make this clearer" not in nobody.page.text
    assert not [address for address in nobody.addresses if "state-school" in address or "=9" in address]


def test_the_arrangement_can_be_told_from_there_and_is_then_marked(nobody: Visitor) -> None:
    page = nobody.open("/compare")
    nobody.open(page.link("Tell us, and we mark it on this page"))
    nobody.answer("child-arrangements-order")
    assert nobody.page.path.startswith("/check/")
    nobody.open(nobody.page.link("Back"))
    assert "What you have now: Child arrangements order (lives with)." in nobody.page.text


def test_questions_about_the_second_child_are_asked_of_the_second_child(guardian: Visitor) -> None:
    guardian.send("/check/children")
    page = guardian.open("/check/next?compare=2")
    assert (page.path, page.address.partition("?")[2]) == ("/check/applying_for", "child=2&compare=2")
    guardian.answer("none")
    assert "compare=2" in guardian.page.address


@pytest.mark.parametrize("address", ["/check/next?compare=", "/check/next?compare=99", "/check/next?compare=%00"])
def test_a_comparison_for_a_child_that_is_not_there_never_fails(address: str, guardian: Visitor) -> None:
    assert guardian.open(address).status in (200, 404)


# The API


def compared(client: FlaskClient, body: object) -> dict[str, Any]:
    answer = client.post("/api/compare", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_the_api_gives_columns_and_rows_and_the_next_question(client: FlaskClient, catalogue: Catalogue) -> None:
    found = compared(client, {"area": "leeds", "children": [GUARDIAN]})
    assert set(found) == {"columns", "rows", "next_question"}
    assert [set(one) for one in found["columns"]] == [{"id", "title", "sets"}] * len(catalogue.columns)
    fields = {"offer", "title", "category", "verdicts", "strength", "depends_on"}
    assert {frozenset(one) for one in found["rows"]} == {frozenset(fields)}
    assert found["next_question"] == "applying_for"


def test_the_api_says_which_answers_a_column_sets(client: FlaskClient) -> None:
    columns = {one["id"]: one for one in compared(client, {"children": [GUARDIAN]})["columns"]}
    assert columns["no-order"] == {"id": "no-order", "title": "No court order", "sets": {"arrangement": "no-order"}}
    assert columns["child-arrangements-after-care"]["sets"] == {
        "arrangement": "child-arrangements-order",
        "previously_looked_after": "immediately-before",
        "applying_for": "none",
        "order_age": "up-to-6-months",
    }


@pytest.mark.parametrize("child", [GUARDIAN, {"arrangement": "no-order", "child_age": 3}, {}])
def test_what_a_column_sets_gives_the_same_verdicts_when_it_is_sent_to_check(
    child: dict[str, Any], client: FlaskClient
) -> None:
    """True of families who gave no answer about their arrangement that another one makes void."""
    found = compared(client, {"area": "leeds", "children": [child]})
    for column in found["columns"]:
        carer = {key: code for key, code in column["sets"].items() if key == "social_worker"}
        about = child | {key: code for key, code in column["sets"].items() if key not in carer}
        if column["id"] in ("no-order", "kinship-foster-care"):
            about.pop("previously_looked_after", None)
        body = {"area": "leeds", "answers": carer, "children": [about]}
        verdicts = {one["offer"]: one["verdict"] for one in client.post("/api/check", json=body).get_json()["results"]}
        for row in found["rows"]:
            assert row["verdicts"][column["id"]] == verdicts[row["offer"]], (column["id"], row["offer"])


def test_a_maybe_names_in_every_column_what_it_depends_on(client: FlaskClient) -> None:
    for row in compared(client, {"area": "leeds"})["rows"]:
        assert row["verdicts"].keys() == row["depends_on"].keys()
        for name, verdict in row["verdicts"].items():
            assert bool(row["depends_on"][name]) == (verdict == "maybe")


def test_an_empty_body_is_a_household_of_which_nothing_is_known(client: FlaskClient) -> None:
    assert compared(client, {})["next_question"] == "area"


@pytest.mark.parametrize(
    ("body", "field", "what"),
    [
        ({"children": [{}, {}]}, "children", "Send one child here, and ask again for each of the others."),
        ({"children": {}}, "children", 'Send a list with one object for each child, like [{"child_age": 9}].'),
        ({"area": "leds"}, "area", '"leds" is not one of the codes. Did you mean "leeds"?'),
        ({"children": [{"arrangement": 1}]}, "children[0].arrangement", "Give a code as text, like"),
        ([], "", "Send an object"),
    ],
)
def test_a_wrong_body_is_a_problem_that_says_what_to_do(body: object, field: str, what: str, client: FlaskClient) -> None:
    answer = client.post("/api/compare", json=body)
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    (fault,) = answer.get_json()["errors"]
    assert fault["field"] == field
    assert fault["what"].startswith(what)


def test_the_answer_is_kept_nowhere_and_any_site_may_ask(client: FlaskClient) -> None:
    answer = client.post("/api/compare", json={})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/compare").status_code == 405


# The real browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def with_answers(browser: Browser, live_server: str, script: bool, width: int, cookie: str | None) -> BrowserContext:
    context = browser.new_context(base_url=live_server, java_script_enabled=script, viewport={"width": width, "height": 800})
    assert cookie
    context.add_cookies(
        [{"name": "session", "value": cookie, "url": live_server, "secure": True, "httpOnly": True, "sameSite": "Lax"}]
    )
    return context


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 1200])
def test_from_a_check_somebody_compares_two_arrangements(
    browser: Browser, live_server: str, foster_carer: Visitor, width: int, script: bool
) -> None:
    context = with_answers(browser, live_server, script, width, foster_carer.cookie())
    page = context.new_page()
    page.goto("/check/results")
    page.get_by_role("link", name="Compare legal arrangements side by side").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare legal arrangements")
    page.get_by_label("To", exact=True).select_option(label="Special guardianship, child in care just before")
    page.get_by_role("button", name="Compare these two").click()
    expect(page.get_by_role("region", name="What you would lose")).to_contain_text("Fostering allowance")
    expect(page.get_by_role("region", name="What you would gain")).to_contain_text("Child Benefit")
    expect(page.get_by_role("table", name="Rights and decisions")).to_be_visible(visible=width > 960)
    if script:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
