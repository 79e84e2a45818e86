"""Pages to browse: home, categories, arrangements, the site's own pages, and what machines ask for."""

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from directory.checker import Answers, Child, Household
from directory.models import ENGLAND, ENGLISH
from directory.truth import Verdict
from directory.web.alphabets import sort_key
from directory.web.languages import in_root, the_language
from directory.web.results import GROUPS, result
from directory.web.site import the_site

bp = Blueprint("browse", __name__)
_TONIGHT = "tonight"


@bp.get("/")
def home() -> str:
    """The way in."""
    return render_template("home.html")


@bp.get("/categories")
def categories() -> str:
    """Everything by what it is about."""
    return render_template("categories.html")


@bp.get("/categories/<slug>")
def category(slug: str) -> str:
    """The offers of one category."""
    catalogue = the_site().catalogue
    term = catalogue.categories.get(slug) or abort(404)
    language = the_language().code
    offers = [offer for offer in catalogue.offers.values() if slug in offer.categories and offer.for_carers]
    offers.sort(key=lambda offer: sort_key(offer.text(language).title, language))
    national = [offer for offer in offers if offer.service and offer.is_national]
    rights = [offer for offer in offers if not offer.service]
    return render_template("category.html", term=term, offers=rights, services=national)


@bp.get("/arrangements")
def arrangements() -> str:
    """The legal arrangements, and how to tell which one it is."""
    return render_template("arrangements.html")


@bp.get("/arrangements/<slug>")
def arrangement(slug: str) -> str:
    """One arrangement, and what everybody in it can get or may get, worked out by the rules."""
    site = the_site()
    found = site.catalogue.arrangements.get(slug) or abort(404)
    child = Child("1", Answers(found.known, frozenset(found.known)))
    household = Household((ENGLAND,), children=(child,))
    findings = [finding for finding in site.checker.check(household) if finding.verdict is not Verdict.NO]
    results = [result(site, finding, household) for finding in findings]
    groups = {group: [one for one in results if one.group == group] for group in GROUPS}
    return render_template("arrangement.html", arrangement=found, groups=groups)


@bp.get("/words")
def words() -> str:
    """What the words on court papers and letters are called in the reader's language, and what they mean."""
    glossary = the_site().catalogue.glossary
    return render_template("words.html", terms=glossary.get(the_language().code) or glossary.get(ENGLISH) or abort(404))


@bp.get("/tonight")
def tonight() -> str:
    """What to do when a child has just come. It has an address that can be said on the telephone."""
    return _page(_TONIGHT)


@bp.get("/pages/<slug>")
def page(slug: str) -> str | AnyResponse:
    """One of the site's own pages."""
    return redirect(url_for("browse.tonight"), 301) if slug == _TONIGHT else _page(slug)


def _page(slug: str) -> str:
    found = the_site().catalogue.pages.get(slug) or abort(404)
    offers = [offer for offer in the_site().catalogue.offers.values() if offer.for_carers]
    met = {
        code: [offer for offer in offers if code in offer.recommendations]
        for code in (the_site().catalogue.recommendations if slug == "practice-guide" else ())
    }
    counted = slug == "privacy" and current_app.config["COUNT_SEARCHES"]
    return render_template("page.html", page=found, met=met, counted=counted)


@bp.get("/health")
def health() -> Response:
    """Which build is served, and since when it exists."""
    manifest = the_site().manifest
    response = jsonify(status="ok", build=manifest.hash, made=manifest.made.isoformat(), offers=manifest.offers)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/robots.txt")
def robots() -> Response:
    """Search engines may read all but the pages that show answers."""
    paths = ("/check/answers", "/check/results", "/check/coming", "/exit", "/pack", "/l/")
    closed = "".join(f"Disallow: {path}\n" for path in paths)
    text = f"User-agent: *\n{closed}Sitemap: {url_for('browse.sitemap', _external=True)}\n"
    return Response(text, mimetype="text/plain")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """Every page that is the same for all, in every language."""
    catalogue = the_site().catalogue
    endpoints = ("home", "categories", "arrangements", "words", "tonight")
    paths = [
        *(url_for(f"browse.{endpoint}") for endpoint in endpoints),
        *map(url_for, ("areas.areas", "compare.compare")),
        *(url_for("browse.category", slug=slug) for slug in catalogue.categories),
        *(url_for("areas.area", slug=slug) for slug in catalogue.councils),
        *(url_for("browse.arrangement", slug=slug) for slug in catalogue.arrangements),
        *(url_for("browse.page", slug=slug) for slug in catalogue.pages if slug != _TONIGHT),
        *(url_for("offers.offer", slug=slug) for slug in catalogue.offers),
    ]
    roots = [in_root(language) for language in catalogue.languages.values()]
    pages = [root + path.removeprefix(request.script_root) for root in roots for path in paths]
    response = make_response(render_template("sitemap.xml", pages=pages))
    response.mimetype = "application/xml"
    return response
