"""Error pages: what happened, in one sentence, and what to do."""

import traceback

from flask import Flask, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from directory.web.languages import gettext


def init(app: Flask) -> None:
    """Answer every error with a page. Errors of the API have their own."""
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(Exception, _ours)


def _page(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    titles = {
        404: gettext("Page not found"),
        405: gettext("Page not found"),
        413: gettext("That was too much to send"),
    }
    return render_template("error.html", code=code, title=titles.get(code, gettext("Something went wrong"))), code


def _ours(error: Exception) -> tuple[str, int]:
    """A fault of ours. Logged without its message, because that can hold an answer."""
    where = "".join(traceback.format_tb(error.__traceback__))
    current_app.logger.error("%s in %s:\n%s", type(error).__name__, request.endpoint, where)
    return render_template("error.html", code=500, title=gettext("Something went wrong")), 500
