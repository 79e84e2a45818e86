"""The parts of a hand-out: each offer of a list, drawn in one language or in two, side by side."""

from dataclasses import dataclass

from flask import current_app
from markupsafe import Markup

from directory.models import ENGLISH, Language, Offer
from directory.web import answers
from directory.web.languages import speaking
from directory.web.pack_list import Pack, like, offer_of
from directory.web.results import Result, result, together
from directory.web.service_words import days_words
from directory.web.site import the_site, today
from directory.web.texts import first_to_say

A_SIDE = 3  # offers on one side of a sheet of paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """One offer of a hand-out: its words in each language, and the note. `offer` is None for one that is gone."""

    short: str
    offer: Offer | None
    columns: tuple[tuple[Language, Markup], ...]
    note: str


@dataclass(frozen=True, slots=True)
class HandOut:
    """A whole hand-out: the offers, three a side, its foot in each language, and what the square is for."""

    sides: tuple[tuple[Sheet, ...], ...]
    feet: tuple[tuple[Language, Markup], ...]
    scans: tuple[tuple[Language, Markup], ...]


def languages_of(pack: Pack) -> list[Language]:
    """English, and the family's language where that is another one that is served."""
    return [one for code, one in the_site().catalogue.languages.items() if code in (ENGLISH, pack.language)]


def hand_out(pack: Pack) -> HandOut:
    """The list as it is handed over."""
    drawn = [(language, *_drawn(pack, language)) for language in languages_of(pack)]
    sheets = [
        Sheet(short, offer_of(short), tuple((one, cards[n]) for one, _, cards in drawn), pack.notes.get(short, ""))
        for n, short in enumerate(pack.ids)
    ]
    return HandOut(
        sides=tuple(tuple(sheets[n : n + A_SIDE]) for n in range(0, len(sheets), A_SIDE)),
        feet=tuple((language, furniture["foot"]) for language, furniture, _ in drawn),
        scans=tuple((language, furniture["scan"]) for language, furniture, _ in drawn),
    )


def _drawn(pack: Pack, language: Language) -> tuple[dict[str, Markup], list[Markup]]:
    """What stands around the offers, by name, and the offers, in one language."""
    with speaking(language):
        known = {"household": answers.household(), "numbers": answers.numbers(), "today": today(), "days_words": days_words}
        current_app.update_template_context(known)
        parts = current_app.jinja_env.get_template("_sheet.html").make_module(known)
        results = _reasons(pack) if pack.why else {}
        cards = [_card(parts, short, results, language.code, pack.ids) for short in pack.ids]
        return {name: getattr(parts, name)() for name in ("foot", "scan")}, cards


def _card(parts: object, short: str, results: dict[str, list[Result]], locale: str, ids: tuple[str, ...]) -> Markup:
    offer = offer_of(short)
    if offer is None:
        gone: Markup = parts.gone(like(short, ids))  # type: ignore[attr-defined]
        return gone
    text = offer.text(locale)
    card: Markup = parts.sheet(offer, text, first_to_say(text), results.get(offer.slug, ()))  # type: ignore[attr-defined]
    return card


def _reasons(pack: Pack) -> dict[str, list[Result]]:
    """Why each right is for this family or not, from the answers given on this device; nothing where there are none."""
    site, household = the_site(), answers.household()
    if not household.has_answered:
        return {}
    offers = [offer for offer in map(offer_of, pack.ids) if offer and not offer.service]
    found = together(result(site, finding, household) for finding in site.checker.check(household, offers))
    return {offer.slug: [one for one in found if one.offer.slug == offer.slug] for offer in offers}
