"""A small site in many scripts: a few real offers, of which one has made-up words in each language."""

from dataclasses import replace
from datetime import UTC, datetime
from gettext import NullTranslations
from pathlib import Path

from flask import Flask

from directory.build import Made
from directory.models import Catalogue, Language, Offer, Text
from directory.publish import publish
from directory.web import create_app

SENTENCES = {
    "pl": "Zażółć gęślą jaźń. Możesz poprosić radę o pomoc.",
    "ur": "آپ کونسل سے مدد مانگ سکتے ہیں۔ یہ فہرست آپ کے لیے ہے۔",
    "pa": "ਤੁਸੀਂ ਕੌਂਸਲ ਤੋਂ ਮਦਦ ਮੰਗ ਸਕਦੇ ਹੋ। ਬੱਚਿਆਂ ਲਈ ਪੈਸੇ।",
    "bn": "আপনি কাউন্সিলের কাছে সাহায্য চাইতে পারেন। শিশুর জন্য টাকা।",
    "gu": "તમે કાઉન્સિલ પાસે મદદ માગી શકો છો. બાળક માટે પૈસા.",
    "zh": "您可以向地方政府申请帮助。这份清单是给您的。",
}
"""Made up for tests: "You can ask the council for help …" in each script that families here read."""

LANGUAGES = {
    code: Language(code, code, "en_GB" if code == "en" else code, code, "rtl" if code == "ur" else "ltr")
    for code in ("en", *SENTENCES)
}
TRANSLATED = "section-17-help"
OTHERS = (
    "pupil-premium-plus",
    "special-guardianship-financial-support",
    "leeds-virtual-school",
    "virtual-school-advice",
    "child-benefit",
    "school-uniform-help",
    "fair-access-protocol",
)


def small_catalogue(catalogue: Catalogue) -> Catalogue:
    """A few real offers; the first is there in every language of SENTENCES."""
    offers = {slug: _in_english(catalogue.offers[slug]) for slug in (TRANSLATED, *OTHERS)}
    english = offers[TRANSLATED].text("en")
    words = {code: _words(english, code, said) for code, said in SENTENCES.items()}
    offers[TRANSLATED] = replace(offers[TRANSLATED], texts={"en": english, **words})
    return replace(catalogue, offers=offers, languages=LANGUAGES)


def _in_english(offer: Offer) -> Offer:
    return replace(offer, texts={"en": offer.text("en")})


def _words(english: Text, code: str, said: str) -> Text:
    body = f"<p>{said}</p><blockquote><p>{said}</p></blockquote>"
    return replace(english, locale=code, title=said, summary=said, next_step=said, not_checked=(), body=body)


def small_site(catalogue: Catalogue, folder: Path) -> Flask:
    """That catalogue, served in every language of SENTENCES; page furniture says in which language it is: "ur: Phone"."""
    publish(Made(small_catalogue(catalogue), {}, {}), folder, datetime.now(UTC))
    app = create_app(folder)
    app.extensions["shelf"].site().messages.update({code: Marked(code) for code in SENTENCES})
    return app


class Marked(NullTranslations):
    """Page furniture in a language: the English with the code of the language before it."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def gettext(self, message: str) -> str:
        return f"{self.code}: {message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{self.code}: {msgid1 if n == 1 else msgid2}"
