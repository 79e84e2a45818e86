"""Reads the offers, and checks each against everything that it refers to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from directory.content.documents import SLUG, Document, Documents
from directory.content.faults import validated
from directory.content.offer_schema import OfferFile
from directory.content.page_checks import page_problems
from directory.content.page_schema import OfferTranslationFile
from directory.content.phone_checks import phone_problems
from directory.content.rule_checks import RuleChecks
from directory.content.rule_text import RuleReader
from directory.content.translations import Spoken, Translated, Translations
from directory.models import (
    ENGLISH,
    NATIONS,
    Council,
    NamedCondition,
    Offer,
    Organization,
    Question,
    Rate,
    Recommendation,
    StrengthIf,
    TaxonomyTerm,
    Text,
    short_id,
)
from directory.problems import Problem, did_you_mean, errors
from directory.rules import Condition

_OF_KIND = {
    "entitlement": ("who_decides", "Add a sentence: who decides, and how."),
    "service": ("service", "Add how people get it: delivery, phones, url and so on."),
}


@dataclass(frozen=True, slots=True)
class Referred:
    """What an offer may refer to."""

    questions: Mapping[str, Question]
    conditions: Mapping[str, NamedCondition]
    categories: Mapping[str, TaxonomyTerm]
    recommendations: Mapping[str, Recommendation]
    organizations: Mapping[str, Organization]
    rates: Mapping[str, Rate]
    councils: Mapping[str, Council]
    addresses: frozenset[str]
    spoken: Spoken


def offers(documents: Documents, referred: Referred, today: date) -> dict[str, Offer]:
    """Every offer that has no fault, by slug. The faults of the others are among the problems of the documents."""
    checks = RuleChecks(referred.questions)
    read = documents.named("offers", ".md")
    documents.problems.extend(_taken_aliases(read))
    documents.problems.extend(_equal_short_ids(read))
    problems = partial(page_problems, addresses=referred.addresses, today=today)
    translations = Translations(documents, "offers", OfferTranslationFile, referred.spoken, problems)
    found = {}
    for slug, document in read.items():
        if offer := _Reading(document, documents, referred, checks, today).offer(slug):
            others = {one.language: _text(one) for one in translations.of(slug, document)}
            found[slug] = replace(offer, texts={**offer.texts, **others})
    return found


def _text(translated: Translated[OfferTranslationFile]) -> Text:
    """The words of a translation. What it leaves out is empty: the English is shown there."""
    file = translated.file
    return Text(
        locale=translated.language,
        title=file.title,
        summary=file.summary,
        who_decides=file.who_decides or "",
        next_step=file.next_step or "",
        not_checked=file.not_checked or (),
        unsure=file.unsure or (),
        body=translated.document.html,
        translation=translated.translation,
    )


def _taken_aliases(read: Mapping[str, Document]) -> Iterator[Problem]:
    taken = {slug: document.path for slug, document in read.items()}
    for document in read.values():
        for n, alias in _texts(document, "aliases"):
            if not SLUG.fullmatch(alias):
                do = "Write it with small letters, digits and single hyphens, like child-benefit."
                yield document.problem(f"aliases[{n}]", f'"{alias}" is no slug.', do)
            if alias in taken:
                what = f'The slug "{alias}" is taken by {taken[alias]}.'
                yield document.problem(f"aliases[{n}]", what, "Take the alias out.")
            taken.setdefault(alias, document.path)


def _equal_short_ids(read: Mapping[str, Document]) -> Iterator[Problem]:
    """Two offers with one short name: a printed list would lead to the wrong one."""
    taken: dict[str, str] = {}
    for slug, document in read.items():
        for name in (slug, *dict.fromkeys(alias for _, alias in _texts(document, "aliases"))):
            if taken.setdefault(short_id(name), name) != name:
                what = f'The slug "{name}" has the same short name in lists as "{taken[short_id(name)]}".'
                yield document.problem("", what, "Give the newer offer another slug.")


def _texts(document: Document, field: str) -> list[tuple[int, str]]:
    """The texts of a field that is a list, as far as it is one, with their places."""
    found = document.data.get(field) if isinstance(document.data, dict) else None
    return [(n, text) for n, text in enumerate(found if isinstance(found, list) else []) if isinstance(text, str)]


class _Reading:
    """One offer being read. Every fault goes to the problems of the documents.

    What refers to other files is checked in the file as written, so that one fault does not hide another.
    """

    def __init__(
        self, document: Document, documents: Documents, referred: Referred, checks: RuleChecks, today: date
    ) -> None:
        self.document, self.problems, self.unread = document, documents.problems, documents.unread
        self.referred, self.checks, self.today = referred, checks, today
        self.rules = RuleReader(referred.questions, referred.conditions, document, self.problems, self.unread)

    def offer(self, slug: str) -> Offer | None:
        before = len(self.problems)
        file = validated(OfferFile, self.document, self.document.data, "", self.problems)
        self.problems.extend(page_problems(self.document, self.referred.addresses, self.today))
        self.problems.extend(phone_problems(self.document, self.referred.organizations))
        self.references()
        self.amounts()
        written = self.document.data if isinstance(self.document.data, dict) else {}
        self.fields_of_kind(written)
        condition = self.rule(written.get("eligibility"), "eligibility")
        parts = written.get("strength_if") if isinstance(written.get("strength_if"), list) else []
        stronger = [
            self.rule(part.get("eligibility"), f"strength_if[{n}].eligibility")
            for n, part in enumerate(parts or [])
            if isinstance(part, dict)
        ]
        if file is None or condition is None or None in stronger or errors(self.problems[before:]):
            return None
        return self.made(slug, file, condition, [rule for rule in stronger if rule])

    def fields_of_kind(self, written: Mapping[str, Any]) -> None:
        field, do = _OF_KIND.get(str(written.get("kind")), ("kind", ""))
        if field not in written and "kind" in written:
            self.problems.append(self.document.problem(field, "This field is missing.", do))

    def made(self, slug: str, file: OfferFile, condition: Condition, stronger: list[Condition]) -> Offer:
        words = file.model_dump(include={"title", "summary", "who_decides", "next_step", "not_checked", "unsure", "words"})
        same = file.model_dump(exclude={*words, "eligibility", "strength_if", "sources", "service"})
        return Offer(
            slug=slug,
            eligibility=condition,
            strength_if=tuple(
                StrengthIf(part.strength, rule) for part, rule in zip(file.strength_if, stronger, strict=True)
            ),
            sources=tuple(source.source() for source in file.sources),
            texts={ENGLISH: Text(ENGLISH, body=self.document.html, **words)},
            service=file.service.service() if file.service else None,
            **same,
        )

    def rule(self, raw: Any, field: str) -> Condition | None:
        return None if raw is None else self.rules.checked(raw, field, self.checks)

    def references(self) -> None:
        refer = self.referred
        organization = self.document.data.get("organization") if isinstance(self.document.data, dict) else None
        if isinstance(organization, str):
            self.known("organization", organization, refer.organizations, "organizations")
        for field, right, where in (
            ("areas", {**NATIONS, **refer.councils}, "places/councils.csv"),
            ("categories", refer.categories, "taxonomies/categories.yaml"),
            ("rates", refer.rates, "rates"),
            ("recommendations", refer.recommendations, "taxonomies/recommendations.yaml"),
            ("recommendations_partial", refer.recommendations, "taxonomies/recommendations.yaml"),
        ):
            for n, word in _texts(self.document, field):
                self.known(f"{field}[{n}]", word, right, where)

    def known(self, field: str, word: str, right: Mapping[str, object], where: str) -> None:
        if word not in right and not self.unread.has(where, word):
            shown = f"offers_data/{where}" if "." in where else f"offers_data/{where}/"
            what, do = f'"{word}" is not in {shown}.', did_you_mean(word, right, f"Use a name that is in {shown}.")
            self.problems.append(self.document.problem(field, what, do))

    def amounts(self) -> None:
        for n, name in _texts(self.document, "rates"):
            rate = self.referred.rates.get(name)
            if rate and not rate.on(self.today):
                what = f'"{name}" has no amount for {self.today}.'
                do = "No figure is shown. Add the amounts of this year."
                self.problems.append(self.document.problem(f"rates[{n}]", what, do, warning=True))
