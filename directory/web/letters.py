"""A letter to the council that asks for one thing, filled in as far as the answers go, for the carer to finish and sign."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta

from flask import Blueprint, Response, abort, render_template

from directory.checker import Finding, Household
from directory.models import ENGLISH, Language, Offer, OfferKind
from directory.truth import Strength, Verdict
from directory.web import answers
from directory.web.filters import day
from directory.web.languages import gettext, speaking, the_language
from directory.web.letter_words import letter_sentences
from directory.web.pack_list import the_pack
from directory.web.site import the_site, today
from directory.web.texts import first_to_say

bp = Blueprint("letters", __name__, url_prefix="/pack/letter")
ASKED_OF = "your-council"
_WITHIN = timedelta(days=28)
_ASKED_FOR = {Strength.DISCRETION, Strength.ASSESSMENT}
_BLANK = "_" * 30
Letter = tuple[str, ...]


def has_letter(offer: Offer) -> bool:
    """Whether there is a letter for it: it is asked of the council, which assesses or decides."""
    strengths = {offer.strength, *(part.strength for part in offer.strength_if)}
    return offer.kind is OfferKind.ENTITLEMENT and offer.organization == ASKED_OF and bool(strengths & _ASKED_FOR)


@bp.get("/<slug>")
def letter(slug: str) -> str:
    """The letter in English, to send, with the reader's language beside it."""
    offer = _offer(slug)
    letters = tuple((language, _letter(offer, language)) for language in _languages())
    verdicts = {finding.verdict for finding in _findings(offer)}
    return render_template(
        "letter.html",
        offer=offer,
        letters=letters,
        is_no=verdicts == {Verdict.NO},
    )


@bp.get("/<slug>.txt")
def plain(slug: str) -> Response:
    """The English letter as a file of text."""
    english = the_site().catalogue.languages[ENGLISH]
    text = "\r\n\r\n".join(_letter(_offer(slug), english)).replace("\r\n", "\n").replace("\n", "\r\n")
    headers = {"Content-Disposition": 'attachment; filename="letter.txt"', "Cache-Control": "no-store"}
    return Response(text + "\r\n", content_type="text/plain; charset=utf-8", headers=headers)


def _offer(slug: str) -> Offer:
    offer = the_site().catalogue.offers.get(slug)
    return offer if offer and has_letter(offer) else abort(404)


def _languages() -> list[Language]:
    """English, and the reader's own language, or else that of the list."""
    own = the_language().code
    other = own if own != ENGLISH else the_pack().language
    return [language for code, language in the_site().catalogue.languages.items() if code in (ENGLISH, other)]


def _letter(offer: Offer, language: Language) -> Letter:
    """The paragraphs of the letter in one language."""
    with speaking(language):
        return tuple(_paragraphs(offer, language.code))


def _paragraphs(offer: Offer, locale: str) -> Iterator[str]:
    text, english = offer.text(locale), offer.text(ENGLISH)
    yield "\n".join(
        [
            gettext("My name: %(blank)s", blank=_BLANK),
            gettext("My address: %(blank)s", blank=_BLANK),
            gettext("Date: %(blank)s", blank=_BLANK),
        ]
    )
    yield gettext("To: %(council)s", council=_council(answers.household()))
    yield gettext("Dear Sir or Madam,")
    yield gettext("I am writing to ask you for this: %(title)s.", title=text.title or english.title)
    yield from _said(first_to_say(text) or first_to_say(english))
    yield from _facts(offer)
    yield "\n".join(
        [
            gettext("Name of the child: %(blank)s", blank=_BLANK),
            gettext("Date of birth of the child: %(blank)s", blank=_BLANK),
        ]
    )
    yield _listed(gettext("As far as I know, this is the law and the guidance about it:"), offer.legal_basis)
    yield gettext(
        "Please send me your answer in writing, with your reasons. I would be glad to have it by %(date)s.",
        date=day(today() + _WITHIN),
    )
    yield gettext("If you need more from me, please tell me what it is. If this is for another team, please pass it on.")
    yield "\n".join([gettext("Yours faithfully,"), "", gettext("Signed: %(blank)s", blank=_BLANK)])


def _council(household: Household) -> str:
    council = the_site().catalogue.councils.get(household.areas[0]) if len(household.areas) == 1 else None
    return council.official_name if council else gettext("the council where I live")


def _said(quoted: str) -> Iterator[str]:
    """The words to say, without their HTML."""
    for piece in re.split(r"</p>|<br ?/?>", quoted):
        if words := " ".join(html.unescape(re.sub(r"<[^>]*>", "", piece)).split()):
            yield words


def _findings(offer: Offer) -> list[Finding]:
    household = answers.household()
    return the_site().checker.check(household, [offer]) if household.has_answered else []


def _facts(offer: Offer) -> Iterator[str]:
    """The answers that bear on it, and no others: the fewest that are enough for it, for each child for whom they are."""
    numbers, sure = answers.numbers(), [one for one in _findings(offer) if one.verdict is Verdict.YES]
    for finding in sure:
        sentences = tuple(_sentences(finding))
        if not sentences:
            continue
        if finding.child and len(numbers) > 1:
            number = numbers[finding.child]
            yield _listed(
                gettext("About child %(number)s, whose name is %(blank)s:", number=number, blank=_BLANK), sentences
            )
        else:
            yield _listed(gettext("About my family:"), sentences)


def _sentences(finding: Finding) -> Iterator[str]:
    checker = the_site().checker
    for key, values in checker.explain(finding, answers.household()).because.items():
        matter = checker.codes_that_matter(finding.offer, key)
        yield from letter_sentences(checker.catalogue.questions[key], values, matter)


def _listed(heading: str, lines: tuple[str, ...]) -> str:
    return "\n".join([heading, *(f"- {line}" for line in lines)])
