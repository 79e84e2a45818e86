"""Languages: the address says which one, and every sentence goes through here.

English has no prefix; `/pl/offers/…` is Polish. The prefix is taken off before Flask sees the address and given back as
its root (SCRIPT_NAME), so that every address that Flask makes keeps the language by itself.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from typing import Any
from urllib.parse import quote
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import flask_babel
from flask import Flask, g, request
from markupsafe import Markup, escape

from directory.models import ENGLISH, Language
from directory.web.site import the_site

_CHOSEN = "kinship.language"
_NONE = NullTranslations()
_ONE_FOR_ALL = ("/api", "/static", "/health", "/robots.txt", "/sitemap.xml")


class Prefix:
    """Takes the language off an address."""

    def __init__(self, application: WSGIApplication, app: Flask) -> None:
        self.application, self.app = application, app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call Flask with the rest of the address."""
        first, _, rest = environ["PATH_INFO"].removeprefix("/").partition("/")
        languages = self.app.extensions["shelf"].site().catalogue.languages
        if first in languages and first != ENGLISH and not f"/{rest}".startswith(_ONE_FOR_ALL):
            environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{first}"
            environ["PATH_INFO"], environ[_CHOSEN] = f"/{rest}", first
        return self.application(environ, start_response)


def init(app: Flask) -> None:
    """Choose the language of a request by its address, and let templates translate with `_` and `ngettext`."""
    flask_babel.Babel(app, locale_selector=lambda: the_language().locale)
    app.wsgi_app = Prefix(app.wsgi_app, app)  # type: ignore[method-assign]
    app.jinja_env.globals.update(_=_sentence, gettext=_sentence, ngettext=_sentence_with_number, html_of=_html)


def the_language() -> Language:
    """The language of this request, or of the part of it that is spoken in another one."""
    known: Language | None = g.get("language")
    if known is None:
        known = g.language = the_site().catalogue.languages[request.environ.get(_CHOSEN, ENGLISH)]
    return known


def address_in(language: Language, *, asked: bool = False) -> str:
    """This page in another language; with all that is `asked` in its address if it is to be followed."""
    query = request.query_string.decode("ascii", "ignore") if asked else ""
    return f"{in_root(language)}{quote(request.path)}" + (f"?{query}" if query else "")


def in_root(language: Language) -> str:
    """What all addresses in a language begin with."""
    root = request.root_url.rstrip("/").removesuffix(f"/{request.environ.get(_CHOSEN, '')}")
    return root if language.code == ENGLISH else f"{root}/{language.code}"


def proposed() -> Language | None:
    """The language that the reader's browser asks for, where it is another one than this page's and they have just come."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return None
    languages = the_site().catalogue.languages
    best = request.accept_languages.best_match([language.tag for language in languages.values()])
    found = next((language for language in languages.values() if language.tag == best), None)
    return found if found and found.code != the_language().code else None


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Inside, the language is this one, for a part of a page. Its links stay in the language of the page."""
    before = the_language()
    g.language = language
    g.pop("messages", None)
    try:
        with flask_babel.force_locale(language.locale):
            yield
    finally:
        g.language = before
        g.pop("messages", None)


def gettext(text: str, **values: Any) -> str:
    """A sentence in the reader's language."""
    translated = str(_messages().gettext(text))
    return translated % values if values else translated


def ngettext(one: str, many: str, number: int, **values: Any) -> str:
    """A sentence with a number (`num`) in it, in the form that the reader's language has for that number."""
    return str(_messages().ngettext(one, many, number)) % {"num": number, **values}


def in_language(spoken: Language, text: str, **values: Any) -> str:
    """A sentence in a language that need not be that of the page."""
    messages = the_site().messages.get(spoken.code) or _NONE
    return messages.gettext(text) % values


def _messages() -> NullTranslations:
    messages: NullTranslations | None = g.get("messages")  # once: for every sentence of a page, each look at `g` counts
    if messages is None:
        messages = g.messages = the_site().messages.get(the_language().code) or _NONE
    return messages


def _sentence(text: str, **values: Any) -> Markup:
    """A sentence for a template. Neither a translation nor a value in it can bring markup of its own."""
    translated = escape(_messages().gettext(text))
    return translated % values if values else translated


def _sentence_with_number(one: str, many: str, number: int, **values: Any) -> Markup:
    return escape(_messages().ngettext(one, many, number)) % {"num": number, **values}


def _html(text: str) -> Markup:
    """A message that is HTML: it was made safe when the site was built, in every language."""
    return Markup(_messages().gettext(text))  # noqa: S704
