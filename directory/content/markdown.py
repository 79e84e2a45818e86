"""Markdown to HTML that is safe to show, whoever wrote it."""

import re
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.inlinepatterns import InlineProcessor

from directory.models import PHONE_IN_TEXT, phone_address

LONGEST = 20_000  # characters: Python-Markdown is slow on some long texts
_TAGS = {
    "p",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "a",
    "strong",
    "em",
    "blockquote",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_ATTRIBUTES = {"a": {"href", "class", "dir"}, "ol": {"start"}, "p": {"lang", "dir"}}


class _PhoneNumber(InlineProcessor):
    """A phone number becomes a link that rings it, drawn left to right in every language."""

    ANCESTOR_EXCLUDES = ("a",)  # neither a number that an author has made a link of, nor our own link once more

    def handleMatch(self, match: re.Match[str], _: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        link = Element("a", {"class": "tel", "dir": "ltr", "href": phone_address(match.group(1))})
        link.text = match.group(1)
        return link, match.start(0), match.end(0)


def safe_html(text: str) -> str:
    """HTML of a Markdown text, with nothing in it that could run, load or frame.

    >>> safe_html("Ring **0808 157 0100**. <script>x</script>")
    '<p>Ring <strong><a class="tel" dir="ltr" href="tel:+448081570100" rel="noreferrer">0808 157 0100</a></strong>. </p>'
    """
    converter = markdown.Markdown(extensions=["sane_lists", "tables", "attr_list"], output_format="html")
    converter.inlinePatterns.register(_PhoneNumber(PHONE_IN_TEXT), "phone", 100)
    return cleaned(converter.convert(text))


def cleaned(html: str) -> str:
    """HTML with nothing in it that could run, load or frame.

    >>> cleaned('<p onclick="x">See <a href="javascript:x">this</a><img src="x"></p>')
    '<p>See <a rel="noreferrer">this</a></p>'
    """
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noreferrer",
    )
    return safe.replace('<a href="tel:', '<a class="tel" dir="ltr" href="tel:')  # numbers of which an author made a link
