"""Write a search index: a Whoosh index in which only what has changed since the last one is indexed again."""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, STORED, TEXT, Schema
from whoosh.index import Index, create_in, open_dir

from directory.models import Catalogue
from directory.search.analysis import LANGUAGES, keys, words
from directory.search.documents import BETWEEN, FORM, WEIGHTS, documents, fingerprint

OPEN_TO = "open_to.json"
_GAP = 100  # words between two parts, so that no phrase reaches from one into the next
_USUAL_TITLE = 5  # words
_MANY = 0.2  # of the index, left over from old offers: write all of it anew


class Words(Analyzer):  # type: ignore[misc]
    """The words of a document in one language, as Whoosh takes them. Kept in the index, which is a pickle."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        """The same Token again and again, as Whoosh wants it."""
        token, first = Token(positions=True, boosts=True), 0
        for number, part in enumerate(value.split(BETWEEN)):
            found, last = list(words(part)), 0
            token.boost = _title_weight(len(found)) if number == 0 else WEIGHTS[number]
            for word in found:
                last = word.position
                token.pos = first + word.position
                for key in _indexed(word.text, word.sign, self.language):
                    token.text = key
                    yield token
            first += last + _GAP


def _title_weight(length: int) -> float:
    """A word is more of a short title than of a long one: "Child Benefit" is about child benefit before all else."""
    return min(max(WEIGHTS[0] * _USUAL_TITLE / max(length, 1), WEIGHTS[1]), 2 * WEIGHTS[0])


def _indexed(word: str, sign: bool, language: str) -> tuple[str, ...]:
    """A pair of Han signs is found by its first sign too."""
    return (word, word[0]) if sign and len(word) > 1 else keys(word, language)


def field_of(language: str) -> str:
    """The field of the index that holds a language."""
    return f"words_{language}"


def write_index(
    catalogue: Catalogue,
    folder: Path,
    before: Path | None = None,
    open_to: Mapping[str, frozenset[str]] | None = None,
) -> None:
    """Write an index of all offers into a new folder.

    `before` is the folder of the last index, which is only read: what has not changed is taken from there. `open_to`:
    for each entitlement, by slug, the arrangements to which its rule does not say no (codes of `ARRANGEMENTS_STATED`).
    One that is not in it is open to all.
    """
    if before is None or not _written_from(before, folder, catalogue):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _update(create_in(str(folder), _schema()), catalogue)
    listed = {slug: sorted(codes) for slug, codes in (open_to or {}).items()}
    (folder / OPEN_TO).write_text(json.dumps({"form": FORM, "open_to": listed}), encoding="utf-8")


def _schema() -> Schema:
    return Schema(
        slug=ID(unique=True, stored=True),
        fingerprint=STORED,
        **{field_of(language): TEXT(analyzer=Words(language), phrase=True) for language in LANGUAGES},
    )


def _written_from(before: Path, folder: Path, catalogue: Catalogue) -> bool:
    """Write an index from a copy of the last one. False where that is damaged, or of another form."""
    try:
        if json.loads((before / OPEN_TO).read_text(encoding="utf-8"))["form"] != FORM:
            return False
        shutil.copytree(before, folder, ignore=shutil.ignore_patterns("*LOCK*"))
        index = open_dir(str(folder))
        if set(index.schema.names()) != set(_schema().names()):
            return False
        _update(index, catalogue)
    except Exception:  # a damaged pickle can raise anything, and a full disk is met again when all is written anew
        return False
    return True


def _update(index: Index, catalogue: Catalogue) -> None:
    with index.reader() as reader:
        known = {stored["slug"]: stored["fingerprint"] for stored in reader.all_stored_fields()}
    now = {slug: documents(catalogue, offer) for slug, offer in catalogue.offers.items()}
    prints = {slug: fingerprint(document) for slug, document in now.items()}
    changed = [slug for slug in now if known.get(slug) != prints[slug]]
    gone = [slug for slug in known if slug not in now]
    if changed or gone:
        _write(
            index,
            {slug: (prints[slug], now[slug]) for slug in changed},
            [slug for slug in (*changed, *gone) if slug in known],
        )


def _write(index: Index, changed: Mapping[str, tuple[str, Mapping[str, str]]], outdated: list[str]) -> None:
    writer = index.writer(limitmb=64)
    for slug in outdated:
        writer.delete_by_term("slug", slug)
    for slug, (mark, document) in changed.items():
        fields = {field_of(language): text for language, text in document.items()}
        writer.add_document(slug=slug, fingerprint=mark, **fields)
    left_over = index.doc_count_all() - index.doc_count() + len(outdated)
    writer.commit(optimize=left_over > _MANY * index.doc_count_all())
