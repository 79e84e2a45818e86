"""What templates need: dates, money, phone numbers, and the words that say what a verdict is worth."""

from collections.abc import Iterable, Sized
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, request, session
from flask_babel import format_date, get_locale, gettext
from markupsafe import Markup

from directory.models import NATIONS, Amount
from directory.web.site import the_site

RIGHT_TO_LEFT = {"ar", "ur", "fa", "he", "ps"}


def init(app: Flask) -> None:
    """Register filters and what every page knows."""
    app.add_template_filter(day)
    app.add_template_filter(money)
    app.add_template_filter(phone)
    app.add_template_filter(host)
    app.add_template_filter(how_many)
    app.context_processor(_everywhere)


def _everywhere() -> dict[str, Any]:
    language = get_locale().language if get_locale() else "en"
    return {
        "catalogue": the_site().catalogue,
        "manifest": the_site().manifest,
        "site_name": current_app.config["SITE_NAME"],
        "site_email": current_app.config["SITE_EMAIL"],
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "has_answers": bool(session),
        "address": request.base_url,
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
    digits = "".join(filter(str.isdigit, number)).removeprefix("0")
    return Markup('<a class="tel" dir="ltr" href="tel:+44{}">{}</a>').format(digits, number)


def host(url: str) -> str:
    """
    >>> host("https://www.gov.uk/child-benefit")
    'www.gov.uk'
    """
    return urlsplit(url).hostname or url


def how_many(sections: Iterable[tuple[Any, Sized]]) -> int:
    """How many entries there are in all sections of a list."""
    return sum(len(some) for _, some in sections)
