"""Finding offers: by words, by filters with exact counts, by place; suggestions; what is written and what is kept."""

import gc
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import (
    ARRANGEMENTS_STATED,
    Catalogue,
    Confidence,
    Council,
    Delivery,
    Location,
    Offer,
    OfferKind,
    Organization,
    Phone,
    Service,
    Source,
    Stated,
    TaxonomyTerm,
    Text,
    freshness,
)
from directory.rules import EVERYONE
from directory.search import (
    COUNTRY,
    ELSEWHERE,
    FACETS,
    LESS,
    PLACE,
    REMOTE,
    Concept,
    Hit,
    Knowledge,
    Note,
    Page,
    Query,
    SearchFault,
    SearchIndex,
    writing,
)
from directory.search.values import values
from directory.search.writing import write_index
from directory.truth import Strength, Verdict

TODAY = date(2026, 11, 23)
KNOWN = Knowledge(TODAY)
LEEDS = (53.80, -1.55)
COUNCILS = {
    "leeds": Council("leeds", "Leeds", "Leeds City Council", "", "", "", *LEEDS),
    "norfolk": Council("norfolk", "Norfolk", "Norfolk County Council", "", "", "", 52.6, 1.0),
    "bury": Council("bury", "Bury", "Bury Council", "", "", "", 53.6, -2.3),
}
ORGANIZATIONS = {
    "council": Organization("council", "The Council", "england"),
    "nan-net": Organization("nan-net", "Network of Nans", "england", sector="voluntary"),
    "clinic": Organization("clinic", "Clinic", "england", sector="health"),
}
CONCEPTS = {
    "en": (Concept(("Grandparents", "nan", "gran"), ("grandparent",)), Concept(("Bed money", "bedroom tax"), ("rent",)))
}


def make_text(title: str = "Offer", summary: str = "A summary.", body: str = "<p>A body.</p>", locale: str = "en") -> Text:
    return Text(locale, title, summary, "", "", (), (), body)


def make_offer(slug: str, title: str = "Offer", summary: str = "A summary.", **changes: Any) -> Offer:
    """An entitlement for all of England; a service where one is given."""
    kind = OfferKind.SERVICE if "service" in changes else OfferKind.ENTITLEMENT
    texts = {"en": make_text(title, summary, changes.pop("body", "<p>A body.</p>"))} | changes.pop("translations", {})
    offer = Offer(
        *(slug, kind, "council", Strength.OPEN, (), EVERYONE, ("england",), ("money",), (), (), (), ()),
        *((Source("https://a.example", seen=TODAY),), Confidence.HIGH, TODAY, TODAY + timedelta(days=300), (), texts),
    )
    return replace(offer, **changes)


def make_catalogue(*offers: Offer) -> Catalogue:
    categories = {slug: TaxonomyTerm(slug, slug.title(), "", "") for slug in ("money", "health", "legal")}
    by_slug = {offer.slug: offer for offer in offers}
    known: dict[str, Any] = {
        "organizations": ORGANIZATIONS,
        "categories": categories,
        "councils": COUNCILS,
        "offers": by_slug,
    }
    return Catalogue(**{field.name: known.get(field.name, {}) for field in fields(Catalogue)})


def make_service(**changes: Any) -> Service:
    return replace(Service((Delivery.PHONE,), {}), **changes)


def at(*miles_north_of_leeds: float) -> Service:
    places = tuple(
        Location("1 Road", latitude=LEEDS[0] + miles / 69.09, longitude=LEEDS[1]) for miles in miles_north_of_leeds
    )
    return make_service(delivery=(Delivery.IN_PERSON,), locations=places)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def opened(folder: Path, *offers: Offer, **options: Any) -> SearchIndex:
    catalogue = make_catalogue(*offers)
    write_index(catalogue, folder, **options)
    return SearchIndex(folder, catalogue, CONCEPTS)


def slugs(page: Page) -> list[str]:
    return [hit.offer.slug for hit in page.hits]


def shown(hit: Hit) -> str:
    return "".join(f"[{text}]" if marked else text for text, marked in hit.snippet)


@pytest.fixture(scope="module")
def real(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder = tmp_path_factory.mktemp("search") / "index"
    write_index(catalogue, folder)
    return SearchIndex(folder, catalogue, catalogue.terms)


# The real content


def test_every_entry_of_the_thesaurus_finds_something(real: SearchIndex, catalogue: Catalogue) -> None:
    concepts = catalogue.terms["en"]
    assert len(concepts) >= 90
    assert not real.without_results()
    assert not [name for concept in concepts for name in concept.names if not real.find(Query(name), KNOWN).total]


def test_every_offer_is_found_by_its_title(real: SearchIndex, catalogue: Catalogue) -> None:
    for slug, offer in catalogue.offers.items():
        assert not offer.for_carers or slug in slugs(real.find(Query(offer.title), KNOWN)), offer.title


# Words


def test_title_summary_body_and_what_a_service_has_are_searched(folder: Path) -> None:
    service = make_service(
        who_note="For aunts", phones=(Phone("0300 123 7015"),), locations=(Location("9 Mill Lane", postcode="LS1 4AP"),)
    )
    one = make_offer(
        "one", "Kettle", "Teapot here", body="<p>A <em>saucer</em> &amp; spoon</p>", service=service, organization="nan-net"
    )
    index = opened(folder, one, make_offer("two"))
    for text in (
        "kettle",
        "teapots",
        "saucer spoon",
        "aunts",
        "03001237015",
        "0300 123 7015",
        "mill lane",
        "LS1 4AP",
        "network",
    ):
        assert slugs(index.find(Query(text), KNOWN)) == ["one"], text


def test_a_word_in_the_title_counts_more_than_in_the_body(folder: Path) -> None:
    body = make_offer("body", body="<p>About a kettle.</p>")
    assert slugs(opened(folder, body, make_offer("title", "The kettle")).find(Query("kettle"), KNOWN)) == ["title", "body"]


def test_a_common_word_beside_a_telling_one_finds_nothing_by_itself(folder: Path) -> None:
    offers = [make_offer(f"o{number}", summary="Help with things.") for number in range(20)]
    index = opened(folder, *offers, make_offer("kettle", summary="Help with a kettle."))
    assert slugs(index.find(Query("help with my kettle"), KNOWN)) == ["kettle"]
    assert index.find(Query("help"), KNOWN).total == 21


def test_a_phrase_stands_as_it_is_quoted(folder: Path) -> None:
    index = opened(folder, make_offer("yes", summary="Free child care here."), make_offer("no", summary="Care for a child."))
    assert index.find(Query("child care"), KNOWN).total == 2
    for text in ('"child care"', "“child care”", '"child care" free'):
        assert slugs(index.find(Query(text), KNOWN)) == ["yes"], text
    assert index.find(Query('"care child"'), KNOWN).total == 0


def test_no_phrase_reaches_from_the_title_into_the_summary(folder: Path) -> None:
    assert opened(folder, make_offer("one", "Red kettle", "Blue cup.")).find(Query('"kettle blue"'), KNOWN).total == 0


@pytest.mark.parametrize(
    "text", ["NOT NOT", "AND", "kettle AND OR NOT", "title:x", "*", "(", '"', '""', "a^b", "~", "[a TO b]", "\\", "ke*"]
)
def test_anything_else_is_text(folder: Path, text: str) -> None:
    opened(folder, make_offer("one", "kettle")).find(Query(text), KNOWN)


def test_a_text_without_words_finds_nothing_and_an_empty_one_everything(folder: Path) -> None:
    index = opened(folder, make_offer("one"), make_offer("two"))
    assert index.find(Query("?!"), KNOWN).total == 0
    assert index.find(Query("  "), KNOWN).total == 2


def test_long_queries_are_cut_with_a_note(folder: Path) -> None:
    index = opened(folder, make_offer("one", "kettle"))
    assert index.find(Query("kettle " + "x" * 500), KNOWN).notes == (Note.CUT_LONG,)
    assert index.find(Query("kettle " * 29 + "a"), KNOWN).notes == (Note.CUT_LONG,)
    assert index.find(Query("a " * 31), KNOWN).notes == (Note.CUT_WORDS,)
    assert index.find(Query("a " * 29 + "b"), KNOWN).notes == ()


def test_the_last_word_may_be_a_beginning_of_at_most_four_words(folder: Path) -> None:
    offers = [make_offer(f"o{word}", f"ket{word}") for word in ("tle", "chup", "one", "ose", "o")]
    index = opened(folder, *offers)
    page = index.find(Query("ket"), KNOWN)
    assert page.total == 4
    assert page.notes == (Note.CUT_PREFIX,)
    assert index.find(Query("ketc"), KNOWN).total == 1
    assert index.find(Query("ke"), KNOWN).total == 0
    assert index.find(Query("ket zzz"), KNOWN).total == 0


def test_a_typing_error_is_put_right_by_itself_and_said(folder: Path) -> None:
    index = opened(folder, make_offer("one", "Kettle"), make_offer("two", "Guardianship"))
    for text, corrected in (("ketle", "kettle"), ("kettel", "kettle"), ("Gaurdainship kettle", "guardianship kettle")):
        page = index.find(Query(text), KNOWN)
        assert page.corrected_to == corrected
        assert page.total
    assert index.find(Query("kettle"), KNOWN).corrected_to is None
    assert index.find(Query("xyzzyx"), KNOWN).corrected_to is None


def test_what_people_call_a_thing_finds_what_it_is_called(folder: Path) -> None:
    index = opened(folder, make_offer("one", "For a grandparent"), make_offer("two", "Rent"))
    assert slugs(index.find(Query("Nans"), KNOWN)) == ["one"]
    assert slugs(index.find(Query("bedroom tax"), KNOWN)) == ["two"]
    assert slugs(index.find(Query("bedrom tax"), KNOWN)) == ["two"]


def test_found_words_are_marked(folder: Path) -> None:
    long = "<p>" + "Nothing here. " * 40 + "A <b>red</b> kettle, and kettles. " + "Nothing there. " * 40 + "</p>"
    index = opened(folder, make_offer("one", summary="Kettles for carers’ homes."), make_offer("two", body=long))
    summary, body = (
        shown(hit) for hit in index.find(Query("kettle carer"), KNOWN).hits + index.find(Query("red"), KNOWN).hits
    )
    assert summary == "[Kettles] for [carers]’ homes."
    assert body.startswith("… ") and body.endswith(" …") and "A [red] kettle, and kettles." in body
    assert len(body) < 260


# Languages


def test_what_is_not_translated_is_found_in_english(folder: Path) -> None:
    polish = make_text("Zasiłek dla dziadków", "Pieniądze na dziecko.", locale="pl")
    index = opened(folder, make_offer("one", "Money", translations={"pl": polish}), make_offer("two", "Money too"))
    assert slugs(index.find(Query("zasilek", language="pl"), KNOWN)) == ["one"]
    assert set(slugs(index.find(Query("money", language="pl"), KNOWN))) == {"one", "two"}
    assert index.find(Query("zasilek", language="en"), KNOWN).total == 0
    assert shown(index.find(Query("pieniadze", language="pl"), KNOWN).hits[0]) == "[Pieniądze] na dziecko."
    assert index.find(Query("money", language="xx"), KNOWN).total == 2


def test_languages_without_a_stemmer_are_found_by_beginnings(folder: Path) -> None:
    texts = {"gu": make_text("બાળકોની સંભાળ", locale="gu"), "cy": make_text("Cymorth i ofalwyr", locale="cy")}
    index = opened(folder, make_offer("one", translations=texts))
    for language, text in (("gu", "બાળકો"), ("gu", "સંભાળમાં"), ("cy", "gofalwyr"), ("cy", "ngofalwyr"), ("cy", "gymorth")):
        assert index.find(Query(text, language=language), KNOWN).total == 1, text


# Filters and counts


def random_offer(number: int, draw: random.Random) -> Offer:
    stated = {code: draw.choice(list(Stated)) for code in draw.sample(ARRANGEMENTS_STATED, 4)}
    service = make_service(
        delivery=tuple(draw.sample(list(Delivery), draw.randint(0, 3))),
        stated=stated,
        cost=draw.choice(["free", "", "Ask what it costs.", "No charge is mentioned"]),
        languages=draw.choice(["", "English and Urdu", "Interpreters"]),
    )
    common: dict[str, Any] = {
        "areas": tuple(draw.sample(["england", "wales", "leeds", "norfolk", "bury"], draw.randint(1, 3))),
        "categories": tuple(draw.sample(["money", "health", "legal"], draw.randint(1, 2))),
        "recommendations": tuple(draw.sample(["R1", "R2"], draw.randint(0, 2))),
        "organization": draw.choice(list(ORGANIZATIONS)),
        "review_by": TODAY + timedelta(days=draw.choice([-1, 10, 300])),
    }
    if draw.random() < 0.6:
        common["service"] = service
    title = " ".join(draw.sample(["kettle", "cup", "spoon", "fork", "plate"], 2))
    return make_offer(f"o{number}", title, **common)


DRAW = random.Random(7)  # noqa: S311
MANY = tuple(random_offer(number, DRAW) for number in range(150))
OPEN_TO = {offer.slug: frozenset(DRAW.sample(ARRANGEMENTS_STATED, 3)) for offer in MANY[::2]}
VERDICTS = {offer.slug: DRAW.choice(list(Verdict)) for offer in MANY[::3]}
VALUES = {
    offer.slug: values(make_catalogue(*MANY), offer, OPEN_TO) | {"freshness": (freshness(offer, TODAY).value,)}
    for offer in MANY
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return opened(tmp_path_factory.mktemp("many") / "index", *MANY, open_to=OPEN_TO)


def kept(offer: Offer, filters: Mapping[str, frozenset[str]]) -> bool:
    return all(not wanted or wanted & set(VALUES[offer.slug][facet]) for facet, wanted in filters.items())


def filters_of(facet: str) -> st.SearchStrategy[frozenset[str]]:
    known = sorted({value for some in VALUES.values() for value in some[facet]})
    return st.frozensets(st.sampled_from([*known, "unheard-of"]), max_size=3)


some_filters = st.fixed_dictionaries({}, optional={facet: filters_of(facet) for facet in FACETS})


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=some_filters, text=st.sampled_from(["", "kettle", "cup"]), judged=st.booleans())
def test_counts_are_exact(many: SearchIndex, filters: dict[str, frozenset[str]], text: str, judged: bool) -> None:
    knowledge = Knowledge(TODAY, VERDICTS if judged else None)
    page = many.find(Query(text, filters=filters, per_page=100), knowledge)
    possible = [offer for offer in MANY if text in offer.title and not (judged and VERDICTS.get(offer.slug) is Verdict.NO)]
    assert page.total == sum(kept(offer, filters) for offer in possible)
    assert set(slugs(page)) <= {offer.slug for offer in possible if kept(offer, filters)}
    for facet in FACETS:
        others = {name: wanted for name, wanted in filters.items() if name != facet}
        under_others = [offer for offer in possible if kept(offer, others)]
        counted = {value: 0 for value in filters.get(facet, ()) if value != "unheard-of"}
        for offer in under_others:
            for value in VALUES[offer.slug][facet]:
                counted[value] = counted.get(value, 0) + 1
        assert page.facets[facet] == counted


def test_a_maybe_and_what_was_not_judged_are_never_hidden(many: SearchIndex) -> None:
    found = many.find(Query(per_page=100), Knowledge(TODAY, dict.fromkeys((offer.slug for offer in MANY), Verdict.MAYBE)))
    assert found.total == len(MANY) == many.find(Query(), Knowledge(TODAY, {})).total


def test_no_limit_means_open_to_all_and_a_limit_is_kept(folder: Path) -> None:
    silent = make_offer("silent", service=make_service())
    ask = make_offer("ask", service=make_service(stated={"informal": Stated.ASK}))
    closed = make_offer("closed", service=make_service(stated={"informal": Stated.EXCLUDED}))
    index = opened(
        folder, silent, ask, closed, make_offer("all"), make_offer("some"), open_to={"some": frozenset(["kinship-foster"])}
    )
    found = index.find(Query(filters={"arrangement": frozenset(["informal"])}), KNOWN)
    assert set(slugs(found)) == {"silent", "ask", "all"}


def test_what_a_source_does_not_say_is_not_made_up(folder: Path) -> None:
    page = opened(folder, make_offer("one", service=make_service(delivery=()), organization="clinic")).find(Query(), KNOWN)
    assert page.facets["cost"] == {"not stated": 1}
    assert page.facets["delivery"] == page.facets["language"] == page.facets["recommendation"] == {}
    assert page.facets["provider"] == {"health": 1}


def test_freshness_is_that_of_the_day(folder: Path) -> None:
    index = opened(folder, make_offer("one", review_by=TODAY + timedelta(days=100)))
    later = Knowledge(TODAY + timedelta(days=101))
    assert index.find(Query(), KNOWN).facets["freshness"] == {"checked": 1}
    assert index.find(Query(), later).facets["freshness"] == {"old": 1}
    assert index.find(Query(), KNOWN).facets["freshness"] == {"checked": 1}


# Pages


@settings(deadline=None)
@given(per_page=st.integers(1, 40), text=st.sampled_from(["", "kettle cup"]), placed=st.sampled_from([(), ("leeds",)]))
def test_pages_together_are_the_whole_list_once(
    many: SearchIndex, per_page: int, text: str, placed: tuple[str, ...]
) -> None:
    first = many.find(Query(text, areas=placed, per_page=per_page), KNOWN)
    pages = [
        many.find(Query(text, areas=placed, per_page=per_page, page=number), KNOWN) for number in range(1, first.pages + 1)
    ]
    together = [slug for page in pages for slug in slugs(page)]
    assert len(together) == len(set(together)) == first.total
    whole = many.find(Query(text, areas=placed, per_page=100), KNOWN)
    assert together[:100] == slugs(whole)


def test_a_page_that_is_not_there_is_the_nearest_one(many: SearchIndex) -> None:
    assert many.find(Query(page=999), KNOWN).page == 8
    assert many.find(Query(page=-3, per_page=0), KNOWN).page == 1
    assert many.find(Query("xyzzyx"), KNOWN).pages == 1


# Everyday words


def said(slug: str, title: str, *words: str) -> Offer:
    return make_offer(slug, translations={"en": replace(make_text(title), words=words)})


def test_what_people_type_finds_an_offer_that_does_not_say_it_and_is_not_shown(folder: Path) -> None:
    index = opened(folder, said("meals", "Free school meals", "dinner money", "packed lunch"), make_offer("other"))
    [hit] = index.find(Query("cant afford her packed lunch"), KNOWN).hits
    assert (hit.offer.slug, shown(hit)) == ("meals", "A summary.")


def test_an_age_and_a_word_of_any_sentence_count_for_less_than_the_thing(folder: Path) -> None:
    index = opened(folder, said("beds", "Beds"), said("nursery", "For 12 years or more"), *map(make_offer, "abcdefghij"))
    assert slugs(index.find(Query("beds for a 12 year old"), KNOWN))[0] == "beds"


def test_a_long_question_finds_what_fits_best_even_where_nothing_has_most_of_it(folder: Path) -> None:
    others = [make_offer(word, word) for word in ("teapot", "saucer", "spoon", "ladle")]
    index = opened(folder, make_offer("kettle", "kettle"), *others)
    assert "kettle" in slugs(index.find(Query("kettle teapot saucer spoon ladle"), KNOWN))


def test_a_name_of_two_words_is_known_in_one_and_one_in_two(folder: Path) -> None:
    index = opened(folder, make_offer("rent", "Help with rent"), make_offer("grandparents", "For a grandparent"))
    assert slugs(index.find(Query("bedroomtax"), KNOWN)) == ["rent"]
    assert slugs(index.find(Query("bed room tax"), KNOWN)) == []
    assert slugs(index.find(Query("gr an"), KNOWN)) == ["grandparents"]


def test_the_name_of_an_offer_outweighs_a_rare_word_beside_it(folder: Path) -> None:
    concepts = {"en": (Concept(("Kettle",), ("boiler",)),)}
    offers = [make_offer("boiler", "Boiler"), make_offer("summer", "Summer"), *(make_offer(w, "kettle") for w in "abcdefgh")]
    catalogue = make_catalogue(*offers)
    write_index(catalogue, folder)
    assert slugs(SearchIndex(folder, catalogue, concepts).find(Query("summer kettle"), KNOWN))[0] == "boiler"


# Place


def test_without_a_place_the_country_comes_first_and_councils_take_turns(folder: Path) -> None:
    leeds = [make_offer(f"leeds-{number}", "kettle kettle", areas=("leeds",)) for number in range(3)]
    offers = [*leeds, make_offer("norfolk", "kettle", areas=("norfolk",)), make_offer("all", body="<p>kettle</p>")]
    index = opened(folder, *offers)
    for text in ("", "kettle"):
        page = index.find(Query(text), KNOWN)
        assert slugs(page) == ["all", "leeds-0", "norfolk", "leeds-1", "leeds-2"]
        assert [hit.group for hit in page.hits] == [COUNTRY] + 4 * [ELSEWHERE]


def test_with_a_place_a_far_better_match_comes_before_a_weak_one_that_is_near(folder: Path) -> None:
    weak = make_offer("weak", body="<p>A kettle, and much else.</p>", areas=("leeds",))
    catalogue = make_catalogue(weak, make_offer("best"), make_offer("poor", body="<p>A kettle, and much else.</p>"))
    write_index(catalogue, folder)
    index = SearchIndex(folder, catalogue, {"en": (Concept(("Hot water", "kettle"), ("best",)),)})
    page = index.find(Query("kettle", areas=("leeds",)), KNOWN)
    assert [(hit.offer.slug, hit.group) for hit in page.hits] == [("best", COUNTRY), ("weak", LESS), ("poor", LESS)]


def test_with_a_place_what_fits_nearly_as_well_and_is_near_comes_first(folder: Path) -> None:
    index = opened(folder, make_offer("all", "Kettle", "Kettle."), make_offer("near", "A kettle for you", areas=("leeds",)))
    assert slugs(index.find(Query("kettle", areas=("leeds",)), KNOWN)) == ["near", "all"]


def test_a_council_named_in_the_words_comes_first(folder: Path) -> None:
    index = opened(folder, make_offer("all", "kettle"), make_offer("leeds", "kettle Leeds", areas=("leeds",)))
    assert [hit.group for hit in index.find(Query("kettle leeds"), KNOWN).hits] == [PLACE, LESS]
    assert [hit.group for hit in index.find(Query("leeds"), KNOWN).hits] == [PLACE]


def test_a_council_that_is_also_a_word_needs_a_capital_letter(folder: Path) -> None:
    index = opened(folder, make_offer("all", "bury"), make_offer("bury", "kettle", areas=("bury",)))
    assert slugs(index.find(Query("bury"), KNOWN)) == ["all"]
    assert [hit.group for hit in index.find(Query("kettle Bury"), KNOWN).hits] == [PLACE]


def test_with_a_place_what_serves_it_is_in_and_nothing_else(folder: Path) -> None:
    phone = make_offer("helpline", service=make_service())
    near_but_not_for_them = make_offer("bury", areas=("bury",), service=at(1))
    index = opened(
        folder, phone, near_but_not_for_them, make_offer("leeds", areas=("leeds",)), make_offer("wales", areas=("wales",))
    )
    page = index.find(Query(areas=("leeds",), point=LEEDS), KNOWN)
    assert [(hit.offer.slug, hit.group) for hit in page.hits] == [("leeds", PLACE), ("helpline", REMOTE)]
    assert slugs(index.find(Query(areas=("wales",)), KNOWN)) == ["wales"]
    assert set(slugs(index.find(Query(areas=("england",)), KNOWN))) == {"helpline", "bury", "leeds"}


def test_somebody_on_a_border_gets_what_serves_either_side(folder: Path) -> None:
    index = opened(folder, make_offer("leeds", areas=("leeds",)), make_offer("bury", areas=("bury",)), make_offer("all"))
    assert set(slugs(index.find(Query(areas=("leeds", "bury")), KNOWN))) == {"leeds", "bury", "all"}


def test_distance_sorts_only_what_has_a_place(folder: Path) -> None:
    offers = [
        make_offer("far", areas=("leeds",), service=at(9)),
        make_offer("two-places", areas=("leeds",), service=at(40, 2)),
        make_offer("near", areas=("leeds",), service=at(1)),
        make_offer("no-place", areas=("leeds",)),
        make_offer("national", service=at(0)),
        make_offer("helpline", areas=("leeds",), service=replace(at(3), delivery=(Delivery.PHONE,))),
    ]
    page = opened(folder, *offers).find(Query(areas=("leeds",), point=LEEDS), KNOWN)
    assert slugs(page) == ["near", "two-places", "far", "no-place", "helpline", "national"]
    assert [round(hit.miles, 1) if hit.miles is not None else None for hit in page.hits] == [1.0, 2.0, 9.0, None, None, 0.0]


# Suggestions


def test_suggestions_come_by_the_beginning_of_any_word_and_by_other_names(folder: Path) -> None:
    index = opened(folder, make_offer("one", "Red kettle"), make_offer("two", "Kettles"))
    assert [found.label for found in index.suggest("kett")] == ["Kettles", "Red kettle"]
    assert [found.label for found in index.suggest("red ke")] == ["Red kettle"]
    assert [(found.kind, found.label) for found in index.suggest("nan")] == [("concept", "Grandparents")]
    assert [(found.kind, found.slug) for found in index.suggest("mon")] == [("category", "money"), ("concept", "")]
    assert index.suggest("k") == index.suggest("") == index.suggest("?") == ()
    assert len(index.suggest("kett", limit=1)) == 1


def test_what_differs_only_in_how_it_is_written_is_suggested_once(folder: Path) -> None:
    index = opened(folder, make_offer("one", "Nan's kettle"), make_offer("two", "Nan’s Kettle"))
    assert [found.label for found in index.suggest("kettle")] == ["Nan's kettle"]


def test_suggestions_are_in_the_language_of_the_page(folder: Path) -> None:
    index = opened(folder, make_offer("one", "Money", translations={"pl": make_text("Zasiłek", locale="pl")}))
    assert [found.label for found in index.suggest("zasil", "pl")] == ["Zasiłek"]


# Writing


def test_an_update_indexes_only_what_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offers = [make_offer(f"o{number}", f"kettle {number}") for number in range(30)]
    opened(tmp_path / "one", *offers)
    added: list[str] = []
    from whoosh.writing import SegmentWriter  # noqa: PLC0415 - only this test looks inside

    add = SegmentWriter.add_document

    def count(self: Any, **fields: Any) -> None:
        added.append(fields["slug"])
        add(self, **fields)

    monkeypatch.setattr(SegmentWriter, "add_document", count)
    changed = [make_offer("o3", "teapot"), *offers[4:], make_offer("new", "teapot")]
    index = opened(tmp_path / "two", *changed, before=tmp_path / "one")
    assert added == ["o3", "new"]
    assert set(slugs(index.find(Query("teapot"), KNOWN))) == {"o3", "new"}
    assert index.find(Query("kettle"), KNOWN).total == 26
    assert index.find(Query('"kettle 7"'), KNOWN).total == 1
    added.clear()
    opened(tmp_path / "three", *changed, before=tmp_path / "two")
    assert not added


def test_an_updated_index_finds_what_a_new_one_finds(tmp_path: Path) -> None:
    draw = random.Random(3)  # noqa: S311
    offers = list(MANY)
    opened(tmp_path / "0", *offers)
    for step in range(4):
        changed = {draw.randrange(len(offers)) for _ in range(20)}
        offers = [
            random_offer(1000 * step + number, draw) if number in changed else offer for number, offer in enumerate(offers)
        ]
        updated = opened(tmp_path / f"{step + 1}", *offers, before=tmp_path / f"{step}")
        new = opened(tmp_path / f"new{step}", *offers)
        for text in ("kettle", "cup spoon", '"fork plate"', ""):
            query = Query(text, per_page=100)
            assert updated.find(query, KNOWN) == new.find(query, KNOWN)


def test_offers_that_are_written_in_several_batches_are_all_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = opened(tmp_path / "one", *MANY)
    monkeypatch.setattr(writing, "_BATCH", 40)
    in_batches = opened(tmp_path / "two", *MANY)
    assert len(list((tmp_path / "two").glob("*.seg"))) == 4
    for text in ("kettle", "cup spoon", '"fork plate"'):
        query = Query(text, per_page=100)
        assert at_once.find(query, KNOWN) == in_batches.find(query, KNOWN)


def test_a_phrase_of_many_words_stands_as_it_is_quoted(folder: Path) -> None:
    one = make_offer("one", summary="The red cup and the red kettle of the red house.")
    index = opened(folder, one, make_offer("two", summary="The red kettle and the red cup of the red house."))
    assert slugs(index.find(Query('"the red cup and the red kettle"'), KNOWN)) == ["one"]
    assert set(slugs(index.find(Query('"of the red house"'), KNOWN))) == {"one", "two"}
    assert index.find(Query('"house the red"'), KNOWN).total == 0
    assert index.find(Query('"red xyzzy"'), KNOWN).total == 0


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves damaged files open
@pytest.mark.parametrize("damage", ["missing", "toc", "form", "segment"])
def test_an_index_that_cannot_be_used_again_is_written_anew(tmp_path: Path, damage: str) -> None:
    opened(tmp_path / "one", make_offer("one", "kettle"))
    if damage == "missing":
        shutil.rmtree(tmp_path / "one")
    damaged = {"toc": "one/*.toc", "form": "one/open_to.json", "segment": "one/*.seg", "missing": "one/*"}
    for path in tmp_path.glob(damaged[damage]):
        path.write_bytes(b"{}")
    index = opened(tmp_path / "two", make_offer("one", "kettle"), before=tmp_path / "one")
    assert index.find(Query("kettle"), KNOWN).total == 1
    gc.collect()


def test_an_index_that_cannot_be_opened_says_what_to_do(tmp_path: Path, folder: Path) -> None:
    catalogue = make_catalogue(make_offer("one"))
    with pytest.raises(SearchFault, match="Make the build again"):
        SearchIndex(tmp_path / "nowhere", catalogue, {})
    write_index(catalogue, folder)
    with pytest.raises(SearchFault, match="other offers"):
        SearchIndex(folder, make_catalogue(make_offer("one"), make_offer("two")), {})
    for damaged in ("words.json", "numbers.npy"):
        write_index(catalogue, folder)
        (folder / damaged).write_bytes(b"damaged")
        with pytest.raises(SearchFault, match="Make the build again"):
            SearchIndex(folder, catalogue, {})


def test_an_empty_catalogue_finds_nothing(folder: Path) -> None:
    page = opened(folder).find(
        Query("kettle", areas=("leeds",), point=LEEDS, filters={"category": frozenset(["money"])}), KNOWN
    )
    assert (page.total, page.hits) == (0, ())


def test_many_threads_find_the_same(many: SearchIndex) -> None:
    queries = [Query(text) for text in ("kettle", "cup spoon", '"fork plate"', "ketle", "")]
    alone = [many.find(query, KNOWN) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for found in pool.map(lambda _: [many.find(query, KNOWN) for query in queries], range(40)))


READER = """
import sys
from pathlib import Path
from tests.test_search_engine import KNOWN, MANY, Query, SearchIndex, make_catalogue
index = SearchIndex(Path(sys.argv[1]), make_catalogue(*MANY), {})
first = [index.find(Query(text), KNOWN) for text in ("kettle", '"fork plate"', "")]
print("ready", flush=True)
for line in sys.stdin:
    assert first == [index.find(Query(text), KNOWN) for text in ("kettle", '"fork plate"', "")]
    print(first[0].total, flush=True)
"""


@pytest.mark.slow
def test_two_processes_serve_while_a_third_builds(tmp_path: Path) -> None:
    opened(tmp_path / "one", *MANY)
    command = [sys.executable, "-W", "error", "-c", READER, str(tmp_path / "one")]
    pipes: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "cwd": Path(__file__).parent.parent}
    readers: list[Any] = [subprocess.Popen(command, **pipes) for _ in range(2)]
    try:
        assert [reader.stdout.readline() for reader in readers] == ["ready\n"] * 2
        totals = set()
        for step in range(5):
            offers = [make_offer(f"o{number}", "kettle") if number == step else offer for number, offer in enumerate(MANY)]
            for reader in readers:
                reader.stdin.write("\n")
                reader.stdin.flush()
            opened(tmp_path / f"new{step}", *offers, before=tmp_path / "one")
            totals |= {reader.stdout.readline() for reader in readers}
        assert len(totals) == 1
    finally:
        for reader in readers:
            reader.communicate()
    assert [reader.returncode for reader in readers] == [0, 0]
