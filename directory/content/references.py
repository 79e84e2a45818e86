"""Reads everything but the offers: questions, named conditions, taxonomies, organizations, rates, places, pages."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from directory.content.documents import Document, Documents
from directory.content.faults import Record, validated
from directory.content.markdown import safe_html
from directory.content.question_checks import question_faults
from directory.content.rule_checks import RuleChecks
from directory.content.rule_text import RuleReader
from directory.content.schema import (
    AmountFile,
    ArrangementFile,
    ConceptFile,
    ConditionFile,
    LocalOfferPartFile,
    OrganizationFile,
    PageFile,
    QuestionFile,
    RateFile,
    RecommendationFile,
    TaxonomyTermFile,
)
from directory.models import (
    NATIONS,
    UNITED_KINGDOM,
    Also,
    Amount,
    Arrangement,
    Code,
    Concept,
    Council,
    LocalOfferPart,
    NamedCondition,
    Organization,
    Page,
    Question,
    Rate,
    Recommendation,
    Sector,
    TaxonomyTerm,
)
from directory.problems import Problem, did_you_mean
from directory.rules import Values

Made = TypeVar("Made")
COUNCILS = "places/councils.csv"
_HERE = "offers_data/"
_ENDINGS = {"organizations": ".yaml", "rates": ".yaml", "arrangements": ".md", "pages": ".md"}


def questions(documents: Documents) -> dict[str, Question]:
    """The questions, in the order of asking."""
    found: dict[str, Question] = {}
    for document, place, file in _entries(documents, "questions.yaml", QuestionFile, "key"):
        faults = list(question_faults(file, found))
        documents.problems.extend(document.problem(f"{place}.{field}", what, do) for field, what, do in faults)
        if faults:
            documents.unread.add("questions.yaml", [file.key])
        else:
            found[file.key] = _question(file)
    return found


def _question(file: QuestionFile) -> Question:
    """The record of an entry: its codes with their words, its help as HTML."""
    same = file.model_dump(include={"key", "scope", "ask", "short", "why", "hint", "legal", "fixed"})
    return Question(
        kind=file.type,
        not_sure=safe_html(file.not_sure),
        codes={key: Code(code.label, code.is_, code.is_not) for key, code in file.codes.items()},
        also=tuple(Also(also.label, also.is_, also.one_of) for also in file.also),
        only_if=file.only_if,
        ages=(file.from_, file.to),
        **same,
    )


def conditions(documents: Documents, asked: Mapping[str, Question]) -> dict[str, NamedCondition]:
    """The named conditions. One may use those above it."""
    found: dict[str, NamedCondition] = {}
    document = documents.one("conditions.yaml")
    if document is None:
        return found
    if not isinstance(document.data, dict):
        do = "Write each condition as `name:` with its fields below it."
        documents.problems.append(document.problem("", "This file is not a set of conditions.", do))
        documents.unread.add_all("conditions.yaml")
        return found
    checks = RuleChecks(asked)
    for name, data in document.data.items():
        file = validated(ConditionFile, document, data, name, documents.problems)
        raw = data.get("eligibility") if isinstance(data, dict) else None
        reader = RuleReader(asked, found, document, documents.problems, documents.unread)
        rule = None if raw is None else reader.checked(raw, f"{name}.eligibility", checks)
        if file and rule:
            found[name] = NamedCondition(name, file.title, rule, file.legal_basis)
        else:
            documents.unread.add("conditions.yaml", [name])
    return found


def categories(documents: Documents) -> dict[str, TaxonomyTerm]:
    """What offers are about."""
    entries = _entries(documents, "taxonomies/categories.yaml", TaxonomyTermFile, "slug")
    return {file.slug: TaxonomyTerm(file.slug, file.name, file.description, file.local_offer) for _, _, file in entries}


def recommendations(documents: Documents) -> dict[str, Recommendation]:
    """The six of the Practice Guide."""
    entries = _entries(documents, "taxonomies/recommendations.yaml", RecommendationFile, "code")
    return {file.code: Recommendation(file.code, file.name, file.evidence, file.improves) for _, _, file in entries}


def terms(documents: Documents) -> dict[str, tuple[Concept, ...]]:
    """The thesaurus of each language that has one."""
    return {
        language: tuple(
            Concept((file.concept, *file.words), file.find)
            for _, _, file in _entries(documents, f"terms/{language}.yaml", ConceptFile, "concept")
        )
        for language in documents.names("terms", ".yaml")
    }


def local_offer(documents: Documents) -> dict[str, LocalOfferPart]:
    """What a kinship local offer must or should contain."""
    entries = _entries(documents, "taxonomies/local_offer.yaml", LocalOfferPartFile, "slug")
    return {file.slug: LocalOfferPart(**file.model_dump()) for _, _, file in entries}


def organizations(documents: Documents, councils: Mapping[str, Council]) -> dict[str, Organization]:
    """Who gives offers."""
    areas = {**NATIONS, **councils, UNITED_KINGDOM: ""}

    def problems(document: Document) -> Iterator[Problem]:
        area = document.data.get("area") if isinstance(document.data, dict) else None
        if area and isinstance(area, str) and area not in areas and not documents.unread.has(COUNCILS, area):
            do = did_you_mean(area, areas, f"Use a name that is in {_HERE}{COUNCILS}, or england.")
            yield document.problem("area", f'"{area}" is not in {_HERE}{COUNCILS}.', do)

    def made(slug: str, file: OrganizationFile, _: Document) -> Organization:
        return Organization(slug, **file.model_dump())

    return _files(documents, "organizations", OrganizationFile, made, problems)


def rates(documents: Documents) -> dict[str, Rate]:
    """The tables of amounts. Two rows of one name must not hold on the same day."""

    def made(slug: str, file: RateFile, document: Document) -> Rate:
        documents.problems.extend(_overlaps(file, document))
        return Rate(slug, file.title, file.source, file.seen, tuple(_amount(amount) for amount in file.amounts))

    return _files(documents, "rates", RateFile, made)


def _amount(file: AmountFile) -> Amount:
    return Amount(file.name, file.pounds, file.per, file.from_, file.until, file.about, file.note)


def _overlaps(file: RateFile, document: Document) -> Iterator[Problem]:
    """A problem for each row of rates that holds on a day on which a row of the same name holds already."""
    for n, row in enumerate(file.amounts):
        for other in file.amounts[:n]:
            if row.name == other.name and row.from_ <= other.until and other.from_ <= row.until:
                what = f'"{row.name}" has two amounts on {max(row.from_, other.from_)}.'
                yield document.problem(f"amounts[{n}]", what, "Correct from or until.")


def arrangements(
    documents: Documents, asked: Mapping[str, Question], problems: Callable[[Document], Iterable[Problem]]
) -> dict[str, Arrangement]:
    """The legal arrangements, in their order."""
    known: dict[str, dict[str, Values]] = {}

    def checked(document: Document) -> Iterable[Problem]:
        answers = document.data.get("answers") if isinstance(document.data, dict) else None
        known[document.path] = _known_values(answers, asked, document, documents)
        return problems(document)

    def made(slug: str, file: ArrangementFile, document: Document) -> Arrangement:
        fields = file.model_dump(exclude={"answers", "sources", "confidence", "decides"})
        return Arrangement(
            slug=slug,
            known=known[document.path],
            sources=tuple(source.source() for source in file.sources),
            decides=file.decides.model_dump(),
            body=document.html,
            **fields,
        )

    found = _files(documents, "arrangements", ArrangementFile, made, checked)
    return dict(sorted(found.items(), key=lambda item: item[1].order))


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


def pages(documents: Documents, problems: Callable[[Document], Iterable[Problem]]) -> dict[str, Page]:
    """The site's own pages."""

    def made(slug: str, file: PageFile, document: Document) -> Page:
        return Page(slug, file.title, file.summary, file.assured_date, document.html)

    return _files(documents, "pages", PageFile, made, problems)


def councils(documents: Documents) -> dict[str, Council]:
    """The councils, from a file that `kinship-offer places` makes."""

    def made(row: Mapping[str, str]) -> Council:
        words = {key: row[key] for key in ("slug", "name", "official_name", "kind", "region", "gss_code")}
        return Council(**words, latitude=_degrees(row["latitude"]), longitude=_degrees(row["longitude"]))

    return {council.slug: council for council in _rows(documents, COUNCILS, made)}


def sectors(documents: Documents) -> dict[str, Sector]:
    """The postcode sectors, from a file that `kinship-offer places` makes."""

    def made(row: Mapping[str, str]) -> Sector:
        return Sector(row["sector"], _degrees(row["latitude"]), _degrees(row["longitude"]), tuple(row["councils"].split()))

    return {sector.name: sector for sector in _rows(documents, "places/postcode_sectors.csv", made)}


def _degrees(text: str) -> float:
    if not -180 <= (degrees := float(text)) <= 180:
        raise ValueError(text)
    return degrees


def _rows(documents: Documents, name: str, make: Callable[[Mapping[str, str]], Made]) -> Iterator[Made]:
    """What the rows of a file of places are. A row that is none, and a file that is not there, is told."""
    path = documents.folder / name
    do = "Make the file anew with `kinship-offer places`."
    if not path.is_file():
        documents.problems.append(Problem(documents.shown(path), 1, "", "This file is missing.", do))
    text = documents.text(path) if path.is_file() else None
    if text is None:
        documents.unread.add_all(name)
        return
    reader = csv.DictReader(text.splitlines(), restval="")
    try:
        for row in reader:
            yield make(row)
    except (KeyError, ValueError, csv.Error) as error:
        missing = isinstance(error, KeyError)
        what = f'The column "{error.args[0]}" is missing.' if missing else "A number in this row is none, or too large."
        line = 1 if missing else reader.line_num
        documents.problems.append(Problem(documents.shown(path), line, "", what, do))
        documents.unread.add_all(name)


def _entries(documents: Documents, name: str, schema: type[Record], key: str) -> Iterator[tuple[Document, str, Record]]:
    """The entries of a file that is a list, each with its place. No two may have the same `key`."""
    document = documents.one(name)
    if document is None:
        return
    entries = document.data if isinstance(document.data, list) else []
    if not entries:
        documents.problems.append(document.problem("", "This file is not a list of entries.", 'Start each with "- ".'))
        documents.unread.add_all(name)
    first: dict[str, int] = {}
    for n, entry in enumerate(entries):
        given = entry.get(key) if isinstance(entry, dict) else None
        file = validated(schema, document, entry, f"[{n}]", documents.problems)
        if isinstance(given, str) and given in first:
            what = f'"{given}" stands twice; first in line {first[given]}.'
            documents.problems.append(document.problem(f"[{n}].{key}", what, "Keep one of them."))
        elif file:
            yield document, f"[{n}]", file
        elif isinstance(given, str):
            documents.unread.add(name, [given])
        if isinstance(given, str):
            first.setdefault(given, document.line(f"[{n}].{key}"))


def _files(
    documents: Documents,
    folder: str,
    schema: type[Record],
    make: Callable[[str, Record, Document], Made],
    problems: Callable[[Document], Iterable[Problem]] = lambda _: (),
) -> dict[str, Made]:
    """The files of a folder, by the name of the file. `problems` are those that a page has beside its fields."""
    found: dict[str, Made] = {}
    for slug, document in documents.named(folder, _ENDINGS[folder]).items():
        file = validated(schema, document, document.data, "", documents.problems)
        documents.problems.extend(problems(document))
        if file:
            found[slug] = make(slug, file, document)
        else:
            documents.unread.add(folder, [slug])
    return found
