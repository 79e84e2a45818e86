"""Safety: headers on every answer, leaving in a hurry, and clearing what was answered."""

from flask import Blueprint, Flask, Response, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

bp = Blueprint("safety", __name__)
ELSEWHERE = "https://www.bbc.co.uk/weather"

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "script-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def init(app: Flask) -> None:
    """Send the headers with every answer."""
    app.after_request(_protect)


def _protect(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        # Back must show nothing of anybody's answers; pages that are the same for all may be kept for a while.
        response.headers["Cache-Control"] = "public, max-age=60" if _same_for_all(response) else "no-store"
    if response.mimetype == "text/html":
        response.vary.update(("Cookie", "Accept-Language", "Sec-Fetch-Site"))
    return response


def _same_for_all(response: Response) -> bool:
    """Whether nobody's answers can be in it. What was posted is shown again beside a message that says what is wrong."""
    return not session and request.method in ("GET", "HEAD") and response.status_code == 200


@bp.get("/exit")
def leave() -> AnyResponse:
    """Forget everything and go to a page that gives nothing away. A plain link, so that it works without a script."""
    session.clear()
    response = redirect(ELSEWHERE, 303)
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/check/clear")
def clear() -> AnyResponse:
    """Forget the answers and begin again."""
    session.clear()
    return redirect(
        url_for("interview.start", cleared="yes") if not request.form.get("quiet") else url_for("browse.home"), 303
    )
