"""The hand-out as a PDF: tagged, in its language, and with words that can be copied out in every script."""

import builtins
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from directory.models import Catalogue, short_id
from directory.web import pdf
from tests.browser import Visitor
from tests.translated import OTHERS, SENTENCES, TRANSLATED, small_site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def app(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    return small_site(catalogue, tmp_path_factory.mktemp("scripts"))


def made(app: Flask, *slugs: str, **form: str) -> bytes:
    """The PDF of a list of these offers."""
    visitor = Visitor(app.test_client())
    for slug in slugs:
        visitor.send("/pack/add", {"offer": slug})
    visitor.send("/pack/note", {"typed": "yes", **form})
    response = visitor.client.get("/pack/hand-out.pdf")
    assert response.mimetype == "application/pdf", response.get_data(as_text=True)
    assert response.headers["Cache-Control"] == "no-store"
    document: bytes = response.data
    return document


def text_of(document: bytes, tmp_path: Path) -> str:
    """The words of a PDF, as a reader copies them out, on one line."""
    (tmp_path / "hand-out.pdf").write_bytes(document)
    read = subprocess.run(["pdftotext", "-raw", tmp_path / "hand-out.pdf", "-"], check=True, capture_output=True)
    return " ".join(read.stdout.decode().split())


def text_from_right_to_left(document: bytes) -> str:
    """The same in the order of drawing: pdftotext orders words by where they stand, and two columns confuse it."""
    pypdf = pytest.importorskip("pypdf")
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(document)).pages).split())


@pytest.mark.parametrize("code", SENTENCES)
def test_what_was_put_in_can_be_copied_out(app: Flask, tmp_path: Path, code: str) -> None:
    document = made(app, TRANSLATED, language=code, **{f"note-{short_id(TRANSLATED)}": SENTENCES[code]})
    text = text_from_right_to_left(document) if code == "ur" else text_of(document, tmp_path)
    if code == "zh":  # a line may end between any two characters, and is joined again with a space
        text = text.replace(" ", "")
    assert text.count(SENTENCES[code]) == 5, text
    assert f"{code}:" in text


def structure(node: Any, tags: list[Any]) -> list[Any]:
    """Every element of the structure of a PDF, in the order of reading."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            structure(one, tags)
    elif hasattr(node, "get"):
        if "/S" in node:
            tags.append(node)
        if "/K" in node and not isinstance(node.get("/K"), int):
            structure(node["/K"], tags)
    return tags


@pytest.fixture(scope="module")
def read(app: Flask) -> Iterator[Any]:
    pypdf = pytest.importorskip("pypdf")
    yield pypdf.PdfReader(BytesIO(made(app, TRANSLATED, *OTHERS, language="ur")))


def test_it_is_tagged_and_says_its_language_and_its_title(read: Any) -> None:
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own true
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == "Help to take away"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_headings_lists_and_the_square_are_tagged(read: Any) -> None:
    elements = structure(read.trailer["/Root"]["/StructTreeRoot"], [])
    kinds = [str(one["/S"]) for one in elements]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 2 * (1 + len(OTHERS))
    assert {"/P", "/L", "/LI"} <= set(kinds)
    assert all(one.get("/Alt") for one in elements if one["/S"] == "/Figure")


def test_every_line_says_its_language(read: Any) -> None:
    drawn = b"".join(page.get_contents().get_data() for page in read.pages)
    assert {b"en", b"ur"} <= set(re.findall(rb"/Span\s<</Lang \((\w+)\)", drawn))


def test_every_font_is_in_it(read: Any) -> None:
    fonts = {id(font): font for page in read.pages for font in page["/Resources"]["/Font"].values()}
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_large_print_takes_more_paper(app: Flask) -> None:
    pypdf = pytest.importorskip("pypdf")
    normal, large = (
        len(pypdf.PdfReader(BytesIO(made(app, TRANSLATED, *OTHERS, **form))).pages) for form in ({}, {"large": "yes"})
    )
    assert 3 <= normal <= 5
    assert normal < large


def test_a_hostile_note_is_words_on_paper(app: Flask, tmp_path: Path) -> None:
    hostile = '<img src="http://evil.example/x"><link rel=attachment href="file:///etc/passwd"><b>x</b>'
    text = text_of(made(app, TRANSLATED, **{f"note-{short_id(TRANSLATED)}": hostile}), tmp_path)
    assert hostile.replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize(
    "address", ["http://evil.example/x.css", "file:///etc/passwd", "/static/../secret.key", "data:text/css,p{}", "//x/y"]
)
def test_nothing_is_loaded_but_the_style_sheet_of_this_site(app: Flask, address: str) -> None:
    files = app.extensions["assets"]
    fetcher = pdf._fetcher(pdf._engine(), "http://localhost/", files)
    with pytest.raises(ValueError, match="nothing from anywhere else"):
        fetcher.fetch(address)
    css = next(name for name in files if name.endswith(".css"))
    assert fetcher.fetch(f"http://localhost{css}").read() == files[css].read_bytes()


def test_nothing_of_a_note_is_in_the_logs(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    made(app, TRANSLATED, **{f"note-{short_id(TRANSLATED)}": "SECRET \ue0ff \U000143ff"})
    assert "SECRET" not in caplog.text
    assert "143FF" not in caplog.text


@pytest.mark.parametrize("error", [ImportError, OSError])
def test_where_something_is_missing_the_page_says_how_to_get_a_pdf_all_the_same(
    app: Flask, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """OSError is what WeasyPrint raises where Pango is not installed."""
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("weasyprint"):
            raise error("cannot load library 'libgobject-2.0-0'")
        return real(name, *rest)

    pdf._engine.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    visitor = Visitor(app.test_client())
    visitor.send("/pack/add", {"offer": TRANSLATED})
    page = visitor.open("/pack/hand-out.pdf")
    assert page.status == 501
    assert "you can choose “Save as PDF”" in page.text
    assert page.tree.one("main").every("a", href="/pack/print")


def test_where_weasyprint_is_not_installed_no_pdf_is_offered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    visitor = Visitor(app.test_client())
    assert "PDF" not in visitor.send("/pack/add", {"offer": TRANSLATED}).text
    assert "choose “Save as PDF”" in visitor.open("/pack/print").text
