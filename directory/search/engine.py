"""The search index of a build, opened: find offers, count them, suggest. It is only read, by any number of threads."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import compress
from pathlib import Path

import numpy as np

from directory.models import ENGLISH, Catalogue, Concept
from directory.search.analysis import LANGUAGES, words
from directory.search.asking import Asked, Names, replaced, take_apart
from directory.search.columns import Bits, Columns, Facet, Flags, count, miles, pack, unpack
from directory.search.documents import FORM, OPEN_TO
from directory.search.folding import fold
from directory.search.matching import Match, Matcher
from directory.search.ordering import Order
from directory.search.postings import open_postings
from directory.search.records import (
    COUNTRY,
    ELSEWHERE,
    PLACE,
    REMOTE,
    Facets,
    Hit,
    Knowledge,
    Note,
    Page,
    Query,
    SearchFault,
    Suggestion,
)
from directory.search.snippets import Marker
from directory.search.suggestions import Suggestions
from directory.search.thesaurus import Thesaurus
from directory.truth import Verdict

_MOST_PER_PAGE = 100


class SearchIndex:
    """An opened index of a catalogue, with the thesaurus of each language."""

    def __init__(self, folder: Path, catalogue: Catalogue, terms: Mapping[str, tuple[Concept, ...]]) -> None:
        """Open it. Raises SearchFault where it cannot be opened, or is not an index of this catalogue."""
        try:
            about = json.loads((folder / OPEN_TO).read_text(encoding="utf-8"))
            if about["form"] != FORM or about["offers"] != list(catalogue.offers):
                raise ValueError("it is of another form, or has other offers than the build")
            self._postings = open_postings(folder, len(catalogue.offers))
        except Exception as fault:  # damaged files can raise anything
            raise SearchFault(f"The search index in {folder} cannot be used ({fault}). Make the build again.") from fault
        self._catalogue = catalogue
        self._columns = Columns(catalogue, {slug: frozenset(codes) for slug, codes in about["open_to"].items()})
        self._thesauri = {language: Thesaurus(language, terms.get(language, ())) for language in LANGUAGES}
        self._councils = {
            tuple(fold(word.text) for word in words(one.name)): one.slug for one in catalogue.councils.values()
        }
        self._suggestions = {ENGLISH: Suggestions(catalogue, ENGLISH, [self._thesauri[ENGLISH]])}

    def find(self, query: Query, knowledge: Knowledge) -> Page:
        """One page of what is found, and how many there are with each value."""
        asked, match, corrected = self._match(query)
        among = self._among(query, knowledge, match)
        facets, chosen = _counted(self._columns.facets(knowledge.today), query.filters, among)
        total, size = count(chosen), min(max(query.per_page, 1), _MOST_PER_PAGE)
        pages = max(-(-total // size), 1)
        page = min(max(query.page, 1), pages)
        named = tuple(unit.place for unit in asked.units if unit.place)
        groups = self._groups(chosen, query.areas or named, bool(query.areas))
        hits = tuple(self._hits(query, knowledge.today, match, groups, ((page - 1) * size, page * size)))
        notes = tuple(note for note in Note if note in asked.notes or (match and note in match.notes))
        return Page(total, hits, facets, page, pages, corrected, notes)

    def suggest(self, text: str, language: str = ENGLISH, limit: int = 8) -> tuple[Suggestion, ...]:
        """What somebody may mean who has typed this much."""
        language = language if language in LANGUAGES else ENGLISH
        if language not in self._suggestions:  # made when first asked for; twice does no harm
            thesauri = [self._thesauri[one] for one in dict.fromkeys((language, ENGLISH))]
            self._suggestions[language] = Suggestions(self._catalogue, language, thesauri)
        return self._suggestions[language].find(text[:100], limit)

    def without_results(self, language: str = ENGLISH) -> tuple[tuple[Concept, str], ...]:
        """What the concepts of a language stand for that finds nothing: for those who keep the list."""
        matcher = self._matcher(language)
        items = ((concept, item) for concept in self._thesauri[language].concepts for item in concept.words)
        return tuple(
            (concept, item)
            for concept, item in items
            if item not in self._columns.row_of and not matcher.match(take_apart(f'"{item}"', Names())).found.any()
        )

    def _match(self, query: Query) -> tuple[Asked, Match | None, str | None]:
        language = query.language if query.language in LANGUAGES else ENGLISH
        thesauri = tuple(self._thesauri[one] for one in dict.fromkeys((language, ENGLISH)))
        names = Names(language, thesauri, self._councils)
        asked, corrected = take_apart(query.text, names), None
        if not asked.units:
            return asked, None if not query.text.strip() else self._matcher(language).nothing(), None
        matcher = self._matcher(language)
        unknown = [] if query.exact else matcher.unknown(asked)
        typed = {word.lower() for word in unknown}  # a misspelling that is part of a longer name corrects nothing
        also = [word for thesaurus in thesauri for word in thesaurus.vocabulary if word not in typed] if unknown else []
        better = {word: near for word in unknown if (near := matcher.nearest(word, also)) and fold(near) != fold(word)}
        if better:
            corrected = replaced(asked.text, better)
            asked = Asked(corrected, take_apart(corrected, names).units, asked.notes)
        return asked, matcher.match(asked), corrected

    def _matcher(self, language: str) -> Matcher:
        own = {one: self._postings[one] for one in dict.fromkeys((language, ENGLISH))}
        return Matcher(own, self._columns.row_of)

    def _among(self, query: Query, knowledge: Knowledge, match: Match | None) -> Bits:
        """What the words, the place and the verdicts leave."""
        flags = self._columns.for_carers if match is None else match.found & self._columns.for_carers
        if knowledge.verdicts:
            flags = flags & ~self._closed(knowledge.verdicts, flags)
        among = pack(flags)
        return among & self._columns.serving(query.areas) if query.areas else among

    def _closed(self, verdicts: Mapping[str, Verdict], among: Flags) -> Flags:
        """The offers to which the answer is no. Looks at what was found, or at the verdicts, whichever are fewer."""
        closed, no = np.zeros(self._columns.size, bool), Verdict.NO  # an enum's members are slow to get at
        row_of = self._columns.row_of
        if len(verdicts) < np.count_nonzero(among):
            closed[[row_of[slug] for slug, verdict in verdicts.items() if verdict is no and slug in row_of]] = True
        else:
            said = map(verdicts.get, compress(self._columns.slugs, among.tolist()))
            closed[among] = [verdict is no for verdict in said]
        return closed

    def _groups(self, chosen: Bits, areas: tuple[str, ...], apart: bool) -> dict[str, Flags]:
        """What was found, by what it serves: these areas, the whole country (`apart`: by phone or online), or others."""
        local = self._columns.local(areas) & chosen
        country = self._columns.country & chosen & ~local
        remote: Bits = country & self._columns.remote if apart else pack(np.zeros(self._columns.size, bool))
        groups: dict[str, Bits] = {
            PLACE: local,
            COUNTRY: country & ~remote,
            REMOTE: remote,
            ELSEWHERE: chosen & ~(local | country),
        }
        return {group: unpack(bits, self._columns.size) for group, bits in groups.items()}

    def _hits(
        self, query: Query, today: date, match: Match | None, groups: Mapping[str, Flags], on_page: tuple[int, int]
    ) -> Iterator[Hit]:
        columns = self._columns
        nearness = columns.places.nearness(query.point, columns.size) if query.point else None
        mixed = not query.areas and query.point is None
        order = Order(match.score if match else None, nearness, columns.first_area, mixed)
        markers = {one: Marker(one, match.marks.get(one, ()) if match else ()) for one in (query.language, ENGLISH)}
        for group, row in order.slice(groups, *on_page):
            offer = columns.offers[row]
            away = None if nearness is None or np.isnan(nearness[row]) else float(miles(nearness[row : row + 1])[0])
            shown = query.language if query.language in offer.texts else ENGLISH
            yield Hit(offer, away, group, markers[shown].snippet(offer.text(shown)), columns.freshness(row, today))


def _counted(facets: Mapping[str, Facet], filters: Mapping[str, frozenset[str]], among: Bits) -> tuple[Facets, Bits]:
    """The counts of each facet under all other facets' filters, and what all filters leave."""
    kept = {name: facet.having(filters[name]) for name, facet in facets.items() if filters.get(name)}
    counts = {}
    for name, facet in facets.items():
        others = among
        for other, bits in kept.items():
            others = others & bits if other != name else others
        wanted = filters.get(name, frozenset())
        counts[name] = {value: number for value, number in facet.counts(others).items() if number or value in wanted}
    for bits in kept.values():
        among = among & bits
    return counts, among
