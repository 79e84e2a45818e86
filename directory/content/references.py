"""Reads what offers refer to: questions, named conditions, taxonomies, organizations, rates, languages, terms."""

from collections.abc import Iterator, Mapping

from directory.content.columns import ColumnReader
from directory.content.council_files import COUNCILS
from directory.content.documents import Document, Documents
from directory.content.entries import entries, files
from directory.content.faults import validated
from directory.content.markdown import safe_html
from directory.content.question_checks import question_faults
from directory.content.reference_schema import (
    AmountFile,
    ColumnFile,
    ConceptFile,
    ConditionFile,
    GlossaryTermFile,
    LanguageFile,
    LocalOfferPartFile,
    OrganizationFile,
    QuestionFile,
    RateFile,
    RecommendationFile,
    TaxonomyTermFile,
)
from directory.content.rule_checks import RuleChecks
from directory.content.rule_text import RuleReader
from directory.models import (
    ENGLISH,
    NATIONS,
    UNITED_KINGDOM,
    Also,
    Amount,
    Code,
    Column,
    Concept,
    Council,
    GlossaryTerm,
    Language,
    LocalOfferPart,
    NamedCondition,
    Organization,
    Question,
    Rate,
    Recommendation,
    TaxonomyTerm,
)
from directory.problems import Problem, did_you_mean

_HERE = "offers_data/"


def questions(documents: Documents) -> dict[str, Question]:
    """The questions, in the order of asking."""
    found: dict[str, Question] = {}
    for document, place, file in entries(documents, "questions.yaml", QuestionFile, "key"):
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
    found = entries(documents, "taxonomies/categories.yaml", TaxonomyTermFile, "slug")
    return {file.slug: TaxonomyTerm(file.slug, file.name, file.description, file.local_offer) for _, _, file in found}


def recommendations(documents: Documents) -> dict[str, Recommendation]:
    """The six of the Practice Guide."""
    found = entries(documents, "taxonomies/recommendations.yaml", RecommendationFile, "code")
    return {file.code: Recommendation(file.code, file.name, file.evidence, file.improves) for _, _, file in found}


def terms(documents: Documents) -> dict[str, tuple[Concept, ...]]:
    """The thesaurus of each language that has one."""
    return {
        language: tuple(
            Concept((file.concept, *file.words), file.find)
            for _, _, file in entries(documents, f"terms/{language}.yaml", ConceptFile, "concept")
        )
        for language in documents.names("terms", ".yaml")
    }


def languages(documents: Documents) -> dict[str, Language]:
    """The languages of the site, English first."""
    found = {file.code: _language(file) for _, _, file in entries(documents, "languages.yaml", LanguageFile, "code")}
    if found and next(iter(found)) != ENGLISH and (document := documents.one("languages.yaml")):
        documents.problems.append(document.problem("[0].code", "English is not the first language.", "Put it first."))
    return found


def _language(file: LanguageFile) -> Language:
    locale = file.babel_locale()
    assert locale is not None
    tag = f"{file.code}-{locale.script}" if locale.script else file.code
    return Language(file.code, file.name, str(locale), tag, str(locale.text_direction))


def glossary(documents: Documents) -> dict[str, tuple[GlossaryTerm, ...]]:
    """What legal terms are called, by language."""
    return {
        language: tuple(
            GlossaryTerm(**file.model_dump())
            for _, _, file in entries(documents, f"glossary/{language}.yaml", GlossaryTermFile, "term")
        )
        for language in documents.names("glossary", ".yaml")
    }


def local_offer(documents: Documents) -> dict[str, LocalOfferPart]:
    """What a kinship local offer must or should contain."""
    found = entries(documents, "taxonomies/local_offer.yaml", LocalOfferPartFile, "slug")
    return {file.slug: LocalOfferPart(**file.model_dump()) for _, _, file in found}


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

    return files(documents, "organizations", OrganizationFile, made, problems)


def rates(documents: Documents) -> dict[str, Rate]:
    """The tables of amounts. Two rows of one name must not hold on the same day."""

    def made(slug: str, file: RateFile, document: Document) -> Rate:
        documents.problems.extend(_overlaps(file, document))
        return Rate(slug, file.title, file.source, file.seen, tuple(_amount(amount) for amount in file.amounts))

    return files(documents, "rates", RateFile, made)


def _amount(file: AmountFile) -> Amount:
    return Amount(file.name, file.pounds, file.per, file.from_, file.until, file.about, file.note)


def _overlaps(file: RateFile, document: Document) -> Iterator[Problem]:
    """A problem for each row of rates that holds on a day on which a row of the same name holds already."""
    for n, row in enumerate(file.amounts):
        for other in file.amounts[:n]:
            if row.name == other.name and row.from_ <= other.until and other.from_ <= row.until:
                what = f'"{row.name}" has two amounts on {max(row.from_, other.from_)}.'
                yield document.problem(f"amounts[{n}]", what, "Correct from or until.")


def columns(documents: Documents, asked: Mapping[str, Question], named: Mapping[str, NamedCondition]) -> dict[str, Column]:
    """The legal arrangements that are set side by side, in their order."""
    reader = ColumnReader(asked, named, documents.unread)
    for document, place, file in entries(documents, "compare.yaml", ColumnFile, "column"):
        faults = reader.faults(file)
        documents.problems.extend(document.problem(f"{place}.{field}", what, do) for field, what, do in faults)
    return reader.found
