"""Reads the translations of pages, `<slug>.<language>.md` beside `<slug>.md`, and says which may be out of date."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from directory.content.documents import Document, Documents
from directory.content.faults import validated
from directory.content.page_schema import TranslationFile
from directory.content.translation_checks import translation_problems
from directory.models import ENGLISH, GlossaryTerm, Language, Translation
from directory.problems import Problem, did_you_mean

File = TypeVar("File", bound=TranslationFile)
NOBODY = "nobody"
_MARK = 12  # hexadecimal digits: enough to notice any change of one file


@dataclass(frozen=True, slots=True)
class Spoken:
    """What translations are checked with: the languages of the site, and the glossary of each."""

    languages: Mapping[str, Language]
    glossary: Mapping[str, tuple[GlossaryTerm, ...]]


@dataclass(frozen=True, slots=True)
class Translated(Generic[File]):
    """One translation without a fault."""

    language: str
    file: File
    document: Document
    translation: Translation


class Translations(Generic[File]):
    """The translations of the pages of one folder. Faults go to the problems of the documents."""

    def __init__(
        self,
        documents: Documents,
        under: str,
        schema: type[File],
        spoken: Spoken,
        text_problems: Callable[[Document], Iterable[Problem]],
    ) -> None:
        self.documents, self.schema, self.spoken, self.text_problems = documents, schema, spoken, text_problems
        self._of: dict[str, list[tuple[str, Document]]] = {}
        slugs = documents.names(under, ".md")
        for slug, language, document in documents.translations(under):
            documents.problems.extend(self._name_problems(slug, language, document, slugs))
            self._of.setdefault(slug, []).append((language, document))

    def _name_problems(self, slug: str, language: str, document: Document, slugs: frozenset[str]) -> Iterator[Problem]:
        if slug not in slugs:
            do = did_you_mean(slug, slugs, "Name it after the English file.")
            yield document.problem("", f'There is no English file "{slug}.md".', do, line=1)
        if language not in self.spoken.languages or language == ENGLISH:
            do = "Add the language there, or correct the name of this file."
            yield document.problem("", f'"{language}" is not a language to translate to in languages.yaml.', do, line=1)

    def of(self, slug: str, english: Document) -> Iterator[Translated[File]]:
        """The translations of a page that have no fault."""
        for language, document in self._of.get(slug, ()):
            file = validated(self.schema, document, document.data, "", self.documents.problems)
            if file and language in self.spoken.languages:
                self.documents.problems.extend(self._problems(language, document, english))
                yield Translated(language, file, document, self._trust(file, document, english))

    def _problems(self, language: str, document: Document, english: Document) -> Iterator[Problem]:
        if document.body.strip():
            yield from self.text_problems(document)
        yield from translation_problems(document, english, self.spoken.glossary.get(language, ()))

    def _trust(self, file: File, document: Document, english: Document) -> Translation:
        mark = mark_of(english, document)
        if stale := file.english != mark:
            what, do = "The English has changed since, or was never compared.", f"Compare, then write `english: {mark}`."
            self.documents.problems.append(document.problem("english", what, do, warning=True))
        return Translation("" if file.checked_by == NOBODY else file.checked_by, stale)


def mark_of(english: Document, translation: Document) -> str:
    """The mark of those English words that a translation translates: another one as soon as one of them changes."""
    names = set(translation.data) - {"english", "checked_by"} if isinstance(translation.data, dict) else ()
    return mark(english, names, body=bool(translation.body.strip()))


def mark(english: Document, names: Iterable[str], *, body: bool) -> str:
    """The mark of some fields of an English page, and of the text below them."""
    words = {name: english.data.get(name) for name in sorted(names)} if isinstance(english.data, dict) else {}
    text = " ".join(english.body.split()) if body else ""
    return hashlib.sha256(json.dumps([words, text], sort_keys=True).encode()).hexdigest()[:_MARK]
