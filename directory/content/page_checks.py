"""Checks of what every page has: a text in plain words, links that lead somewhere, and days that can be."""

import re
from collections.abc import Iterator
from datetime import date

from directory.content.documents import Document
from directory.content.fields import OFF_PUTTING, day
from directory.problems import Problem, did_you_mean

_POUNDS = re.compile(r"£\s*\d")
_LINK = re.compile(r"\]\(\s*<?([^)\s#?>]*)|^\s*\[[^]]+\]:\s*<?([^\s#?>]*)")
_ELSEWHERE = ("http://", "https://", "mailto:", "tel:")


def page_problems(document: Document, addresses: frozenset[str], today: date) -> Iterator[Problem]:
    """What is wrong with the text and the days of a page, whatever its kind."""
    yield from _body_problems(document, addresses)
    yield from _day_problems(document, today)


def _body_problems(document: Document, addresses: frozenset[str]) -> Iterator[Problem]:
    """What is wrong with the text below the second ---."""
    if not document.body.strip():
        yield document.problem("body", "There is no text below the second ---.", "Write what it is, and how to ask.")
    for n, line in enumerate(document.body.split("\n"), start=document.body_line):
        if _POUNDS.search(line):
            do = "Put it into offers_data/rates/ and name it under rates."
            yield document.problem("body", "A £ figure stands in the text.", do, line=n)
        if word := OFF_PUTTING.search(line):
            what = f'"{word.group().lower()}" is a word that puts people off.'
            yield document.problem("body", what, "Say what people can do or get.", line=n)
        for link in links_in(line):
            if link not in addresses and not link.startswith(_ELSEWHERE):
                do = did_you_mean(link, addresses, "Link to an offer, an arrangement or a page that exists.")
                yield document.problem("body", f'"{link}" is not a page of this site.', do, line=n)


def links_in(text: str) -> Iterator[str]:
    """The addresses that a Markdown text links to, without what comes after # or ?."""
    for line in text.split("\n"):
        yield from filter(None, (first or second for first, second in _LINK.findall(line)))


def _day_problems(document: Document, today: date) -> Iterator[Problem]:
    """A review that is due, and a check of the facts that is still to come."""
    fields = document.data if isinstance(document.data, dict) else {}
    review, assured = day(fields.get("review_by")), day(fields.get("assured_date"))
    confirmed = day(fields.get("confirmed_until"))
    if confirmed and confirmed < today:
        do = "Find out what holds now, then set a new date or take it out."
        yield document.problem("confirmed_until", f"This was confirmed until {confirmed} only.", do, warning=True)
    if review and review < today:
        do = "Check the facts, then set both dates anew."
        yield document.problem("review_by", f"The review was due on {review}.", do, warning=True)
    if assured and assured > today:
        do = "Give the day on which the facts were checked."
        yield document.problem("assured_date", f"{assured} has not come yet.", do)
