"""Every page of the site keeps the rules that hold everywhere."""

import re
from calendar import month_name
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from gettext import NullTranslations
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from babel import Locale
from flask import Flask

from directory.models import PHONE_IN_TEXT, Catalogue, short_id
from directory.web import interview, languages
from tests.browser import GRANDMOTHER, Element, Page, Visitor, page_of, parse, words
from tests.conftest import OFFERS_DATA

LARGEST = 100 * 1024
HOST = "localhost"
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
OTHER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and "
    "database right 2025. Contains National Statistics data © Crown copyright and database right 2025."
)
CONTROLS = ("input", "select", "textarea")
Fault = Iterator[str]


def _stems(folder: str) -> list[str]:
    return sorted(path.stem for path in (OFFERS_DATA / folder).rglob("*.md") if "." not in path.stem)


def _yaml(path: Path) -> list[dict[str, str]]:
    found: list[dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


QUESTIONS = [question["key"] for question in _yaml(OFFERS_DATA / "questions.yaml")]
SAME_FOR_ALL = [
    "/",
    "/categories",
    "/arrangements",
    "/compare",
    "/check",
    "/areas",
    "/search",
    "/words",
    *(f"/offers/{slug}" for slug in _stems("offers")),
    *(f"/arrangements/{slug}" for slug in _stems("arrangements")),
    "/tonight",
    *(f"/pages/{slug}" for slug in _stems("pages") if slug != "tonight"),
]
SEARCHES = [
    "q=nan",
    "q=zzzz",
    "near=Leeds",
    "q=zzzz&near=Leeds&cost=free",
    "q=gaurdians+alowance",
    "category=money&page=2",
    "near=xyzzy",
    "area=leeds&cost=free",
]
WITH_ANSWERS = ["/check/answers", "/check/results", "/check/coming", "/code", *(f"/check/{key}" for key in QUESTIONS)]
LISTED = ["special-guardianship-financial-support", "section-17-help", "leeds-virtual-school"]
GONE = "no-such-virtual-school"
A_LIST = "/l/" + "-".join(map(short_id, [*LISTED, GONE]))
OF_LISTS = ["/pack", "/pack/print", "/pack/letter/section-17-help", A_LIST]


def all_addresses(catalogue: Catalogue) -> list[str]:
    lists = [f"/categories/{slug}" for slug in catalogue.categories] + [f"/areas/{slug}" for slug in catalogue.councils]
    return SAME_FOR_ALL + WITH_ANSWERS + OF_LISTS + lists


def visit_everything(app: Flask, catalogue: Catalogue) -> list[Page]:
    """All pages: for somebody new, for a family that has answered everything, and when something goes wrong."""
    fresh, family = Visitor(app.test_client()), Visitor(app.test_client())
    family.interview(GRANDMOTHER)
    addresses = all_addresses(catalogue)
    found = [fresh.open(address) for address in addresses if address not in ("/check/results", "/check/coming")]
    found += [family.open(address) for address in addresses]
    found += [fresh.send(f"/check/{key}", {"answer": "xyzzy"}) for key in QUESTIONS]
    found.append(fresh.send("/check/area", {"answer": "NP25 3AA"}))
    found += [fresh.send("/code", {"code": typed}) for typed in ("", "xyzzy")] + [family.open("/check/results?opened=2")]
    found += [fresh.open(f"/search?{asked}") for asked in SEARCHES] + [family.open("/search?fits=yes&q=money")]
    found += [fresh.open(f"/areas?near={typed}") for typed in ("xyzzy", "NP25 3AA", "Burnley")]
    found += [family.open(f"/compare?{pair}") for pair in ("from=no-order&to=no-order", "to=kinship-foster-care", "from=x")]
    found.append(family.open("/check/otherwise_in_care?compare=1"))
    unclear = Visitor(app.test_client())
    unclear.send("/check/arrangement", {"answer": "also-0"})
    found.append(unclear.open("/compare"))
    found += with_two_children(family)
    found += with_a_list(family)
    return [*found, *error_pages(app), privacy_page_where_searches_are_counted(app)]


def privacy_page_where_searches_are_counted(app: Flask) -> Page:
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(app.config, "COUNT_SEARCHES", True)
        return Visitor(app.test_client()).open("/pages/privacy")


def with_two_children(family: Visitor) -> list[Page]:
    family.send("/check/children")
    return [family.page] + [
        family.open(a)
        for a in ("/check/answers", "/check/results", "/check/coming", "/check/school?child=2", "/compare?child=2")
    ]


def with_a_list(family: Visitor) -> list[Page]:
    """A list with an offer that is gone, and one with a note that is too long."""
    with family.client.session_transaction(base_url=f"https://{HOST}") as session:
        session["pack"] = {"o": [*map(short_id, [*LISTED, GONE])]}
    found = [family.open(address) for address in ("/pack", "/pack/print", "/offers/section-17-help", "/categories/money")]
    note = {"typed": "yes", f"note-{short_id(LISTED[0])}": "7 " * 300}
    return [*found, page_of(family.client.post("/pack/note", data=note), "/pack/note (too long)")]


def error_pages(app: Flask) -> list[Page]:
    visitor = Visitor(app.test_client())
    missing = [
        "/nothing-here",
        "/check/nothing",
        "/offers/nothing",
        "/arrangements/nothing",
        "/categories/x",
        "/pages/x",
        "/areas/x",
        "/l/x",
        "/pack/letter/nothing",
    ]
    found = [visitor.open(address) for address in missing]
    found.append(visitor.open("/check/clear"))
    found.append(page_of(visitor.client.post("/categories"), "/categories (post)"))
    found.append(page_of(visitor.client.post("/check/area", data={"answer": "x" * 100_000}), "/check/area (too long)"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(interview, "read_form", lambda *_: 1 / 0)
        found.append(page_of(visitor.client.post("/check/area", data={"answer": "leeds"}), "/check/area (our fault)"))
    return found


@pytest.fixture(scope="module")
def pages(app: Flask, catalogue: Catalogue) -> list[Page]:
    return visit_everything(app, catalogue)


def faults(pages: list[Page], rule: Callable[[Page], Fault]) -> list[str]:
    return [f"{page.address}: {fault}" for page in pages for fault in rule(page)]


def test_every_kind_of_page_is_visited(app: Flask, pages: list[Page]) -> None:
    adapter = app.url_map.bind(HOST)
    seen = {adapter.match(page.path)[0] for page in pages if page.status == 200 and "(" not in page.path}
    no_pages = {"browse.health", "browse.robots", "browse.sitemap", "search.suggest", "safety.leave", "interview.go_on"}
    no_pages |= {"handout.pdf", "letters.plain"}
    every = {
        rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint[:4] != "api."
    }
    assert every - no_pages <= seen


def test_the_sitemap_lists_every_page_that_is_the_same_for_all(app: Flask, catalogue: Catalogue) -> None:
    sitemap = app.test_client().get("/sitemap.xml").get_data(as_text=True)
    listed = {urlsplit(address).path for address in re.findall("<loc>(.*?)</loc>", sitemap)}
    expected = set(SAME_FOR_ALL) - {"/check", "/search"} | {f"/categories/{slug}" for slug in catalogue.categories}
    expected |= {f"/areas/{slug}" for slug in catalogue.councils}
    assert listed == {prefix + path for prefix in ("", "/pl", "/ur") for path in expected}


def test_pages_are_found_and_errors_say_so(pages: list[Page]) -> None:
    expected = {"/categories (post)": 405, "/check/area (too long)": 413, "/check/area (our fault)": 500}
    for page in pages:
        missing = re.search(r"/nothing|/x$|/nothing-here|/check/clear", page.address)
        assert page.status == expected.get(page.address, 404 if missing else 200), page.address


def test_every_page_has_one_h1_that_is_in_its_title(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        headings = page.tree.every("h1")
        if len(headings) != 1:
            yield f"{len(headings)} h1"
        elif not all(word in page.title for word in _without_caption(headings[0])):
            yield f"the h1 {headings[0].text!r} is not in the title {page.title!r}"

    assert not faults(pages, rule)


def _without_caption(h1: Element) -> list[str]:
    return [words("".join(part for part in h1.parts if isinstance(part, str)))]


def test_every_page_says_its_language_and_direction(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        html = page.tree.one("html")
        if (html.attrs.get("lang"), html.attrs.get("dir")) != ("en", "ltr"):
            yield str(html.attrs)

    assert not faults(pages, rule)


def test_every_page_names_itself_and_its_default_for_other_languages(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        links = {one.attrs["hreflang"]: one.attrs["href"] for one in page.tree.every("link", rel="alternate")}
        own = page.tree.one("link", rel="canonical").attrs["href"]
        path = urlsplit(own).path
        expected = {"en": path, "x-default": path, "pl": f"/pl{path}", "ur": f"/ur{path}"}
        if {language: urlsplit(link).path for language, link in links.items()} != expected:
            yield f"{links}"
        if "(" not in page.address and urlsplit(own).path != page.path:
            yield f"calls itself {own}"

    assert not faults(pages, rule)


def test_every_page_is_small(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        if len(page.html.encode()) > LARGEST and page.path != "/check/results":
            yield str(len(page.html))

    assert not faults(pages, rule)


def test_the_page_of_results_is_sent_small_even_for_a_large_family_of_whom_little_is_known(app: Flask) -> None:
    visitor = Visitor(app.test_client())
    visitor.interview(GRANDMOTHER)
    for number in ("2", "3", "4"):
        visitor.send("/check/children")
        visitor.send(f"/check/child_age?child={number}", {"answer": number})
    response = visitor.client.get("/check/results", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.data) < LARGEST


def test_nothing_comes_from_another_host(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        for one in page.tree.inside():
            for name in ("src", "srcset", "action", "formaction", "data", "poster", "background", "ping", "manifest"):
                if name in one.attrs and elsewhere(one.attrs[name]):
                    yield f"<{one.tag} {name}={one.attrs[name]}>"
            if one.tag != "a" and "href" in one.attrs and elsewhere(one.attrs["href"]):
                yield f"<{one.tag} href={one.attrs['href']}>"
            if one.tag in ("iframe", "object", "embed", "base", "img", "video", "audio", "frame"):
                yield f"<{one.tag}>"
            if one.tag == "meta" and "http-equiv" in one.attrs:
                yield "a meta element that acts as a header"

    assert not faults(pages, rule)


def elsewhere(address: str) -> bool:
    return urlsplit(address).netloc not in ("", HOST)


def test_links_to_other_hosts_do_not_say_where_the_reader_was(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        for one in page.tree.every("a"):
            if elsewhere(one.attrs.get("href", "")) and "noreferrer" not in one.attrs.get("rel", ""):
                yield one.attrs["href"]

    assert not faults(pages, rule)


def test_nothing_runs_or_is_styled_inside_a_page(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        for one in page.tree.inside():
            if one.tag == "style" or "style" in one.attrs:
                yield f"style in <{one.tag}>"
            if one.tag == "script" and (one.parts or "src" not in one.attrs):
                yield "a script inside the page"
            yield from (f"{name} of <{one.tag}>" for name in one.attrs if name.startswith("on"))
            if one.attrs.get("href", "").lower().startswith(("javascript:", "data:")):
                yield one.attrs["href"]

    assert not faults(pages, rule)


def test_every_page_is_sent_with_the_headers_that_protect(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        said = dict(part.strip().split(" ", 1) for part in page.headers["Content-Security-Policy"].split(";"))
        yield from (f"CSP {name}: {said.get(name)}" for name, value in CSP.items() if said.get(name) != value)
        yield from (f"CSP lets in {value}" for value in said.values() if value not in ("'self'", "'none'"))
        yield from (
            f"{name}: {page.headers.get(name)}" for name, value in OTHER_HEADERS.items() if page.headers.get(name) != value
        )
        if page.headers["Content-Type"] != "text/html; charset=utf-8":
            yield page.headers["Content-Type"]
        if "Cookie" not in page.headers.get("Vary", ""):
            yield "may be mixed up with the page of somebody else"

    assert not faults(pages, rule)


def test_only_pages_that_are_the_same_for_all_may_be_kept(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        if page.headers["Cache-Control"] != "no-store" and (page.status != 200 or shows_answers(page)):
            yield page.headers["Cache-Control"]

    assert not faults(pages, rule)


def shows_answers(page: Page) -> bool:
    """A visitor who has answered can clear the answers on every page; what was sent in error is shown again too."""
    return "/check/clear" in page.html or page.title.startswith("Error:")


def test_every_id_is_used_once(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        ids = [one.attrs["id"] for one in page.tree.inside() if "id" in one.attrs]
        yield from {f"id {name}" for name in ids if ids.count(name) > 1}

    assert not faults(pages, rule)


def test_everything_that_is_referred_to_is_there(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        ids = {one.attrs["id"] for one in page.tree.inside() if "id" in one.attrs}
        for one in page.tree.inside():
            named = one.attrs.get("aria-labelledby", "").split() + one.attrs.get("aria-describedby", "").split()
            yield from (f"#{name}" for name in [*named, one.attrs.get("for", "")] if name and name not in ids)

    assert not faults(pages, rule)


def test_every_link_inside_the_site_leads_somewhere(app: Flask, pages: list[Page]) -> None:
    visitor = app.test_client()
    found = {
        (urljoin(page.path, one.attrs["href"]), page.address)
        for page in pages
        for one in page.tree.every("a", "link")
        if "href" in one.attrs and not elsewhere(one.attrs["href"]) and ":" not in one.attrs["href"].split("/")[0]
    }
    status: dict[str, int] = {}
    wrong = []
    for address, page_address in sorted(found):
        path = address.partition("#")[0]
        if path not in status and "child=2" not in path:
            with visitor.get(path) as response:
                status[path] = response.status_code
        if status.get(path, 200) not in (200, 303) and "(" not in page_address and not _is_error(pages, path):
            wrong.append(f"{page_address}: {address} is {status[path]}")
    assert len(status) > 100
    assert not wrong


def _is_error(pages: list[Page], path: str) -> bool:
    """Only error pages name addresses that lead nowhere: their own."""
    return any(urlsplit(path).path == page.path and page.status != 200 for page in pages)


def test_every_link_to_a_place_on_a_page_finds_it(pages: list[Page]) -> None:
    by_path: dict[str, set[str]] = {}
    for page in pages:
        by_path.setdefault(page.path, set()).update(one.attrs["id"] for one in page.tree.inside() if "id" in one.attrs)

    def rule(page: Page) -> Fault:
        own = {one.attrs["id"] for one in page.tree.inside() if "id" in one.attrs}
        for one in page.tree.every("a"):
            path, _, fragment = one.attrs.get("href", "").partition("#")
            if (
                fragment
                and not elsewhere(path)
                and fragment not in (by_path.get(urlsplit(path).path, set()) if path else own)
            ):
                yield one.attrs["href"]

    assert not faults(pages, rule)


def test_every_form_is_sent_to_an_address_that_takes_it(app: Flask, pages: list[Page]) -> None:
    adapter = app.url_map.bind(HOST)

    def rule(page: Page) -> Fault:
        for form in page.tree.every("form"):
            if not adapter.test(urlsplit(form.attrs["action"]).path, form.attrs.get("method", "get").upper()):
                yield form.attrs["action"]

    assert not faults(pages, rule)


def test_every_control_has_a_label_and_every_group_a_legend(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        labels = {one.attrs.get("for"): one.text for one in page.tree.every("label")}
        for one in page.tree.every(*CONTROLS):
            if one.attrs.get("type") != "hidden" and not labels.get(one.attrs.get("id")):
                yield f"<{one.tag} name={one.attrs.get('name')}>"
        yield from (
            f"<{one.tag}> says nothing" for one in page.tree.every("button", "a", "summary", "label") if not one.text
        )
        yield from ("a fieldset without a legend" for one in page.tree.every("fieldset") if not one.every("legend"))

    assert not faults(pages, rule)


def test_no_page_says_eligible_or_entitled(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        yield from re.findall(r"(?i)\w*eligib\w*|\w*entitled\b", page.text)

    assert not faults(pages, rule)


def test_no_amount_of_money_stands_outside_a_table_of_rates(pages: list[Page], catalogue: Catalogue) -> None:
    asked = [text for text in said_in(catalogue.questions) if "£" in text]

    def rule(page: Page) -> Fault:
        for text, where in page.tree.one("body").texts():
            if "£" in text and not any(one.tag == "table" for one in [where, *where.around()]):
                left = words(text)
                for known in sorted(asked, key=len, reverse=True):
                    left = left.replace(known, "")
                if re.search(r"£\s*\d", left):
                    yield left

    assert asked
    assert not faults(pages, rule)


def said_in(thing: object) -> set[str]:
    """Every text in a record or a collection of records; of HTML, each piece of text in it; around phone numbers, too."""
    if isinstance(thing, str):
        pieces = [text for text, _ in parse(thing).texts()] if "<" in thing else [thing]
        pieces += [part for piece in pieces for part in re.split(PHONE_IN_TEXT, piece)]
        return {words(text) for text in pieces if words(text)}
    if is_dataclass(thing):
        return set().union(*(said_in(getattr(thing, field.name)) for field in fields(thing)))
    if isinstance(thing, dict):
        return set().union(*(said_in(part) for part in thing.values()))
    if isinstance(thing, tuple | list):
        return set().union(*(said_in(part) for part in thing))
    return set()


def test_headings_do_not_skip_a_level(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        levels = [int(one.tag[1]) for one in page.tree.every("h1", "h2", "h3", "h4", "h5", "h6")]
        if "errors" in page.html and levels[:2] == [2, 1]:  # the summary of errors stands above the h1
            levels = levels[1:]
        if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
            yield str(levels)

    assert not faults(pages, rule)


def test_no_page_shows_what_was_meant_for_a_machine(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        yield from re.findall(r"%\(|\{\{|\}\}|\{%|\[\[|\]\]|Undefined|<lazy|Traceback|\bTODO\b", page.text)
        yield from (f"None in <{one.tag}>" for one in page.tree.inside() if one.text == "None")
        menu = page.tree.one("nav", class_="langs").every("li", "a") + page.tree.every("option")
        yield from (
            f"lang={one.attrs['lang']}"
            for one in page.tree.inside()
            if "lang" in one.attrs and one.tag != "html" and one not in menu
        )

    assert not faults(pages, rule)


def test_no_page_has_a_dash_that_is_hard_to_read(pages: list[Page]) -> None:
    assert not faults(pages, lambda page: iter(re.findall(".{0,30}—.{0,30}", page.text)))


def test_the_first_thing_on_every_page_skips_to_its_main_part(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        first = page.tree.every("a")[0]
        if first.attrs["href"] != "#main" or page.tree.one("main").attrs.get("id") != "main":
            yield str(first.attrs)

    assert not faults(pages, rule)


def test_the_way_out_is_on_every_page_that_could_put_somebody_at_risk(pages: list[Page]) -> None:
    def rule(page: Page) -> Fault:
        places = ("/check", "/code", "/tonight", "/compare", "/offers/", "/arrangements/", "/pack", "/l/")
        sensitive = page.path.startswith(places) or page.path == "/pages/staying-safe"
        if sensitive and page.status == 200 and not page.tree.every("a", class_="exit", href="/exit"):
            yield "no way out"

    assert not faults(pages, rule)


def test_titles_tell_pages_apart(pages: list[Page]) -> None:
    titles: dict[str, set[str]] = {}
    for page in pages:
        if page.status == 200:
            titles.setdefault(page.title, set()).add(page.address)
    assert not {title: some for title, some in titles.items() if len({urlsplit(one).path for one in some}) > 1}


# Other languages


class Pseudo(NullTranslations):
    """A language in which every message is the English one in double brackets."""

    def gettext(self, message: str) -> str:
        return f"[[{message}]]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"[[{msgid1 if n == 1 else msgid2}]]"

    def pgettext(self, _: str, message: str) -> str:
        return f"[[{message}]]"

    ugettext, ungettext = gettext, ngettext


@pytest.fixture(scope="module")
def pseudo_pages(app: Flask, catalogue: Catalogue) -> Iterator[list[Page]]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(languages, "_messages", Pseudo)
        pieces = app.extensions["shelf"].site().pieces  # drawn once for a language, and this one has no name of its own
        pieces.clear()
        yield visit_everything(app, catalogue)
        pieces.clear()


def written_in_content(app: Flask, catalogue: Catalogue) -> set[str]:
    """What authors wrote and translate in their own files, not through gettext."""
    found = {app.config["SITE_NAME"]}
    for offer in catalogue.offers.values():
        shown = [replace(text, words=()) for text in offer.texts.values()]  # words are searched, and never shown
        found |= said_in([shown, offer.legal_basis, offer.sources, offer.service])
    for one in catalogue.arrangements.values():
        found |= said_in([one.texts, one.legal_basis, one.sources])
        found |= {", ".join(text.also_called) for text in one.texts.values()}
    found |= said_in([page.texts for page in catalogue.pages.values()])
    found |= said_in([question.not_sure for question in catalogue.questions.values()])
    found |= said_in([[council.name, council.official_name] for council in catalogue.councils.values()])
    found |= said_in([[one.name, one.phone, one.hours, one.note] for one in catalogue.organizations.values()])
    found |= said_in([[term.term, term.called, term.means] for terms in catalogue.glossary.values() for term in terms])
    found.add(ATTRIBUTION)
    found |= said_in([part.source for part in catalogue.local_offer.values()])
    found |= said_in([rate.source for rate in catalogue.rates.values()])
    found |= {urlsplit(source.url).hostname or "" for offer in catalogue.offers.values() for source in offer.sources}
    found |= set(Locale("en", "GB").languages.values())  # Babel knows the names of languages in every language
    found |= {language.name for language in catalogue.languages.values()}
    return found | set(catalogue.recommendations) | {"OpenStreetMap", "Google Maps", "Bing Maps"}


def test_every_sentence_of_the_page_furniture_can_be_translated(
    app: Flask, catalogue: Catalogue, pseudo_pages: list[Page]
) -> None:
    content = sorted(written_in_content(app, catalogue), key=len, reverse=True)
    known = set(content)
    seen: set[str] = set()

    def rule(page: Page) -> Fault:
        snippets = page.path == "/search" and "q=" in page.address  # pieces of what authors wrote
        for text in () if snippets else page_texts(page):
            if text not in seen:
                seen.add(text)
                if left := untranslated(text, known, content):
                    yield f"{left!r} in {text!r}"

    found = faults(pseudo_pages, rule)
    assert not found, "\n".join(found)
    assert sum("[[" in text for text in seen) > 200


def page_texts(page: Page) -> Iterator[str]:
    """Each block of text on the page, and what is said in attributes."""
    for one in page.tree.inside():
        if one.tag in ("script", "style"):
            continue
        own = "".join(part if isinstance(part, str) else "\0" for part in one.parts)
        yield from (words(piece) for piece in own.split("\0") if words(piece))
        yield from (one.attrs[name] for name in ("aria-label", "title", "alt", "placeholder") if one.attrs.get(name))
        if one.tag == "meta" and one.attrs.get("name") == "description":
            yield one.attrs["content"]


def untranslated(text: str, known: set[str], content: list[str]) -> str:
    """What is left of a text without what came through gettext, what authors wrote, websites and dates."""
    if text in known:
        return ""
    left = text
    while (shorter := re.sub(r"\[\[(?!\[)(?:(?!\[\[|\]\]).)*\]\]", " ", left)) != left:
        left = shorter
    left = re.sub(r"\b(?:[\w-]+\.)+(?:uk|org|com|net|info)\b(?:/\S*)?|(?:http://)?localhost/\S*", " ", left)
    left = re.sub(r"\b(?:[0-9A-Z]{4}-)+[0-9A-Z]{1,4}\b", " ", left)  # an answer code
    left = re.sub(r"\b[0-9a-f]{16}\b", " ", left)
    for phrase in content if re.search("[A-Za-z]", left) else ():
        if len(phrase) > 2 and phrase in left:
            left = left.replace(phrase, " ")
    months = "|".join(month_name[1:])  # dates are put into each language by its own rules
    left = re.sub(rf"\bR\d:|\b\d+ (?:{months}) \d{{4}}\b", " ", left)
    return words(left) if re.search("[A-Za-z]", left) else ""
