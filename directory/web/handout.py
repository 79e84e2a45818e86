"""The hand-out: a list on paper, as a page to print and as a PDF."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory.web.languages import gettext
from directory.web.lists import list_address
from directory.web.pack_list import Pack, the_pack
from directory.web.pdf import NoPdf, can_make_pdf, make_pdf
from directory.web.sheets import hand_out
from directory.web.site import today
from directory.web.squares import square

bp = Blueprint("handout", __name__, url_prefix="/pack")


@bp.get("/print")
def print_page() -> str:
    """The hand-out as a page to print."""
    return render_template("handout.html", pdf=can_make_pdf(), **_parts(the_pack()))


@bp.get("/hand-out.pdf")
def pdf() -> AnyResponse | tuple[str, int]:
    """The hand-out as a PDF. Where this server cannot make one, a page that says how to get one all the same."""
    pack = the_pack()
    if not pack.ids:
        return redirect(url_for("handout.print_page"), 303)
    drawn = render_template("handout_pdf.html", **_parts(pack, gettext("A square code with the address of this list")))
    try:
        made = make_pdf(drawn, request.url_root, current_app.extensions["assets"])
    except NoPdf:
        return render_template("no_pdf.html"), 501
    headers = {"Content-Disposition": 'inline; filename="hand-out.pdf"', "Cache-Control": "no-store"}
    return Response(made, mimetype="application/pdf", headers=headers)


def _parts(pack: Pack, square_title: str | None = None) -> dict[str, object]:
    address = list_address(pack)
    made = hand_out(pack) if pack.ids else None
    drawn = square(address, square_title)
    return {"pack": pack, "made": made, "list_address": address, "square": drawn, "today": today()}
