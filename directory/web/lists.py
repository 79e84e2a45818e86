"""A list that is opened from its address: the short names of its offers, and nothing about anybody."""

from typing import NamedTuple

from flask import Blueprint, abort, render_template, request, url_for

from directory.models import short_ids_in
from directory.web.languages import gettext, in_root, speaking
from directory.web.pack_list import MOST, Pack, like, offer_of
from directory.web.site import the_site

bp = Blueprint("lists", __name__)


class Share(NamedTuple):
    """A message with a list, that does not say what the list is about."""

    subject: str
    text: str


@bp.get("/l/<ids>")
def opened(ids: str) -> str:
    """The offers of a list, in its order. One that is gone says so, with what is nearest to it."""
    shorts = tuple(short_ids_in(ids)[:MOST]) or abort(404)
    offers = [(offer_of(short), short) for short in shorts]
    if not any(offer or like(short) for offer, short in offers):
        abort(404)
    items = [(offer, () if offer else like(short, shorts)) for offer, short in offers]
    return render_template("list.html", items=items)


def list_address(pack: Pack) -> str:
    """The whole address of a list, in the language of the family."""
    path = url_for("lists.opened", ids="-".join(pack.ids) or "-").removeprefix(request.script_root)
    return in_root(the_site().catalogue.languages[pack.language]) + path


def share(pack: Pack) -> Share:
    """The message to send with a list, in the language of the family."""
    address = list_address(pack)
    with speaking(the_site().catalogue.languages[pack.language]):
        said = gettext("Here is the list we talked about: %(address)s", address=address)
        return Share(gettext("The list we talked about"), said)
