"""What authors wrote, for a page in any language: in that language where it is there, else in English, marked as English."""

import re
from typing import Any, TypeVar

from flask import Flask, request
from markupsafe import Markup, escape

from directory.models import ENGLISH, PHONE_IN_TEXT, Arrangement, ArrangementText, Offer, Organization, Page, PageText, Text
from directory.web.filters import phone
from directory.web.languages import gettext, the_language

Written = Offer | Arrangement | Page
_WITHOUT_PHONES = frozenset({"title", "also_called"})  # they stand in links, and in lists
_QUOTED = re.compile(r"<blockquote>\s*(.*?)\s*</blockquote>", re.DOTALL)
_NUMBER = re.compile(PHONE_IN_TEXT)
Words = TypeVar("Words", str, tuple[str, ...])


def init(app: Flask) -> None:
    """Register the filters."""
    for each in (said, decides, body, here, english, name, translated, as_english, needs_english, english_script, doubt):
        app.add_template_filter(each)


def said(record: Written, field: str) -> Any:
    """A text of a record, or several: each is whole, and marked where it is English on a page of another language."""
    language = the_language().code
    text = record.text(language)
    value = getattr(text, field)
    if language == ENGLISH or (value and text.locale == language):
        return value if field in _WITHOUT_PHONES else _with_phones(value)
    return english(getattr(record.texts[ENGLISH], field))


def _with_phones(words: Words) -> Any:
    """Words in which a phone number is a link that rings it, drawn left to right in every language."""
    if isinstance(words, tuple):
        return tuple(map(_with_phones, words))
    if not _NUMBER.search(words):
        return words
    return Markup(_NUMBER.sub(lambda found: str(phone(found[0])), str(escape(words))))  # noqa: S704 - escaped just before


def decides(arrangement: Arrangement, matter: str) -> str:
    """Who decides a matter under an arrangement."""
    text = arrangement.text(the_language().code)
    words: str = text.decides[matter] if text.locale == the_language().code else english(text.decides[matter])
    return words


def english(words: Words) -> Any:
    """English words (a name, a law, an address) so that a page in another language draws and speaks them as English."""
    if the_language().code == ENGLISH or not words:
        return words
    if isinstance(words, tuple):
        return tuple(english(one) for one in words)
    return Markup('<span lang="en" dir="ltr">{}</span>').format(words)


def name(organization: Organization) -> str:
    """The name of an organization. Those that are no one in particular, like "Your council", are translated."""
    return translated(organization.name)


def translated(words: str) -> str:
    """Words of the content that are translated as messages; else marked as English."""
    found = gettext(words) if words else words
    shown: str = found if found != words else english(words)
    return shown


def body(record: Written) -> Markup:
    """The long text of a page. Its links stay in the reader's language."""
    language = the_language().code
    own = record.text(language).body
    html = own or record.texts[ENGLISH].body
    linked = here(Markup(html))  # noqa: S704 - made safe by the build
    foreign = language != ENGLISH and (not own or record.text(language).locale != language)
    return Markup('<div lang="en" dir="ltr">{}</div>').format(linked) if foreign else linked


def here(html: Markup) -> Markup:
    """HTML whose links to this site stay in the reader's language."""
    linked = str(html).replace('href="/', f'href="{request.script_root}/')  # str: Markup would escape the quotation marks
    return Markup(linked)  # noqa: S704 - only the beginning of addresses has changed


def english_script(record: Written) -> Markup:
    """What to say to a council or office, in English, for a page in another language: those who are asked read English."""
    if the_language().code == ENGLISH or needs_english(record):
        return Markup()
    quoted = to_say(record.texts[ENGLISH])
    return Markup("").join(Markup("<blockquote>{}</blockquote>").format(each) for each in quoted)


def to_say(text: Text | ArrangementText | PageText) -> list[Markup]:
    """The words to say when asking, as safe HTML: what a text puts into quotations."""
    return [Markup(quoted) for quoted in _QUOTED.findall(text.body)]  # noqa: S704 - made safe when the site was built


def first_to_say(text: Text) -> Markup:
    """The first of them; "" where there is none."""
    return next(iter(to_say(text)), Markup())


def as_english(record: Written) -> Markup:
    """The attributes of an element that shows a piece of a record, where that is English on a page of another language."""
    same = record.text(the_language().code).locale == the_language().code
    return Markup("") if same else Markup(' lang="en" dir="ltr"')


def needs_english(record: Written) -> bool:
    """Whether a page in the reader's language has to show English in place of its main text."""
    text = record.text(the_language().code)
    return text.locale != the_language().code or not text.body


def doubt(record: Written) -> str:
    """Why the reader should look at the English too: "stale", "unchecked", or nothing."""
    translation = record.text(the_language().code).translation
    return translation.doubt if translation else ""
