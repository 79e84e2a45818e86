"""The API, described for programs in OpenAPI 3.1: every fact and code by name, made from the questions themselves."""

from typing import Any

from directory.checker import AREA
from directory.models import NONE, NOT_SURE, ONE_OF, Catalogue, Confidence, Freshness, Kind, OfferKind, Question, Scope
from directory.truth import Strength, Verdict
from directory.web.answer_faults import ID, LONGEST_ID, MOST_CHILDREN, codes_of
from directory.web.searching import FILTERS

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
DATE: Schema = {"type": "string", "format": "date"}


def openapi(catalogue: Catalogue) -> Schema:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kinship support API",
            "version": "1.0.0",
            "description": "What help there is for kinship carers in England, by legal arrangement, with the reason and the "
            "source. It keeps nothing of what is sent, and needs no key.",
        },
        "servers": [{"url": "/"}],
        "paths": _paths(catalogue),
        "components": {"schemas": {**_sent(catalogue), **_answered(catalogue)}},
    }


def _paths(catalogue: Catalogue) -> Schema:
    slug = {"name": "slug", "in": "path", "required": True, "schema": TEXT, "example": next(iter(catalogue.offers), "")}
    check = _post(
        "check",
        "What every offer says to a household, and why",
        "Household",
        _response("A result for each offer that is looked at there, per child where it is about a child.", "Check"),
    )
    check["responses"] |= {"409": _refusal("Two children have the same id.")}
    compare = _post(
        "compare",
        "What every entitlement would say under each legal arrangement",
        "HouseholdOfOne",
        _response("A row for each entitlement, with a verdict in each column.", "Comparison"),
    )
    moved = {"description": "The offer has a new name.", "headers": {"Location": {"required": True, "schema": TEXT}}}
    one = _get("offer", "One offer in full", "Offer") | {"parameters": [slug]}
    one["responses"] |= {"301": moved, "404": _refusal("There is no such offer.")}
    found = _get("search", "What is found for words, filters and a place", "Found")
    return {
        "/api/check": {"post": check},
        "/api/compare": {"post": compare},
        "/api/offers": {"get": _get("offers", "Every offer in short", "OfferSummary", many=True)},
        "/api/offers/{slug}": {"get": one},
        "/api/search": {"get": found | {"parameters": _asked()}},
        "/api/questions": {"get": _get("questions", "Every question, in the order of asking", "Question", many=True)},
        "/api/openapi.json": {"get": _get("openapi", "This document", "Document")},
    }


def _asked() -> list[Schema]:
    """The parameters of a search. What is not known among them finds nothing or is left out; nothing is refused."""
    words = [
        {"name": name, "in": "query", "schema": TEXT} for name in ("q", "lang", "near", "area", "page", "per_page", "exact")
    ]
    several = _list(TEXT)
    return words + [{"name": name, "in": "query", "schema": several, "explode": True} for name in FILTERS]


def _found() -> Schema:
    """What a search gives."""
    count: Schema = {"type": "integer", "minimum": 0}
    hit = {
        **dict.fromkeys(("offer", "title", "lang", "summary"), TEXT),
        "kind": {"enum": [kind.value for kind in OfferKind]},
        "area": _list(TEXT),
        "miles": {"type": ["number", "null"]},
        "freshness": {"enum": [freshness.value for freshness in Freshness]},
        "assured_date": DATE,
    }
    facets = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": count}}
    return _object(
        {
            **dict.fromkeys(("total", "page", "per_page"), count),
            "query": TEXT,
            "corrected_to": {"type": ["string", "null"]},
            "facets": facets,
            "results": _list(_object(hit)),
        }
    )


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: Schema, **limits: Any) -> Schema:
    return {"type": "array", "items": items, **limits}


def _object(properties: Schema, optional: bool = False) -> Schema:
    required = [] if optional else list(properties)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _response(description: str, name: str, many: bool = False) -> Schema:
    schema = _list(_ref(name)) if many else _ref(name)
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _refusal(description: str) -> Schema:
    return {"description": description, "content": {"application/problem+json": {"schema": _ref("Problem")}}}


def _get(name: str, summary: str, answer: str, many: bool = False) -> Schema:
    return {"operationId": name, "summary": summary, "responses": {"200": _response(summary + ".", answer, many)}}


def _post(name: str, summary: str, sent: str, answer: Schema) -> Schema:
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref(sent)}}},
        "responses": {
            "200": answer,
            "400": _refusal("The body is not JSON, or some of it is wrong. Every fault is named."),
            "413": _refusal("The body is over 64 KB."),
            "415": _refusal("The body is not sent as application/json."),
        },
    }


def _sent(catalogue: Catalogue) -> Schema:
    """What POST /api/check and /api/compare take."""
    questions = catalogue.questions.values()
    facts = {
        scope: {question.key: _answer(catalogue, question) for question in questions if question.scope is scope}
        for scope in Scope
    }
    area = facts[Scope.CARER].pop(AREA, {})
    name = {"type": "string", "minLength": 1, "maxLength": LONGEST_ID, "description": "Another one for each child."}
    children, one_child = (_list(_ref("Child"), maxItems=most) for most in (MOST_CHILDREN, 1))
    return {
        "Household": _object({AREA: area, "answers": _ref("Carer"), "children": children}, optional=True),
        "HouseholdOfOne": _object({AREA: area, "answers": _ref("Carer"), "children": one_child}, optional=True),
        "Carer": _object(facts[Scope.CARER], optional=True),
        "Child": _object({ID: name} | facts[Scope.CHILD], optional=True),
    }


def _answer(catalogue: Catalogue, question: Question) -> Schema:
    """One answer, one of several, or "not-sure". A fact that is left out is not known either."""
    low, high = question.ages
    codes = list(codes_of(catalogue, question))
    one: Schema = {"type": "integer", "minimum": low, "maximum": high} if question.kind is Kind.AGE else {"enum": codes}
    several = _object({ONE_OF: _list(one, minItems=1)})
    forms = _lists(codes) if question.kind is Kind.CHOICES else [one]
    return {"description": question.ask, "anyOf": [*forms, {"const": NOT_SURE}, several]}


def _lists(codes: list[str]) -> list[Schema]:
    """Any number of codes; "none" only by itself."""
    some = _list({"enum": [code for code in codes if code != NONE]}, minItems=1)
    return [some, {"const": [NONE]}] if NONE in codes else [some]


def _answered(catalogue: Catalogue) -> Schema:
    """What comes back."""
    fact = {"enum": list(catalogue.questions)}
    strength = {"enum": [strength.value for strength in Strength]}
    source = {"anyOf": [_object({"url": TEXT, "seen": {"anyOf": [DATE, {"type": "null"}]}}), _object({"knowledge": TEXT})]}
    result = {
        "offer": TEXT,
        "title": TEXT,
        "child": {"type": ["string", "null"], "description": "The id of the child; null for the whole household."},
        "verdict": {"enum": [verdict.value for verdict in Verdict]},
        "strength": strength,
        "because": _list(_object({"fact": fact, "sentence": TEXT})),
        "missing": _list(fact),
        "not_checked": _list(TEXT),
        "sources": _list(_ref("Source")),
    }
    key = {"anyOf": [fact, {"type": "null"}], "description": "The fact to ask for next; null where nothing is open."}
    check = {"as_of": DATE, "build": TEXT, "results": _list(_ref("Result")), "next_question": key}
    summary, rest = _offer(strength)
    return {
        "Check": _object(check),
        "Comparison": _object(_comparison(fact, strength) | {"next_question": key}),
        "Result": _object(result),
        "Source": source,
        "OfferSummary": _object(summary),
        "Offer": _object(summary | rest),
        "Question": _object(_question(fact)),
        "Problem": _object(_problem()),
        "Found": _found(),
        "Document": {"type": "object", "required": ["openapi", "info", "paths"]},
    }


def _comparison(fact: Schema, strength: Schema) -> Schema:
    """The columns and rows of a comparison. Verdicts and facts are by the id of the column."""
    verdict = {"enum": [verdict.value for verdict in Verdict]}
    sets = {"type": "object", "propertyNames": fact, "additionalProperties": TEXT}
    row = {
        **dict.fromkeys(("offer", "title", "category"), TEXT),
        "verdicts": {"type": "object", "additionalProperties": verdict},
        "strength": strength | {"description": "What a yes is worth at the least, whatever the column."},
        "depends_on": {"type": "object", "additionalProperties": _list(fact)},
    }
    return {"columns": _list(_object({"id": TEXT, "title": TEXT, "sets": sets})), "rows": _list(_object(row))}


def _offer(strength: Schema) -> tuple[Schema, Schema]:
    """The fields of an offer in the list, and those that only the offer itself has."""
    words, texts = ("slug", "title", "summary", "organization"), ("body", "who_decides", "next_step")
    lists = ("not_checked", "unsure", "legal_basis", "recommendations", "recommendations_partial", "aliases")
    summary = {
        **dict.fromkeys(words, TEXT),
        "kind": {"enum": [kind.value for kind in OfferKind]},
        "strength": strength,
        **dict.fromkeys(("areas", "categories"), _list(TEXT)),
        **dict.fromkeys(("assured_date", "review_by"), DATE),
    }
    rest = {
        **dict.fromkeys(texts, TEXT),
        **dict.fromkeys(lists, _list(TEXT)),
        "sources": _list(_ref("Source")),
        "confidence": {"enum": [confidence.value for confidence in Confidence]},
    }
    return summary, rest


def _question(fact: Schema) -> Schema:
    ages = _object({"from": {"type": "integer"}, "to": {"type": "integer"}})
    return {
        "key": fact,
        "scope": {"enum": [scope.value for scope in Scope]},
        "type": {"enum": [kind.value for kind in Kind]},
        **dict.fromkeys(("ask", "hint", "why"), TEXT),
        "not_sure": {"type": "string", "description": "How to find out, in HTML."},
        "only_if": {"type": "object", "additionalProperties": _list(TEXT), "description": "Ask it only where this is so."},
        "codes": _list(_object({"code": TEXT, "label": TEXT})),
        "ages": {"anyOf": [ages, {"type": "null"}]},
    }


def _problem() -> Schema:
    errors = _list(_object({"field": TEXT, "what": TEXT}))
    return {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT, "errors": errors}
