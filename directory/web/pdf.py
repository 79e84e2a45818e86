"""A page as a PDF that a screen reader can read and whose words can be copied out, in every script.

WeasyPrint is optional. Where it or one of its system libraries is missing, the site offers the page to print instead.
"""

import gc
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urljoin

_TYPES = {".css": "text/css"}
_ONE_AT_A_TIME = Lock()  # a PDF takes a second or two and 70 MB, and what it is made with promises nothing about threads
_REORDERED = range(0x0900, 0x0E00)  # the scripts of India: vowels are drawn before the letter that they follow


class NoPdf(Exception):
    """This server has not what it takes to make a PDF."""


def can_make_pdf() -> bool:
    """Whether WeasyPrint is installed. That its system libraries are missing is only known when a PDF is made."""
    return find_spec("weasyprint") is not None


def make_pdf(html: str, base: str, files: Mapping[str, Path]) -> bytes:
    """The page as PDF/UA-1, tagged. It may load `files` (path of the address to file) below `base`, and nothing else.

    NoPdf where WeasyPrint or what it needs is missing.
    """
    with _ONE_AT_A_TIME, _without_collecting():
        engine = _engine()
        page = engine.HTML(string=html, base_url=base, url_fetcher=_fetcher(engine, base, files))
        found: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return found


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hold the garbage collector back: it looks at all that a PDF is made of again and again, for a fifth of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@cache
def _engine() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 - optional, and slow to load: only where a PDF is asked for
        import weasyprint.draw.text  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise NoPdf(type(error).__name__) from error
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).disabled = True  # its warnings quote characters of the page, and a note is on it
    weasyprint.draw.text.draw_first_line = _saying_what_it_draws(weasyprint.draw.text.draw_first_line)
    return weasyprint


def _saying_what_it_draws(draw: Any) -> Any:
    """Draw a line of text with its language beside it, and with its true text where its letters change places.

    (Lang and ActualText of a marked content, ISO 32000 14.9.2 and 14.9.4.) WeasyPrint says the language of the whole
    document only, and gives each drawn shape the letters that it first stood for, which is wrong for those scripts.
    """
    from pydyf import Dictionary, String  # noqa: PLC0415 - comes with WeasyPrint

    def drawn(stream: Any, box: Any, *rest: Any) -> Any:
        said = {"Lang": String(box.style["lang"])} if box.style["lang"] else {}
        if any(ord(character) in _REORDERED for character in box.text):
            said["ActualText"] = String(box.text)
        stream.begin_marked_content("Span", Dictionary(said))
        found = draw(stream, box, *rest)
        stream.end_marked_content()
        return found

    return drawn


def _fetcher(engine: Any, base: str, files: Mapping[str, Path]) -> Any:
    allowed = {urljoin(base, address): path for address, path in files.items()}

    class OwnFiles(engine.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            if url not in allowed:
                raise ValueError("a hand-out loads nothing from anywhere else")
            path = allowed[url]
            return engine.urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES[path.suffix]})

    return OwnFiles()
