"""An address as a square to scan with the camera of a phone."""

import segno
from markupsafe import Markup


def square(text: str, title: str | None = None) -> Markup:
    """A QR code that stands a fold in the paper (error level M), as SVG. A PDF wants its `title` inside it."""
    code = segno.make_qr(text, error="m", mask=0)  # trying all eight masks takes as long as the rest of a page
    drawn = code.svg_inline(border=2, omitsize=True, title=title, svgclass=None, lineclass=None, light="#fff")
    return Markup(drawn)  # noqa: S704 - squares and nothing else
