"""Every kind of page in every language: its words, its direction, its links, and what stays English and says so."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from flask import Flask

from directory.build import Made
from directory.content import read_content
from directory.models import ENGLISH, Catalogue
from directory.publish import publish
from directory.web import create_app
from directory.web.languages import Prefix
from tests.broken import TODAY, content_of
from tests.browser import GRANDMOTHER, Element, Page, Visitor

OTHERS = ("pl", "ur")
EVERY = (ENGLISH, *OTHERS)
KINDS = [
    "/",
    "/check",
    "/categories",
    "/categories/money",
    "/arrangements",
    "/arrangements/special-guardianship-order",
    "/offers/child-benefit",
    "/offers/special-guardianship-financial-support",
    "/offers/kinship-advice-line",
    "/offers/samaritans",
    "/areas",
    "/areas/leeds",
    "/search?q=money",
    "/search?near=LS1+4&category=money",
    "/pages/privacy",
    "/words",
    "/pages/practice-guide",
    "/compare",
    "/tonight",
    "/code",
    "/l/qkzj72h-pg9nbfh",
    "/nothing-here",
]
WITH_ANSWERS = [
    "/check/coming",
    "/compare?from=no-order",
    "/pack",
    "/pack/letter/section-17-help",
    "/check/answers",
    "/check/results",
    "/check/arrangement?child=1",
    "/check/benefits",
    "/check/area",
]
_ENGLISH_SCRIPT = re.compile("[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")


def opened(app: Flask, language: str) -> list[Page]:
    prefix = "" if language == ENGLISH else f"/{language}"
    fresh, family = Visitor(app.test_client()), Visitor(app.test_client())
    family.interview(GRANDMOTHER)
    found = [fresh.open(prefix + address) for address in KINDS]
    found += [family.open(prefix + address) for address in WITH_ANSWERS]
    return [*found, fresh.send(f"{prefix}/check/child_age", {"answer": "x"})]


@pytest.fixture(scope="module", params=EVERY)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pages(app: Flask, language: str) -> list[Page]:
    return opened(app, language)


def test_the_page_says_its_language_and_direction(pages: list[Page], language: str) -> None:
    expected = {"lang": language, "dir": "rtl" if language == "ur" else "ltr"}
    assert [(page.address, page.tree.one("html").attrs) for page in pages if page.tree.one("html").attrs != expected] == []


def test_every_link_and_form_keeps_the_language(pages: list[Page], language: str) -> None:
    def leaves(page: Page) -> Iterator[str]:
        for one in page.tree.inside():
            address = one.attrs.get("href") or one.attrs.get("action") or ""
            own = address.startswith("/") and not address.startswith("/static/")
            if own and "hreflang" not in one.attrs and not (address + "/").startswith(f"/{language}/"):
                yield address

    if language != ENGLISH:
        assert [(page.address, address) for page in pages for address in leaves(page)] == []


def test_every_link_inside_the_site_leads_somewhere(app: Flask, pages: list[Page]) -> None:
    visitor = app.test_client()
    links = {one.attrs.get("href", "") for page in pages if page.status == 200 for one in page.tree.every("a")}
    own = {link.partition("#")[0] for link in links if "://" not in link and not link.startswith(("tel:", "mailto:", "#"))}
    assert [link for link in sorted(own) if visitor.get(link).status_code not in (200, 301, 303)] == []


def test_the_menu_leads_to_the_same_page_with_its_query_in_every_other_language(pages: list[Page], language: str) -> None:
    for page in pages:
        menu = page.tree.one("nav", class_="langs")
        names = {one.text: one for one in menu.every("li")}
        assert list(names) == ["English", "Polski", "اردو"]
        links = {one.attrs["hreflang"]: one.attrs["href"] for one in menu.every("a")}
        assert set(links) == set(EVERY) - {language}
        bare = re.sub(r" \(.*", "", page.address)
        bare = bare.removeprefix(f"/{language}") if language != ENGLISH else bare
        for other, address in links.items():
            prefix = "" if other == ENGLISH else f"/{other}"
            assert address.partition("://")[2].partition("/")[2] == (prefix + bare).removeprefix("/")


def test_every_language_names_all_others(pages: list[Page]) -> None:
    for page in pages:
        links = {one.attrs["hreflang"]: urlsplit(one.attrs["href"]).path for one in page.tree.every("link", rel="alternate")}
        assert set(links) == {*EVERY, "x-default"}
        assert links["x-default"] == links[ENGLISH]
        assert [f"/{other}{links[ENGLISH]}" for other in OTHERS] == [links[other] for other in OTHERS]


def test_a_page_in_urdu_is_mostly_in_its_own_script(pages: list[Page], language: str) -> None:
    """Apart from what is English and says so, a page has under 40 % of its letters in a foreign script."""
    if language == "ur":
        shares = {page.address: share_of_latin(page) for page in pages}
        assert {address: share for address, share in shares.items() if share > 0.4} == {}


def share_of_latin(page: Page) -> float:
    own = "".join(text for text, where in page.tree.one("body").texts() if not is_foreign(where))
    letters = _LETTER.findall(own)
    return len([letter for letter in letters if _ENGLISH_SCRIPT.match(letter)]) / max(len(letters), 1)


def is_foreign(where: Element) -> bool:
    """Whether it stands in a fragment that says that it is in another language than the page."""
    fragments = [one for one in (where, *where.around()) if "lang" in one.attrs and one.tag != "html"]
    return bool(fragments) and fragments[0].attrs["lang"] == ENGLISH


def test_every_english_fragment_is_drawn_from_left_to_right(pages: list[Page]) -> None:
    for page in pages:
        for one in page.tree.every("span", "div", lang=ENGLISH):
            assert one.attrs.get("dir") == "ltr", page.address


def test_phone_numbers_and_postcodes_are_drawn_from_left_to_right(pages: list[Page]) -> None:
    for page in pages:
        for one in page.tree.every("a"):
            if one.attrs.get("href", "").startswith("tel:"):
                assert one.attrs.get("dir") == "ltr", (page.address, one.text)


def test_a_phone_number_in_running_text_is_a_link_or_in_an_english_fragment(pages: list[Page], language: str) -> None:
    def bare(page: Page) -> Iterator[str]:
        for text, where in page.tree.one("main").texts():
            if re.search(r"\b(?:0\d{2,4}|116) \d{3}", text) and not is_foreign(where) and where.tag not in ("a", "bdi"):
                yield text.strip()

    if language == "ur":
        assert [(page.address, text) for page in pages for text in bare(page)] == []


def test_a_translation_that_nobody_has_checked_says_so_with_a_link_to_the_english(app: Flask, catalogue: Catalogue) -> None:
    for language in OTHERS:
        translation = catalogue.offers["child-benefit"].text(language).translation
        assert translation
        page = Visitor(app.test_client()).open(f"/{language}/offers/child-benefit")
        notes = page.tree.one("main").every("a", hreflang="en")
        assert bool(notes) == bool(translation.doubt)
        assert all(urlsplit(one.attrs["href"]).path == "/offers/child-benefit" for one in notes)


def test_a_local_service_is_english_on_a_page_of_another_language_and_says_so(app: Flask, catalogue: Catalogue) -> None:
    slug = next(slug for slug, offer in catalogue.offers.items() if "leeds" in offer.areas and "pl" not in offer.texts)
    page = Visitor(app.test_client()).open(f"/pl/offers/{slug}")
    assert page.tree.one("h1").every("span", lang="en", dir="ltr")
    english = Visitor(app.test_client()).open(f"/offers/{slug}")
    assert page.tree.one("h1").text == english.tree.one("h1").text


def test_answers_stay_when_the_language_changes(app: Flask) -> None:
    family = Visitor(app.test_client())
    family.interview(GRANDMOTHER)
    english, polish = family.open("/check/results"), family.open("/pl/check/results")
    assert len(polish.tree.every("li", class_="result")) == len(english.tree.every("li", class_="result"))


def test_what_a_hand_out_says_in_polish_never_brings_its_english_links_to_polish_pages(app: Flask) -> None:
    app.extensions["shelf"].site().pieces.clear()
    family = Visitor(app.test_client())
    family.send("/check/area", {"answer": "leeds"})
    family.send("/check/arrangement", {"answer": "special-guardianship-order"})
    family.client.post("/pack/add", data={"offer": ["child-benefit", "pupil-premium-plus", "free-school-meals"]})
    family.client.post("/pack/note", data={"typed": "yes", "language": "pl", "why": "yes"})
    assert "Czy" in family.open("/pack/print").text
    links = [one.attrs["href"] for one in family.open("/pl/check/results").tree.one("main").every("a")]
    assert len(links) > 20
    assert [link for link in links if link.startswith("/") and not link.startswith("/pl/")] == []


def test_the_browser_of_a_polish_reader_is_offered_polish_once_and_never_led_away(app: Flask) -> None:
    client = app.test_client()
    asking = {"Accept-Language": "pl-PL,pl;q=0.9,en;q=0.5"}
    first = client.get("/offers/child-benefit", headers=asking)
    assert first.status_code == 200
    assert 'href="http://localhost/pl/offers/child-benefit"' in first.get_data(as_text=True).split("<header")[0]
    inside = client.get("/offers/child-benefit", headers={**asking, "Sec-Fetch-Site": "same-origin"})
    assert "proposed" not in inside.get_data(as_text=True)
    chosen = client.get("/pl/offers/child-benefit", headers=asking)
    assert "proposed" not in chosen.get_data(as_text=True)
    assert "Accept-Language" in first.headers["Vary"]


@pytest.mark.parametrize("address", ["/xx/", "/en/", "/PL/", "/pl/api/offers", "/pl/static/x.css", "/pl/health", "/pl/pl/"])
def test_an_address_that_has_no_such_language_leads_nowhere(app: Flask, address: str) -> None:
    assert app.test_client().get(address).status_code == 404


def test_the_api_is_the_same_without_a_language(app: Flask) -> None:
    assert app.test_client().get("/api/offers/child-benefit").get_json()["title"] == "Child Benefit"


def test_the_prefix_is_the_root_of_all_addresses(app: Flask) -> None:
    seen = {}

    def inner(environ: dict[str, str], _: object) -> list[bytes]:
        seen.update(environ)
        return []

    Prefix(inner, app)({"PATH_INFO": "/pl/search", "SCRIPT_NAME": "/kin"}, lambda *_: lambda _: None)
    assert (seen["SCRIPT_NAME"], seen["PATH_INFO"]) == ("/kin/pl", "/search")


def test_a_language_is_added_by_one_line_one_po_file_and_content_files(tmp_path: Path) -> None:
    """Welsh, which nobody has translated yet: its menu, addresses, messages, plurals and pages need no line of code."""
    folder = content_of("_good", tmp_path)
    with (folder / "languages.yaml").open("a", encoding="utf-8") as file:
        file.write("- {code: cy, name: Cymraeg}\n")
    top = "title: Budd-dal Plant\nsummary: Arian.\nnext_step: Gofynnwch.\nenglish: '0'\nchecked_by: nobody"
    (folder / "offers" / "child-benefit.cy.md").write_text(f"---\n{top}\n---\n## Beth\n\nArian.\n", encoding="utf-8")
    catalog = Catalog(locale="cy")
    catalog.add("All support", "Pob cymorth")
    catalog.add(("%(num)s result", "%(num)s results"), tuple(f"%(num)s {form}" for form in "abcdef"))
    po = tmp_path / "translations" / "cy" / "LC_MESSAGES" / "messages.po"
    po.parent.mkdir(parents=True)
    with po.open("wb") as out:
        write_po(out, catalog)
    reading = read_content(folder, TODAY, translations=tmp_path / "translations")
    assert reading.catalogue, reading.problems
    publish(Made(reading.catalogue, reading.documents, reading.messages), tmp_path / "builds", datetime.now(UTC))
    visitor = Visitor(create_app(tmp_path / "builds").test_client())
    page = visitor.open("/cy/offers/child-benefit")
    assert page.tree.one("html").attrs == {"lang": "cy", "dir": "ltr"}
    assert page.tree.one("h1").text == "Budd-dal Plant"
    assert "Pob cymorth" in page.tree.one("nav", class_="nav").text
    assert visitor.open("/cy/search?q=arian").title.startswith("Search for “arian”, 1 b")
