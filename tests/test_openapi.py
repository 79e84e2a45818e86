"""The description of the API is true: it is valid, real answers fit it, and schemathesis finds nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from openapi_spec_validator import validate
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

from directory.models import Catalogue
from directory.web import create_app
from directory.web.openapi import openapi

CONFIG = {
    "seed": 1,
    "generation": {"max-examples": 50, "deterministic": True, "database": "none"},
    "headers": {"Accept-Encoding": "identity"},  # its client for WSGI does not unpack what is compressed
}
A_FAMILY: dict[str, Any] = {
    "area": "leeds",
    "answers": {"benefits": ["universal-credit"], "work": "not-sure", "home": {"one_of": ["owns", "other"]}},
    "children": [
        {"arrangement": "special-guardianship-order", "child_age": 9, "previously_looked_after": "immediately-before"},
        {"id": "baby", "child_age": {"one_of": [0, 1]}, "child_needs": {"one_of": ["none", "disabled"]}},
    ],
}


@pytest.fixture(scope="module")
def app(builds: Path) -> Flask:
    return create_app(builds)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def document(catalogue: Catalogue) -> dict[str, Any]:
    return openapi(catalogue)


@pytest.mark.slow
def test_schemathesis_finds_nothing(app: Flask) -> None:
    """All its checks, over examples, the edges of every schema, random requests and chains of requests."""
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=SchemathesisConfig.from_dict(CONFIG))
    found: list[str] = []
    tried: set[str | None] = set()
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            found.append(str(event))
        elif isinstance(event, events.ScenarioFinished):
            tried.add(event.label)
            found += [f"{event.label}: {failure}" for failure in failures(event)]
    assert not found, "\n\n".join(found)
    assert tried >= {
        "POST /api/check",
        "POST /api/compare",
        "GET /api/offers",
        "GET /api/offers/{slug}",
        "GET /api/questions",
    }


def failures(event: events.ScenarioFinished) -> Iterator[str]:
    for checks in event.recorder.checks.values():
        yield from (str(check.failure_info.failure) for check in checks if check.failure_info)


def fits(answer: object, name: str, document: dict[str, Any]) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    jsonschema.validate(answer, schema, jsonschema.Draft202012Validator, format_checker=jsonschema.FormatChecker())


def test_the_document_is_valid_openapi(document: dict[str, Any]) -> None:
    validate(document)


def test_every_fact_is_named_where_it_is_sent(catalogue: Catalogue, document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    named = {key for name in ("Household", "Carer", "Child") for key in schemas[name]["properties"]}
    assert set(catalogue.questions) == named - {"answers", "children", "id"}


def test_every_address_is_described(app: Flask, document: dict[str, Any]) -> None:
    addresses = {str(rule).replace("<", "{").replace(">", "}") for rule in app.url_map.iter_rules()}
    assert {address for address in addresses if address.startswith("/api")} == set(document["paths"])


def test_the_example_family_fits_what_can_be_sent(document: dict[str, Any]) -> None:
    fits(A_FAMILY, "Household", document)


@pytest.mark.parametrize("body", [{}, A_FAMILY, {"area": "wales", "children": [{}]}, {"area": "not-sure"}])
def test_the_answer_to_a_household_fits(client: FlaskClient, document: dict[str, Any], body: object) -> None:
    answer = client.post("/api/check", json=body)
    assert answer.status_code == 200
    fits(answer.get_json(), "Check", document)


@pytest.mark.parametrize("body", [{}, A_FAMILY | {"children": A_FAMILY["children"][:1]}, {"area": "wales"}])
def test_the_answer_to_a_comparison_fits(client: FlaskClient, document: dict[str, Any], body: object) -> None:
    answer = client.post("/api/compare", json=body)
    assert answer.status_code == 200
    fits(answer.get_json(), "Comparison", document)


@pytest.mark.parametrize("body", ['{"area": 1}', "[", '{"children": [{"id": "a"}, {"id": "a"}]}'])
def test_a_problem_fits(client: FlaskClient, document: dict[str, Any], body: str) -> None:
    fits(client.post("/api/check", data=body, content_type="application/json").get_json(), "Problem", document)


def test_every_offer_fits(client: FlaskClient, document: dict[str, Any]) -> None:
    for short in client.get("/api/offers").get_json():
        fits(short, "OfferSummary", document)
        fits(client.get(f"/api/offers/{short['slug']}").get_json(), "Offer", document)


def test_every_question_fits(client: FlaskClient, document: dict[str, Any]) -> None:
    for question in client.get("/api/questions").get_json():
        fits(question, "Question", document)


def test_the_document_that_is_served_is_this_one(client: FlaskClient, document: dict[str, Any]) -> None:
    assert client.get("/api/openapi.json").get_json() == document
