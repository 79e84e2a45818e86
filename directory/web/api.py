"""The JSON API: the same answers as the pages give, for other sites and tools. It keeps nothing, and reads no cookie."""

import traceback

from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from directory.checker import next_question
from directory.compare import questions_that_matter
from directory.models import ENGLISH
from directory.problems import did_you_mean
from directory.web.api_errors import DETAILS, LARGEST_BODY, as_json, faulty, problem, refused, sent_json
from directory.web.api_records import asked as question_record
from directory.web.api_records import column_record, hit_record, in_full, result, row_record, summary
from directory.web.openapi import openapi
from directory.web.raw_answers import BadAnswers, read_household
from directory.web.searching import asked_for, found, per_page
from directory.web.site import the_site, today

bp = Blueprint("api", __name__, url_prefix="/api")


@bp.post("/check")
def check() -> AnyResponse:
    """What every offer says to the household in the body."""
    site = the_site()
    try:
        household = read_household(sent_json(), site.catalogue)
    except BadAnswers as bad:
        return faulty(bad.faults)
    following = next_question(site.checker, household)
    return as_json(
        {
            "as_of": today().isoformat(),
            "build": site.manifest.hash,
            "results": [result(site, finding, household) for finding in site.checker.check(household)],
            "next_question": following[0].key if following else None,
        }
    )


@bp.post("/compare")
def compare() -> AnyResponse:
    """What every entitlement would say to the household in the body, with one child, under each legal arrangement."""
    site = the_site()
    try:
        household = read_household(sent_json(), site.catalogue, most_children=1)
    except BadAnswers as bad:
        return faulty(bad.faults)
    found = site.comparer.compare(household)
    following = next(questions_that_matter(site.checker, found), None)
    return as_json(
        {
            "columns": [column_record(column) for column in found.columns],
            "rows": [row_record(row) for row in found.rows],
            "next_question": following.key if following else None,
        }
    )


@bp.get("/offers")
def offers() -> AnyResponse:
    """Every offer, in short."""
    return as_json([summary(offer) for offer in the_site().catalogue.offers.values()])


@bp.get("/offers/<slug>")
def offer(slug: str) -> AnyResponse:
    """One offer, in full."""
    catalogue = the_site().catalogue
    if found := catalogue.offers.get(slug):
        return as_json(in_full(found))
    for renamed in catalogue.offers.values():
        if slug in renamed.aliases:
            return redirect(url_for("api.offer", slug=renamed.slug), 301)
    near = did_you_mean(slug[:60], catalogue.offers, "GET /api/offers lists every offer.")
    return problem(404, f'There is no offer "{slug[:60]}". {near}')


@bp.get("/questions")
def questions() -> AnyResponse:
    """Every question, in the order of asking, with the codes that answer it."""
    return as_json([question_record(question) for question in the_site().catalogue.questions.values()])


@bp.get("/search")
def search() -> AnyResponse:
    """What the search page finds for the same parameters."""
    site, asked, place = asked_for()
    number = per_page(asked)
    page = found(site, asked, place, number)
    return as_json(
        {
            "total": page.total,
            "page": page.page,
            "per_page": number,
            "query": asked.get("q", "")[:200],
            "corrected_to": page.corrected_to,
            "facets": page.facets,
            "results": [hit_record(hit, asked.get("lang", ENGLISH)) for hit in page.hits],
        }
    )


@bp.get("/openapi.json")
def description() -> AnyResponse:
    """This API, described so that programs can read it."""
    return as_json(openapi(the_site().catalogue))


def _is_api() -> bool:
    return request.path == "/api" or request.path.startswith("/api/")


@bp.before_request
def _limit_body() -> None:
    request.max_content_length = LARGEST_BODY + 1  # one more, so that a body without a length shows that it is too large


@bp.before_app_request
def _no_such_address() -> AnyResponse | None:
    """Answer here for an address or a method that no view has: error handlers of a blueprint are not asked then."""
    error = request.routing_exception
    return refused(error) if _is_api() and isinstance(error, HTTPException) and (error.code or 0) >= 400 else None


bp.register_error_handler(HTTPException, refused)


@bp.errorhandler(Exception)
def _ours(error: Exception) -> AnyResponse:
    """A fault of ours. Logged without its message, because that can hold an answer."""
    where = "".join(traceback.format_tb(error.__traceback__))
    current_app.logger.error("%s in %s:\n%s", type(error).__name__, request.endpoint, where)
    return problem(500, DETAILS[500])


@bp.after_app_request
def _open_to_all(response: AnyResponse) -> AnyResponse:
    """Any site may call the API. Only what is the same for everybody is kept on the way."""
    if not _is_api():
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    same_for_all = request.method in ("GET", "HEAD") and response.status_code < 400
    response.headers["Cache-Control"] = "public, max-age=300" if same_for_all else "no-store"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
        response.headers["Access-Control-Allow-Headers"] = "Content-Type"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response
