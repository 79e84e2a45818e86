"""Reads the pages about legal arrangements, and the site's own pages, with their translations."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from directory.content.documents import Document, Documents
from directory.content.entries import files
from directory.content.page_schema import ArrangementFile, ArrangementTranslationFile, PageFile, PageTranslationFile
from directory.content.translations import Spoken, Translations
from directory.models import ENGLISH, Arrangement, ArrangementText, Page, PageText, Question, Translation
from directory.problems import Problem, did_you_mean
from directory.rules import Values


def arrangements(
    documents: Documents,
    asked: Mapping[str, Question],
    spoken: Spoken,
    problems: Callable[[Document], Iterable[Problem]],
) -> dict[str, Arrangement]:
    """The legal arrangements, in their order."""
    known: dict[str, dict[str, Values]] = {}

    def checked(document: Document) -> Iterable[Problem]:
        answers = document.data.get("answers") if isinstance(document.data, dict) else None
        known[document.path] = _known_values(answers, asked, document, documents)
        return problems(document)

    def made(slug: str, file: ArrangementFile, document: Document) -> Arrangement:
        same = file.model_dump(include={"order", "legal_basis", "assured_date", "review_by"})
        return Arrangement(
            slug=slug,
            known=known[document.path],
            sources=tuple(source.source() for source in file.sources),
            texts={one.locale: one for one in (_arrangement_text(file, document), *in_others(slug, document))},
            **same,
        )

    def in_others(slug: str, english: Document) -> Iterator[ArrangementText]:
        for one in translations.of(slug, english):
            yield _arrangement_text(one.file, one.document, one.language, one.translation)

    translations = Translations(documents, "arrangements", ArrangementTranslationFile, spoken, problems)
    found = files(documents, "arrangements", ArrangementFile, made, checked)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


def _arrangement_text(
    file: ArrangementFile | ArrangementTranslationFile,
    document: Document,
    language: str = ENGLISH,
    translation: Translation | None = None,
) -> ArrangementText:
    names = {"title", "summary", "also_called", "parental_responsibility", "looked_after", "unsure"}
    return ArrangementText(
        locale=language,
        decides=file.decides.model_dump(),
        body=document.html,
        translation=translation,
        **file.model_dump(include=names),
    )


def _known_values(
    answers: Any, asked: Mapping[str, Question], document: Document, documents: Documents
) -> dict[str, Values]:
    """The answers of a content file as what is known: `fact: code`, or `fact: {one_of: [codes]}`."""
    known = {}

    def wrong(key: str, what: str, do: str) -> None:
        documents.problems.append(document.problem(f"answers.{key}", what, do))

    for key, raw in answers.items() if isinstance(answers, dict) else ():
        question = asked.get(key)
        codes = raw.get("one_of") if isinstance(raw, dict) and len(raw) == 1 else [raw]
        if question is None:
            if not documents.unread.has("questions.yaml", key):
                wrong(key, f'"{key}" is not in questions.yaml.', did_you_mean(key, asked, "See questions.yaml."))
        elif not isinstance(codes, list) or not codes or not all(isinstance(code, str) for code in codes):
            wrong(key, "This is no answer.", f"Write `{key}: code`, or `{key}: {{one_of: [code, code]}}`.")
        elif unknown := [code for code in codes if code not in question.fact.codes]:
            do = did_you_mean(unknown[0], question.fact.codes, "See questions.yaml.")
            wrong(key, f'"{unknown[0]}" is not a code of {key}.', do)
        else:
            known[key] = question.fact.having(codes)
    return known


def pages(documents: Documents, spoken: Spoken, problems: Callable[[Document], Iterable[Problem]]) -> dict[str, Page]:
    """The site's own pages."""
    translations = Translations(documents, "pages", PageTranslationFile, spoken, problems)

    def made(slug: str, file: PageFile, document: Document) -> Page:
        texts = {ENGLISH: PageText(ENGLISH, file.title, file.summary, document.html)}
        for one in translations.of(slug, document):
            words = (one.file.title, one.file.summary, one.document.html)
            texts[one.language] = PageText(one.language, *words, one.translation)
        return Page(slug, file.assured_date, texts)

    return files(documents, "pages", PageFile, made, problems)
