"""Languages: every sentence goes through here. A language is looked up once for a request, not for each word."""

from typing import Any

import flask_babel
from flask import Flask, g


def init(app: Flask) -> None:
    """Choose the language of a request, and let templates translate with `_` and `ngettext`."""
    flask_babel.Babel(app)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _catalogue().gettext(text),
        lambda one, many, number: _catalogue().ngettext(one, many, number),
        newstyle=True,
    )


def gettext(text: str, **values: Any) -> str:
    """A sentence in the reader's language."""
    translated = str(_catalogue().gettext(text))
    return translated % values if values else translated


def ngettext(one: str, many: str, number: int, **values: Any) -> str:
    """A sentence with a number (`num`) in it, in the form that the reader's language has for that number."""
    return str(_catalogue().ngettext(one, many, number)) % {"num": number, **values}


def _catalogue() -> Any:
    if "messages" not in g:
        g.messages = flask_babel.get_translations()
    return g.messages
