"""Sends text compressed: it matters to somebody who pays by the megabyte. Error pages too, which libraries leave out."""

import gzip

from flask import Flask, Response, request

_TEXT = {"text/html", "text/plain", "application/json", "application/problem+json", "application/xml", "image/svg+xml"}
_SMALLEST = 500  # bytes: below, the packing costs more than it saves


def init(app: Flask) -> None:
    """Compress every answer that is text, where the browser can read it."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in _TEXT or response.is_streamed or len(response.data) < _SMALLEST:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] and "Content-Encoding" not in response.headers:
        response.data = gzip.compress(response.data, compresslevel=5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
    return response
