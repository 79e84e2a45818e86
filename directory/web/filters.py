"""What templates need: dates, money, phone numbers, and the words that say what a verdict is worth."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, request, session
from flask_babel import format_date
from markupsafe import Markup

from directory.models import NATIONS, Amount, phone_address
from directory.web import answers
from directory.web.languages import address_in, gettext, in_language, proposed, the_language
from directory.web.site import the_site

_MOST_PIECES = 10_000  # about 4 MB
Same = TypeVar("Same")


def init(app: Flask) -> None:
    """Register filters and what every page knows."""
    app.add_template_filter(day)
    app.add_template_filter(money)
    app.add_template_filter(phone)
    app.add_template_filter(host)
    app.add_template_filter(without_scheme)
    app.add_template_global(same_for_all)
    app.context_processor(_everywhere)


def _everywhere() -> dict[str, Any]:
    return {
        "catalogue": the_site().catalogue,
        "manifest": the_site().manifest,
        "site_name": current_app.config["SITE_NAME"],
        "language": the_language().code,
        "this": the_language(),
        "has_answers": answers.KEY in session,
        "has_session": bool(session),
        "address_in": address_in,
        "in_language": in_language,
        "proposed": proposed(),
        "area_names": NATIONS,
    }


def day(value: date) -> str:
    """A date as people write it in their language: 22 November 2026."""
    return str(format_date(value, "long"))


def money(amount: Amount) -> Markup:
    """An amount of pounds, always with the £ in front and drawn left to right."""
    figure = Markup('<bdi dir="ltr">£{}</bdi>').format(pounds(amount.pounds))
    return Markup("{} {}").format(gettext("about"), figure) if amount.about else figure


def pounds(value: Decimal) -> str:
    """
    >>> pounds(Decimal("20440")), pounds(Decimal("9.3"))
    ('20,440', '9.30')
    """
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def phone(number: str) -> Markup:
    """A phone number as a link that rings it."""
    return Markup('<a class="tel" dir="ltr" href="{}">{}</a>').format(phone_address(number), number)


def host(url: str) -> str:
    """
    >>> host("https://www.gov.uk/child-benefit")
    'www.gov.uk'
    """
    return urlsplit(url).hostname or url


def without_scheme(url: str) -> str:
    """An address as people write it down.

    >>> without_scheme("https://www.example.org/code")
    'www.example.org/code'
    """
    return url.partition("://")[2]


def same_for_all(*key: str, caller: Callable[[], Same]) -> Same:
    """A piece of a page that is the same for every reader who lives in one place, made once for a build and a language."""
    pieces = the_site().pieces
    full = (request.script_root, the_language().code, *key)  # a hand-out speaks another language than its page
    piece: Same | None = pieces.get(full)  # another thread may clear them at any time
    if piece is None:
        if len(pieces) >= _MOST_PIECES:
            pieces.clear()
        piece = pieces[full] = caller()
    return piece
