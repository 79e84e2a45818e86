"""The JSON API: what it takes, what it answers, and how it says that something is wrong."""

import dataclasses
import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.checker import Checker, Household
from directory.models import Catalogue
from directory.web import create_app
from directory.web.raw_answers import BadAnswers, forgiving_household, read_household
from directory.web.site import Site, today

PROBLEM = "application/problem+json"
GUARDIAN = {"arrangement": "special-guardianship-order", "previously_looked_after": "immediately-before", "child_age": 9}
INFORMAL = {"arrangement": "no-order", "child_age": 9, "parents": "both-died"}


@pytest.fixture(scope="module")
def app(builds: Path) -> Flask:
    return create_app(builds)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def checked(client: FlaskClient, body: object) -> dict[str, Any]:
    answer = client.post("/api/check", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def results(client: FlaskClient, body: object, offer: str) -> list[dict[str, Any]]:
    return [one for one in checked(client, body)["results"] if one["offer"] == offer]


def faults(client: FlaskClient, body: object) -> dict[str, str]:
    answer = client.post("/api/check", json=body)
    assert (answer.status_code, answer.mimetype) == (400, PROBLEM)
    return {fault["field"]: fault["what"] for fault in answer.get_json()["errors"]}


def refused(client: FlaskClient, sent: bytes, status: int = 400) -> str:
    answer = client.post("/api/check", data=sent, content_type="application/json")
    assert (answer.status_code, answer.mimetype) == (status, PROBLEM)
    return str(answer.get_json()["detail"])


# What is answered


def test_an_empty_body_is_a_household_of_which_nothing_is_known(client: FlaskClient) -> None:
    answer = checked(client, {})
    assert answer["next_question"] == "area"
    assert {one["child"] for one in answer["results"]} == {None}
    assert not any(one["verdict"] != "maybe" and one["missing"] for one in answer["results"])


def test_the_answer_names_its_day_and_its_build(client: FlaskClient, builds: Path) -> None:
    answer = checked(client, {})
    assert answer["as_of"] == today().isoformat()
    assert answer["build"] == (builds / "current").readlink().name


def test_a_result_about_a_child_carries_its_id_and_one_about_the_household_null(client: FlaskClient) -> None:
    body = {"area": "leeds", "children": [GUARDIAN, {"id": "Sam", **INFORMAL}]}
    assert [one["child"] for one in results(client, body, "guardians-allowance")] == ["1", "Sam"]
    assert [one["child"] for one in results(client, body, "nhs-talking-therapies")] == [None]


def test_siblings_with_different_arrangements_have_different_verdicts(client: FlaskClient) -> None:
    found = results(
        client, {"area": "leeds", "children": [GUARDIAN, INFORMAL]}, "adoption-special-guardianship-support-fund"
    )
    assert [one["verdict"] for one in found] == ["yes", "no"]


def test_a_verdict_says_why_and_from_where(client: FlaskClient) -> None:
    (one,) = results(client, {"area": "leeds", "children": [INFORMAL]}, "guardians-allowance")
    assert one["verdict"] == "yes"
    assert {"fact": "parents", "sentence": "Both of the child's parents have died."} in one["because"]
    assert one["sources"][0]["url"] == "https://www.gov.uk/guardians-allowance/eligibility"
    assert one["not_checked"]


def test_a_source_that_is_not_cited_is_not_sent(client: FlaskClient) -> None:
    (one,) = results(client, {"children": [INFORMAL]}, "guardians-allowance")
    assert not any("askcpag" in source.get("url", "") for source in one["sources"])


def test_results_come_in_the_order_of_the_catalogue_each_once(client: FlaskClient, catalogue: Catalogue) -> None:
    body = {"area": {"one_of": ["leeds", "leeds", "bradford"]}, "children": [GUARDIAN]}
    found = [one["offer"] for one in checked(client, body)["results"]]
    assert found == [slug for slug in catalogue.offers if slug in found]


def test_what_is_missing_is_named_in_the_order_of_asking(client: FlaskClient, catalogue: Catalogue) -> None:
    order = list(catalogue.questions)
    for one in checked(client, {})["results"]:
        assert one["missing"] == sorted(one["missing"], key=order.index)


def test_a_place_outside_england_is_the_reason_for_a_no(client: FlaskClient) -> None:
    (one,) = results(client, {"area": "wales", "children": [GUARDIAN]}, "pupil-premium-plus")
    assert (one["verdict"], [reason["fact"] for reason in one["because"]]) == ("no", ["area"])


def test_several_possible_answers_are_not_told_as_all_true(client: FlaskClient) -> None:
    either = {"one_of": ["special-guardianship-order", "child-arrangements-order"]}
    (one,) = results(client, {"area": "leeds", "children": [{"arrangement": either}]}, "fostering-allowance")
    assert one["verdict"] == "no"
    assert one["because"][0]["sentence"].startswith("One of these is true: ")


def test_a_fault_of_ours_in_one_offer_is_a_maybe_that_says_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Checker, "strength", lambda *_: 1 / 0)
    one = checked(client, {"area": "leeds", "children": [INFORMAL]})["results"][0]
    assert (one["verdict"], one["because"]) == ("maybe", [])
    assert one["not_checked"][0].startswith("We could not check this one")


def test_a_question_that_was_answered_with_not_sure_is_not_asked_again(client: FlaskClient) -> None:
    assert checked(client, {"area": "not-sure"})["next_question"] == "arrangement"
    assert checked(client, {"area": "leeds", "children": [{"arrangement": "not-sure"}]})["next_question"] != "arrangement"


def test_not_sure_and_left_out_give_the_same_verdicts(client: FlaskClient) -> None:
    unsure = {"area": "leeds", "children": [INFORMAL | {"school": "not-sure"}]}
    assert checked(client, unsure)["results"] == checked(client, {"area": "leeds", "children": [INFORMAL]})["results"]


def test_nothing_is_left_to_ask_when_everything_was_answered(client: FlaskClient, catalogue: Catalogue) -> None:
    unsure: dict[str, dict[str, str]] = {"carer": {}, "child": {}}
    for key, question in catalogue.questions.items():
        unsure[question.scope.value][key] = "not-sure"
    area = unsure["carer"].pop("area")
    body = {"area": area, "answers": unsure["carer"], "children": [unsure["child"]]}
    assert checked(client, body)["next_question"] is None


def test_an_answer_to_a_question_that_would_not_be_put_is_no_fault(client: FlaskClient) -> None:
    checked(client, {"answers": {"universal_credit_earnings": "nil", "benefits": ["none"]}})


# How answers are read


def test_none_is_the_answer_that_no_code_holds(catalogue: Catalogue) -> None:
    household = read_household({"answers": {"benefits": ["none"]}}, catalogue)
    assert household.carer.known == {"benefits": catalogue.questions["benefits"].fact.exactly([])}


def test_a_list_of_codes_says_that_the_others_do_not_hold(catalogue: Catalogue) -> None:
    household = read_household({"answers": {"benefits": ["pension-credit", "housing-benefit"]}}, catalogue)
    fact = catalogue.questions["benefits"].fact
    assert household.carer.known["benefits"] == fact.exactly(["housing-benefit", "pension-credit"])


def test_one_of_narrows_each_kind_of_answer(catalogue: Catalogue) -> None:
    facts = {key: question.fact for key, question in catalogue.questions.items()}
    answers = {"benefits": {"one_of": ["none", "pension-credit"]}, "work": {"one_of": ["employee", "self-employed"]}}
    body = {
        "area": {"one_of": ["leeds", "wales"]},
        "answers": answers,
        "children": [{"child_age": {"one_of": [3, 4]}}],
    }
    household = read_household(body, catalogue)
    assert household.areas == ("leeds", "wales")
    assert household.carer.known == {
        "benefits": facts["benefits"].exactly([]) | facts["benefits"].exactly(["pension-credit"]),
        "work": facts["work"].having(["employee", "self-employed"]),
    }
    assert household.children[0].answers.known == {"child_age": facts["child_age"].having(["3", "4"])}


def test_every_key_that_was_given_counts_as_asked(catalogue: Catalogue) -> None:
    household = read_household({"area": "not-sure", "answers": {"work": "not-sure", "home": "owns"}}, catalogue)
    assert household.carer.asked == {"area", "work", "home"}
    assert set(household.carer.known) == {"home"}


def test_children_without_an_id_have_their_number_or_the_next_free_one(catalogue: Catalogue) -> None:
    children: list[dict[str, str]] = [{}, {"id": "3"}, {}, {"id": "Sam"}]
    household = read_household({"children": children}, catalogue)
    assert [child.id for child in household.children] == ["1", "3", "4", "Sam"]


def test_a_session_from_an_older_vocabulary_keeps_what_is_still_right(catalogue: Catalogue) -> None:
    old = {
        "area": "middlesex",
        "answers": {"work": "employee", "home": "castle", "horses": "yes", "benefits": ["none", "carers-allowance"]},
        "children": [{"id": "1", "child_age": 99, "parents": "one-died"}, "x", {"id": "1"}, {"id": 7}],
        "extra": 1,
    }
    household = forgiving_household(old, catalogue)
    assert household.areas == ()
    assert household.carer.asked == {"work"}
    assert [(child.id, set(child.answers.asked)) for child in household.children] == [("1", {"parents"}), ("2", set())]


@pytest.mark.parametrize("body", [None, [], "x", {"answers": 1, "children": {}}, {"area": {"one_of": []}}])
def test_a_session_of_any_form_can_be_read(catalogue: Catalogue, body: object) -> None:
    assert forgiving_household(body, catalogue) == forgiving_household({}, catalogue)


def test_a_session_without_faults_is_read_as_the_api_reads_it(catalogue: Catalogue) -> None:
    body = {"area": "leeds", "answers": {"work": "not-sure"}, "children": [{"id": "2", **GUARDIAN}, INFORMAL]}
    assert forgiving_household(body, catalogue) == read_household(body, catalogue)


# Faults in answers


@pytest.mark.parametrize(
    ("body", "field", "what"),
    [
        ([], "", 'Send an object, like {"area": "leeds", "answers": {}, "children": [{}]}.'),
        ({"anwers": {}}, "anwers", '"anwers" is not known here. Did you mean "answers"?'),
        ({"zz": 1}, "zz", '"zz" is not known here. The fields are "area", "answers" and "children".'),
        ({"child_age": 9}, "child_age", '"child_age" is about a child. Put it in an entry of "children".'),
        ({"work": "employee"}, "work", '"work" is about the carer. Put it in "answers".'),
        ({"area": "ledes"}, "area", '"ledes" is not one of the codes. Did you mean "leeds"?'),
        ({"area": "LS1 4AP"}, "area", '"LS1 4AP" is not one of the codes. GET /api/questions lists the codes.'),
        (
            {"answers": {"area": "leeds"}},
            "answers.area",
            '"area" goes at the top level, beside "answers" and "children".',
        ),
        (
            {"answers": {"child_age": 9}},
            "answers.child_age",
            '"child_age" is about a child. Put it in an entry of "children".',
        ),
        ({"answers": {"wrok": 1}}, "answers.wrok", '"wrok" is not known here. Did you mean "work"?'),
        ({"answers": {"qq": 1}}, "answers.qq", '"qq" is not known here. GET /api/questions lists all facts.'),
        (
            {"answers": {"work": ["employee"]}},
            "answers.work",
            'Give a code as text, like "employee". If it is not known, leave it out.',
        ),
        (
            {"answers": {"work": None}},
            "answers.work",
            'Give a code as text, like "employee". If it is not known, leave it out.',
        ),
        (
            {"answers": {"work": "employe"}},
            "answers.work",
            '"employe" is not one of the codes. Did you mean "employee"?',
        ),
        (
            {"answers": {"benefits": "universal-credit"}},
            "answers.benefits",
            'Give a list of codes, like ["universal-credit"]. If none of them is true, give ["none"]. '
            "If it is not known, leave it out.",
        ),
        (
            {"answers": {"benefits": ["none", "pension-credit"]}},
            "answers.benefits",
            '"none" cannot stand beside another code. Give ["none"] alone, or take it out.',
        ),
        (
            {"answers": {"work": {"one_of": []}}},
            "answers.work",
            'Give one answer, or {"one_of": […]} with at least one in the list and nothing beside it.',
        ),
        (
            {"answers": {"work": {"one_of": ["employee", "not-sure"]}}},
            "answers.work.one_of[1]",
            '"not-sure" is not one of the codes. GET /api/questions lists the codes.',
        ),
        (
            {"answers": []},
            "answers",
            "Send an object with a fact and its answer in each entry, or an empty one: {}.",
        ),
        ({"children": {}}, "children", 'Send a list with one object for each child, like [{"child_age": 9}].'),
        ({"children": [{}] * 13}, "children", "Send 12 children at most."),
        (
            {"children": [3]},
            "children[0]",
            "Send an object with a fact and its answer in each entry, or an empty one: {}.",
        ),
        (
            {"children": [{"work": "employee"}]},
            "children[0].work",
            '"work" is about the carer. Put it in "answers".',
        ),
        ({"children": [{"child_age": 26}]}, "children[0].child_age", "Give an age from 0 to 25."),
        (
            {"children": [{}, {"child_age": "9"}]},
            "children[1].child_age",
            "Give the age in whole years, as a number without quotes, like 9.",
        ),
        (
            {"children": [{"id": ""}]},
            "children[0].id",
            'Give the id as text of 1 to 40 characters, like "1", or leave it out.',
        ),
    ],
)
def test_a_fault_says_where_it_is_and_what_to_do(client: FlaskClient, body: object, field: str, what: str) -> None:
    assert faults(client, body) == {field: what}


@pytest.mark.parametrize("age", [9.5, True, "9", None, [9], -1, 26, {"one_of": [9.5]}, {"one_of": 9}])
def test_an_age_is_a_whole_number_that_a_child_can_have(catalogue: Catalogue, age: object) -> None:
    with pytest.raises(BadAnswers):
        read_household({"children": [{"child_age": age}]}, catalogue)


@pytest.mark.parametrize("codes", [[], [None], [["none"]], [{}], {}, 1, True, {"one_of": ["none"], "x": 1}])
def test_a_list_of_codes_of_another_form_is_a_fault(catalogue: Catalogue, codes: object) -> None:
    with pytest.raises(BadAnswers):
        read_household({"answers": {"benefits": codes}}, catalogue)


def test_all_faults_are_named_at_once(client: FlaskClient) -> None:
    body = {"area": 1, "answers": {"work": 1, "zz": 1}, "children": [{"child_age": 99, "id": 5}, {"parents": "x"}]}
    assert list(faults(client, body)) == [
        "area",
        "answers.work",
        "answers.zz",
        "children[0].child_age",
        "children[0].id",
        "children[1].parents",
    ]


def test_two_children_with_one_id_are_a_conflict(client: FlaskClient) -> None:
    answer = client.post("/api/check", json={"children": [{"id": "a"}, {"id": "a"}]})
    assert answer.status_code == 409
    assert answer.get_json()["errors"] == [
        {"field": "children[1].id", "what": 'Another child has the id "a". Give each its own.'}
    ]


def test_thousands_of_faults_are_cut_short(client: FlaskClient) -> None:
    assert len(faults(client, {"area": {"one_of": [f"leed{n}" for n in range(5000)]}})) == 100


def test_a_very_long_word_is_not_sent_back_whole(client: FlaskClient) -> None:
    assert len(client.post("/api/check", json={"x" * 30000: 1, "area": "y" * 30000}).data) < 1000


# Bodies that are no answers


@pytest.mark.parametrize(
    ("sent", "detail"),
    [
        (b"", "The body is not JSON: look at line 1, column 1."),
        (b'{"area": ', "The body is not JSON: look at line 1, column 10."),
        (b"\xff\xfe", "The body has broken characters in it. Send JSON in UTF-8."),
        (b'{"area": "\\ud800"}', "The body has broken characters in it. Send JSON in UTF-8."),
        (b'{"area": "leeds", "area": "wales"}', "A name is used twice in one object. Use each name once."),
        (b'{"area": NaN}', "NaN is not a number in JSON. Take it out."),
        (b"-Infinity", "-Infinity is not a number in JSON. Take it out."),
        (b"9" * 5000, "The body has a number in it that is too long. Make it shorter."),
        (
            b"[" * 60000,
            "The body has too many lists or objects inside each other. GET /api/openapi.json shows its form.",
        ),
        (
            b'{"a":' * 12000 + b"1" + b"}" * 4000,
            "The body has too many lists or objects inside each other. GET /api/openapi.json shows its form.",
        ),
    ],
)
def test_a_body_that_cannot_be_read_is_answered_in_one_sentence(client: FlaskClient, sent: bytes, detail: str) -> None:
    assert refused(client, sent) == detail


@pytest.mark.parametrize("sort", ["text/plain", "application/x-www-form-urlencoded", "application/xml", None])
def test_a_body_that_is_not_sent_as_json_is_refused(client: FlaskClient, sort: str | None) -> None:
    answer = client.post("/api/check", data=b"{}", content_type=sort)
    assert (answer.status_code, answer.mimetype) == (415, PROBLEM)
    assert answer.get_json()["detail"] == 'Send JSON, with the header "Content-Type: application/json".'


def test_json_may_name_its_characters(client: FlaskClient) -> None:
    assert client.post("/api/check", data=b"{}", content_type="application/json; charset=utf-8").status_code == 200


def chunked(client: FlaskClient, body: bytes) -> int:
    """Send a body without a length, as a server passes it on that takes chunks."""
    environ = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    return client.post(
        "/api/check", input_stream=io.BytesIO(body), content_type="application/json", environ_overrides=environ
    ).status_code


def test_a_body_over_64_kb_is_too_large_with_or_without_a_length(client: FlaskClient) -> None:
    fits = b"{" + b" " * (64 * 1024 - 2) + b"}"
    assert client.post("/api/check", data=fits, content_type="application/json").status_code == 200
    assert refused(client, fits + b" ", 413) == "The body is too large. Send 64 KB at most."
    assert (chunked(client, fits), chunked(client, fits + b" "), chunked(client, fits * 9)) == (200, 413, 413)


# Offers and questions


def test_the_list_of_offers_is_the_catalogue(client: FlaskClient, catalogue: Catalogue) -> None:
    assert [offer["slug"] for offer in client.get("/api/offers").get_json()] == list(catalogue.offers)


def test_an_offer_is_given_in_full(client: FlaskClient, catalogue: Catalogue) -> None:
    sent = client.get("/api/offers/guardians-allowance").get_json()
    offer = catalogue.offers["guardians-allowance"]
    assert sent["body"] == offer.text("en").body
    assert sent["legal_basis"] == list(offer.legal_basis)
    assert sent["review_by"] == offer.review_by.isoformat()


def test_an_offer_that_does_not_exist_is_a_problem_with_the_nearest_one(client: FlaskClient) -> None:
    answer = client.get("/api/offers/gardians-allowance")
    assert (answer.status_code, answer.mimetype) == (404, PROBLEM)
    assert answer.get_json()["detail"] == ('There is no offer "gardians-allowance". Did you mean "guardians-allowance"?')


def test_an_old_name_of_an_offer_leads_to_it(
    client: FlaskClient, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = dataclasses.replace(catalogue.offers["guardians-allowance"], aliases=("orphans-allowance",))
    renamed = dataclasses.replace(catalogue, offers={offer.slug: offer})
    site = Site.__new__(Site)
    object.__setattr__(site, "catalogue", renamed)
    monkeypatch.setattr("directory.web.api.the_site", lambda: site)
    answer = client.get("/api/offers/orphans-allowance")
    assert (answer.status_code, answer.location) == (301, "/api/offers/guardians-allowance")


def test_questions_come_in_the_order_of_asking_with_their_codes(client: FlaskClient, catalogue: Catalogue) -> None:
    sent = {question["key"]: question for question in client.get("/api/questions").get_json()}
    assert list(sent) == list(catalogue.questions)
    assert {"code": "leeds", "label": "Leeds"} in sent["area"]["codes"]
    assert {"code": "wales", "label": "Wales"} in sent["area"]["codes"]
    assert sent["child_age"]["ages"] == {"from": 0, "to": 25}
    assert [code["code"] for code in sent["low_income"]["codes"]] == ["yes", "no"]


# Manners


def test_any_site_may_call_and_no_cookie_is_sent(client: FlaskClient) -> None:
    for answer in (
        client.get("/api/offers"),
        client.post("/api/check", json={}),
        client.post("/api/check", json=[]),
        client.get("/api/nothing"),
        client.delete("/api/offers"),
    ):
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer.headers


def test_other_pages_are_not_open_to_other_sites(client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/nothing").headers


def test_a_browser_may_ask_first(client: FlaskClient) -> None:
    headers = client.options("/api/check", headers={"Origin": "https://example.org"}).headers
    assert "POST" in headers["Access-Control-Allow-Methods"]
    assert headers["Access-Control-Allow-Headers"] == "Content-Type"


def test_answers_are_not_kept_on_the_way_and_content_is(client: FlaskClient) -> None:
    assert client.post("/api/check", json={}).headers["Cache-Control"] == "no-store"
    assert client.get("/api/questions").headers["Cache-Control"] == "public, max-age=300"
    assert client.get("/api/offers/nothing").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/offers/a/b"])
def test_an_address_of_the_api_that_does_not_exist_is_a_problem(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, PROBLEM)


def test_an_address_outside_the_api_that_does_not_exist_is_a_page(client: FlaskClient) -> None:
    answer = client.get("/apiary")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_a_method_that_does_not_work_is_a_problem_that_names_those_that_do(client: FlaskClient) -> None:
    answer = client.get("/api/check")
    assert (answer.status_code, answer.mimetype, answer.headers["Allow"]) == (405, PROBLEM, "OPTIONS, POST")
    assert answer.get_json()["detail"] == "GET does not work at this address. Use one of: OPTIONS, POST."


def test_a_fault_of_ours_is_a_problem_and_the_log_holds_no_answer(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Checker, household: Household, *__: object) -> None:
        raise KeyError(household.areas[0])

    monkeypatch.setattr("directory.web.api.next_question", broken)
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/api/check", json={"area": "leeds"})
    assert (answer.status_code, answer.mimetype) == (500, PROBLEM)
    assert answer.get_json()["detail"] == "Something went wrong on our side. Try again later."
    assert "KeyError" in caplog.text
    assert "leeds" not in caplog.text


def test_a_check_logs_nothing(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/api/check", data=json.dumps({"area": "leeds"}), content_type="application/json")
        client.post("/api/check", json={"area": "ledes"})
    assert not caplog.records
