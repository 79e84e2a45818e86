"""What Whoosh gets wrong, as measured: each trap shown, so that we notice when it goes, and how we stay out of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh import fields, index, qparser, query
from whoosh.analysis import StandardAnalyzer

from directory.search import Query, SearchIndex, engine, matching, postings, writing
from directory.search.analysis import STEM, words
from directory.search.postings import read_postings
from directory.search.writing import field_of, write_index
from tests.test_search_engine import KNOWN, MANY, make_catalogue, make_offer, opened, slugs

SEARCH = Path(engine.__file__).parent


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Whoosh index of several segments, from which something was deleted."""
    folder = tmp_path_factory.mktemp("traps")
    write_index(make_catalogue(*MANY), folder / "one")
    again = [make_offer(offer.slug, "kettle again") if number < 3 else offer for number, offer in enumerate(MANY)]
    write_index(make_catalogue(*again[:-2]), folder / "two", before=folder / "one")
    with index.open_dir(str(folder / "two")).searcher() as searcher:
        yield searcher


def test_the_private_methods_read_what_whoosh_says_in_public(updated: Any) -> None:
    reader = updated.reader()
    assert len(reader.leaf_readers()) > 1 and reader.has_deletions()
    rows = np.arange(reader.doc_count_all() + 1, dtype=np.int32)
    rows[[number for number in range(reader.doc_count_all()) if reader.is_deleted(number)]] = -1
    for language in ("en", "pl"):
        field = field_of(language)
        ours = read_postings(reader, field, rows, reader.doc_count_all())
        public = {term.decode(): updated.postings(field, term) for term in reader.lexicon(field)}
        assert set(ours.terms) == set(public)
        for term, matcher in public.items():
            assert ours.of(term)[0].tolist() == list(matcher.all_ids()), term


def test_blocks_hold_the_weights_that_whoosh_says(updated: Any) -> None:
    leaf, _ = updated.reader().leaf_readers()[0]
    field = field_of("en")
    for key in (b"kettle", b"cup", b"summary", f"{STEM}summari".encode()):
        ours = [pair for ids, weights in postings._blocks(leaf, field, key) for pair in zip(ids, weights, strict=True)]
        matcher, public = leaf.postings(field, key), []
        while matcher.is_active():
            public.append((matcher.id(), matcher.weight()))
            matcher.next()
        assert [pair for pair in ours if not leaf.is_deleted(pair[0])] == public


def test_postings_of_more_than_one_block_are_read_whole(tmp_path: Path) -> None:
    offers = [make_offer(f"o{number}", "kettle") for number in range(300)]  # a block has 128
    assert opened(tmp_path / "index", *offers).find(Query("kettle"), KNOWN).total == 300


def test_a_searcher_is_made_for_each_call_and_closed() -> None:
    text = (SEARCH / "engine.py").read_text(encoding="utf-8")
    assert text.count(".searcher(") == text.count("with self._index.searcher() as") == 1


@pytest.mark.parametrize(
    "trap", ["groupedby", "Require", r"\.refresh\(", "sortable=", "qparser", "QueryParser", r"query\.Prefix", "stoplist"]
)
def test_what_fails_in_whoosh_is_not_used(trap: str) -> None:
    assert not [path.name for path in SEARCH.glob("*.py") if re.search(trap, path.read_text(encoding="utf-8"))]


def test_the_query_parser_for_people_falls_over_and_ours_does_not(tmp_path: Path) -> None:
    ours = opened(tmp_path / "index", make_offer("one", "a not cup"))
    parser = qparser.QueryParser("words_en", writing._schema())
    with index.open_dir(str(tmp_path / "index")).searcher() as searcher, pytest.raises((IndexError, ZeroDivisionError)):
        searcher.search(parser.parse("NOT NOT cup"))
    assert ours.find(Query("NOT NOT cup"), KNOWN).total == 1


def test_an_empty_filter_is_ignored_by_whoosh_and_means_nothing_is_left_here(tmp_path: Path) -> None:
    opened_index = opened(tmp_path / "index", make_offer("one", "kettle"))
    with index.open_dir(str(tmp_path / "index")).searcher() as searcher:
        assert len(searcher.search(query.Term("words_en", "kettle"), filter=set())) == 1
    found = opened_index.find(Query("kettle", filters={"category": frozenset(["unheard-of"])}), KNOWN)
    assert (found.total, found.hits) == (0, ())


def test_default_tokens_split_bengali_words_and_ours_do_not() -> None:
    split = [token.text for token in StandardAnalyzer(minsize=1, stoplist=None)("কর্তৃপক্ষ")]
    assert len(split) > 1
    assert [word.text for word in words("কর্তৃপক্ষ")] == ["কর্তৃপক্ষ"]


def test_the_usual_stop_words_leave_out_what_people_look_for(tmp_path: Path) -> None:
    assert not [token.text for token in StandardAnalyzer()("can you have this with us")]
    assert slugs(opened(tmp_path / "index", make_offer("one", "have you with")).find(Query("with you"), KNOWN)) == ["one"]


def test_a_short_beginning_is_not_looked_up() -> None:
    assert (matching.EXPANSIONS, matching.SHORTEST_PREFIX) == (4, 3)


def test_an_index_is_read_without_leaving_files_open(tmp_path: Path) -> None:
    before = set(Path("/proc/self/fd").iterdir())
    for number in range(5):
        found: SearchIndex = opened(tmp_path / f"{number}", make_offer("one", "child care"))
        assert found.find(Query('"child care"'), KNOWN).total == 1
    assert len(set(Path("/proc/self/fd").iterdir()) - before) <= 1


def test_the_index_keeps_only_what_all_versions_of_whoosh_know() -> None:
    kinds = {type(field) for _, field in writing._schema().items()}
    assert kinds == {fields.ID, fields.STORED, fields.TEXT}
