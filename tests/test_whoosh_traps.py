"""What Whoosh gets wrong, as measured: each trap shown, so that we notice when it goes, and how we stay out of it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import whoosh
from whoosh import fields, index, qparser, query
from whoosh.analysis import StandardAnalyzer

from directory.search import Query, SearchIndex, engine, matching, reading, writing
from directory.search.analysis import keys, words
from directory.search.reading import read_postings
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


def test_the_version_that_was_asked_for_is_the_one_that_is_tried() -> None:
    """`make test-whoosh` asks for 2.7.4."""
    assert whoosh.versionstring() == os.environ.get("WHOOSH", "2.7.5")


def test_the_private_methods_read_what_whoosh_says_in_public(updated: Any) -> None:
    reader = updated.reader()
    assert len(reader.leaf_readers()) > 1 and reader.has_deletions()
    rows = np.arange(reader.doc_count_all(), dtype=np.int32)
    rows[[number for number in rows if reader.is_deleted(number)]] = -1
    for language in ("en", "pl"):
        field = field_of(language)
        ours = read_postings(reader, field, language, rows, reader.doc_count_all())
        public: dict[str, list[Any]] = {}
        for word in reader.lexicon(field):
            matcher = updated.postings(field, word)
            if matcher.is_active():  # else all that had it was deleted
                having = [(number, at) for number, value in matcher.items_as("positions") for at in value]
                public.setdefault(keys(word.decode(), language)[0], []).extend(having)
        assert set(ours.lexicon) == set(public)
        for word, having in public.items():
            assert ours.of(word)[0].tolist() == sorted({number for number, _ in having}), word
            assert ours.places_of(word).tolist() == sorted(ours.bases[number] + at for number, at in having), word


def test_blocks_hold_the_weights_that_whoosh_says(updated: Any) -> None:
    leaf, _ = updated.reader().leaf_readers()[0]
    field = field_of("en")
    for key in (b"kettle", b"cup", b"summary"):
        ours = [pair for ids, weights, _ in reading._blocks(leaf, field, key) for pair in zip(ids, weights, strict=True)]
        matcher, public = leaf.postings(field, key), []
        while matcher.is_active():
            public.append((matcher.id(), matcher.weight()))
            matcher.next()
        assert [pair for pair in ours if not leaf.is_deleted(pair[0])] == public


def test_postings_of_more_than_one_block_are_read_whole(tmp_path: Path) -> None:
    offers = [make_offer(f"o{number}", "kettle") for number in range(300)]  # a block has 128
    assert opened(tmp_path / "index", *offers).find(Query("kettle"), KNOWN).total == 300


def test_whoosh_is_not_asked_while_serving() -> None:
    """Threads that share one of its searchers read what is corrupt: here is none, and only what writes imports Whoosh."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in SEARCH.glob("*.py")}
    assert not [name for name, text in texts.items() if ".searcher(" in text]
    assert {name for name, text in texts.items() if "from whoosh" in text or "import whoosh" in text} == {
        "standing.py",
        "writing.py",
    }


def test_serving_opens_no_pickle(tmp_path: Path) -> None:
    """The schema of Whoosh is one. Nothing of Whoosh is needed to serve."""
    catalogue = make_catalogue(make_offer("one", "Child care"))
    write_index(catalogue, tmp_path / "index")
    for path in (tmp_path / "index").iterdir():
        if path.suffix in (".seg", ".toc"):
            path.unlink()
    assert SearchIndex(tmp_path / "index", catalogue, {}).find(Query('"child care"'), KNOWN).total == 1


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
