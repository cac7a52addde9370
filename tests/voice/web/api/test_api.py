"""The API, as programs and attackers meet it."""

import hashlib
import itertools
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from content import parse_article
from content.library import Source
from voice import rules_file
from voice.accounts import Scope
from voice.audit import Door, Kind, Search
from voice.jobs import regeneration
from voice.studio import Studio

RULES = '[[disclaimer]]\nid = "hot"\nkind = "medical"\ntext = {en = "Hot drinks burn."}\n'


@pytest.fixture
def api(app: Flask, client: FlaskClient, studio: Studio) -> FlaskClient:
    """A program with a token for everything, and the article on tea in the library."""
    program = app.test_client()
    program.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {studio.accounts.tokens.make('ours', Scope, 'Bo')}"
    return program


def test_without_a_token_nothing_is_told(client: FlaskClient) -> None:
    answer = client.get("/api/v1/articles")
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Article Voice"'
    assert "/admin/tokens" in answer.json["detail"]


def test_a_token_that_is_not_known_is_refused(client: FlaskClient) -> None:
    for given in ("Bearer avt_wrong", "Bearer ", "Basic QQ==", "avt_", "bearer \x00"):
        assert client.get("/api/v1/articles", headers={"Authorization": given}).status_code == 401


def test_a_token_in_the_address_or_in_a_cookie_is_not_looked_at(client: FlaskClient, studio: Studio, admin) -> None:
    secret = studio.accounts.tokens.make("ours", Scope, "Bo")
    assert client.get(f"/api/v1/articles?access_token={secret}").status_code == 401
    assert admin.get("/api/v1/articles").status_code == 401


def test_each_operation_asks_for_its_scope(app: Flask, client: FlaskClient, studio: Studio) -> None:
    secret = studio.accounts.tokens.make("listens", [Scope.LISTEN], "Bo")
    headers = {"Authorization": f"Bearer {secret}"}
    for rule in app.url_map.iter_rules():
        if operation := getattr(app.view_functions[rule.endpoint], "operation", None):
            address = re.sub(r"<\w+>", "on-tea", rule.rule)
            method = next(iter(rule.methods - {"HEAD", "OPTIONS"}))
            answer = client.open(address, method=method, headers=headers)
            assert answer.status_code == (200 if operation.scope is Scope.LISTEN else 403), address
            if answer.status_code == 403:
                assert f'scope="{operation.scope}"' in answer.headers["WWW-Authenticate"]


def test_every_operation_has_a_scope_but_the_description(app: Flask) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api")]
    without = {rule.rule for rule in rules if not hasattr(app.view_functions[rule.endpoint], "operation")}
    assert without == {"/api/v1/openapi.json"}


def test_the_description_has_every_route_and_each_refers_to_what_is_there(app: Flask, client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    rules = [rule for rule in app.url_map.iter_rules() if hasattr(app.view_functions[rule.endpoint], "operation")]
    routes = {(re.sub(r"<(\w+)>", r"{\1}", rule.rule), method.lower())
              for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}}  # fmt: skip
    described = {(path, method) for path, methods in document["paths"].items() for method in methods}
    assert (document["openapi"], described) == ("3.1.0", routes)
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"] for operation in operations)
    for path, methods in document["paths"].items():
        for operation in methods.values():
            named = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
            assert named == set(re.findall(r"\{(\w+)\}", path))
    for reference in re.findall(r'"\$ref": ?"#/components/(\w+)/(\w+)"', client.get("/api/v1/openapi.json").text):
        assert reference[1] in document["components"][reference[0]]


def test_articles_are_listed_in_pages(api: FlaskClient, studio: Studio) -> None:
    for number in range(3):
        cups = parse_article(f"Cups {number}\n\nA cup is a cup.".encode())
        studio.library.keep(cups, Source(b"", "cups.txt"), slug=f"cups-{number}")
    page = api.get("/api/v1/articles?per_page=2&page=2")
    assert [each["slug"] for each in page.json["items"]] == ["cups-2", "on-tea"]
    assert page.json["count"] == 4
    assert page.headers["Link"] == '</api/v1/articles?per_page=2&page=1>; rel="prev"'


def test_an_article_comes_with_its_sections_and_disclaimers(api: FlaskClient) -> None:
    found = api.get("/api/v1/articles/on-tea").json
    assert [section["id"] for section in found["sections"]][1] == "how-long-it-should-steep"
    assert [(each["kind"], each["state"]) for each in found["disclaimers"]] == [("medical", "unreviewed")]


def test_an_article_is_added_as_html_and_again_at_no_cost(api: FlaskClient, studio: Studio) -> None:
    page = {"html": "<title>Cups</title><h1>Cups</h1><p>A cup is a cup is a cup.", "url": "https://example.org/cups"}
    page["topics"] = ["Drinks"]
    first, again = (api.post("/api/v1/articles", json=page) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.location == "/api/v1/articles/cups"
    assert (first.json["url"], first.json["topics"]) == ("https://example.org/cups", ["drinks"])
    (row,) = [row for row in studio.trail.rows(Search(kind=Kind.ARTICLE), most=9) if row.subject == "cups"]
    assert (row.who, row.door) == ("ours (token)", Door.API)


def test_nothing_of_this_machine_is_fetched(api: FlaskClient) -> None:
    for url in ("http://127.0.0.1/", "http://[::1]/", "file:///etc/passwd", "/etc/passwd", "gopher://x"):
        answer = api.post("/api/v1/articles", json={"url": url})
        assert answer.status_code == 502
        assert "root:" not in answer.text


def test_a_version_that_has_lost_its_disclaimer_is_refused(api: FlaskClient) -> None:
    page = {"text": "On tea\n\nTea warms the hands.", "slug": "on-tea"}
    refused = api.post("/api/v1/articles", json=page)
    assert (refused.status_code, "may_lose_disclaimers" in refused.json["detail"]) == (409, True)


WRONG = (
    ({"text": 5}, "#/text"), ({"txt": "x"}, "#/txt"), ({}, "#/url"), ({"text": "x", "html": "y"}, "#/url"),
    ({"text": "x", "topics": ["a", 1]}, "#/topics/1"),
)  # fmt: skip


def test_a_body_that_is_wrong_is_told_what_and_where(api: FlaskClient) -> None:
    for body, pointer in WRONG:
        answer = api.post("/api/v1/articles", json=body)
        assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
        assert answer.json["errors"] == [{"detail": answer.json["detail"], "pointer": pointer}]


def test_what_is_no_json_is_refused(api: FlaskClient) -> None:
    assert api.post("/api/v1/articles", data={"text": "x"}).status_code == 415
    assert api.post("/api/v1/articles", data=b"{", content_type="application/json").status_code == 400
    assert api.post("/api/v1/articles", data=b'"\xff"', content_type="application/json").status_code == 400
    assert api.post("/api/v1/articles", json=[1]).status_code == 422


def test_a_body_that_is_too_large_is_refused_before_it_is_read(api: FlaskClient) -> None:
    huge = api.put("/api/v1/articles/on-tea/topics", json={"topics": ["x" * 100_000]})
    assert (huge.status_code, huge.mimetype) == (413, "application/problem+json")


def test_a_page_that_cannot_be_is_refused(api: FlaskClient) -> None:
    for query in ("page=0", "page=x", "per_page=201", "pages=1"):
        assert api.get(f"/api/v1/articles?{query}").status_code == 422


def test_what_is_not_there_is_a_problem_document(api: FlaskClient) -> None:
    for address in ("/api/v1/articles/on-tee", "/api/v1/articles/on-tee/proof", "/api/v1/articles/on-tee/recordings"):
        assert "Did you mean on-tea?" in api.get(address).json["detail"]
    answer = api.patch("/api/v1/articles")
    assert (answer.status_code, answer.json["status"]) == (405, 405)
    assert "POST" in answer.headers["Allow"]
    assert api.get("/api/v1/nowhere").json["status"] == 404


def test_topics_are_put_in_place_of_those_before(api: FlaskClient) -> None:
    for topics in (["Drinks", "tea"], ["tea", "cups"]):
        answer = api.put("/api/v1/articles/on-tea/topics", json={"topics": topics})
    assert answer.json == {"topics": ["tea", "cups"]}


def test_disclaimers_are_decided_on(api: FlaskClient, studio: Studio) -> None:
    (found,) = api.get("/api/v1/articles/on-tea/disclaimers").json["items"]
    decisions = f"/api/v1/articles/on-tea/disclaimers/{found['key']}/decisions"
    assert api.post(decisions, json={"verdict": "shortened", "short": "No advice."}).status_code == 201
    assert api.get("/api/v1/articles/on-tea").json["disclaimers"][0]["short"] == "No advice."
    assert "Say why" in api.post(decisions, json={"verdict": "rejected"}).json["detail"]
    assert api.post(decisions, json={"verdict": "rejected", "reason": "A quotation"}).json["changed"]
    assert api.post(decisions, json={"verdict": "confirmed"}).json["changed"]
    history = api.get("/api/v1/articles/on-tea/disclaimers").json["history"]
    assert [each["who"] for each in history] == ["ours (token)"] * 3
    assert api.post(decisions.replace(found["key"], "0" * 12), json={"verdict": "confirmed"}).status_code == 404


def test_rules_are_put_whole_or_not_at_all(api: FlaskClient) -> None:
    assert api.put("/api/v1/rules", json={"text": RULES}).json["rules"]["notices"][0]["id"] == "hot"
    wrong = api.put("/api/v1/rules", json={"text": RULES.replace("medical", "medicall")})
    assert (wrong.status_code, "disclaimer 1 (hot)" in wrong.json["detail"]) == (422, True)
    assert api.get("/api/v1/rules").json["text"] == RULES


def test_rules_that_somebody_else_has_changed_are_not_put_over(api: FlaskClient) -> None:
    read = api.get("/api/v1/rules").headers["ETag"]
    put = api.put("/api/v1/rules", json={"text": RULES}, headers={"If-Match": read})
    assert (put.status_code, put.headers["ETag"]) == (200, api.get("/api/v1/rules").headers["ETag"])
    late = api.put("/api/v1/rules", json={"text": ""}, headers={"If-Match": read})
    assert (late.status_code, "Read them again" in late.json["detail"]) == (412, True)
    assert api.get("/api/v1/rules").json["text"] == RULES
    assert api.put("/api/v1/rules", json={"text": ""}, headers={"If-Match": "*"}).status_code == 200


def test_rules_their_words_and_their_tag_are_of_one_reading(
    api: FlaskClient, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.desk.rules_file.path.write_text(RULES)
    words = (RULES.replace("hot", f"hot-{number}") for number in itertools.count())
    monkeypatch.setattr(rules_file, "rules_text", lambda _path: next(words))
    found = api.get("/api/v1/rules")
    assert found.json["rules"]["notices"][0]["id"] in found.json["text"]
    assert found.get_etag() == (hashlib.sha256(found.json["text"].encode()).hexdigest(), False)


def test_rules_with_a_carriage_return_in_each_line_have_the_tag_that_they_are_read_with(api: FlaskClient) -> None:
    put = api.put("/api/v1/rules", json={"text": RULES.replace("\n", "\r\n")})
    read = api.get("/api/v1/rules")
    assert (put.headers["ETag"], put.json["text"]) == (read.headers["ETag"], read.json["text"])


def test_words_are_put_listed_and_deleted(api: FlaskClient) -> None:
    word = "/api/v1/lexicon/en/tea%20cosy?article=on-tea"
    assert api.put(word, json={"alias": "tea warmer"}).json["changed"]
    assert not api.put(word, json={"alias": "tea warmer"}).json["changed"]
    (entry,) = api.get("/api/v1/lexicon?article=on-tea&lang=en").json["items"]
    assert (entry["lexeme"]["graphemes"], entry["changed_by"]) == (["tea cosy"], "ours (token)")
    assert api.get("/api/v1/lexicon").json["count"] == 0
    assert [api.delete(word).status_code for _ in range(2)] == [204, 404]
    assert api.put(word, json={}).status_code == 422


def test_recordings_tell_how_far_they_are(api: FlaskClient, client: FlaskClient) -> None:
    client.get("/a/on-tea/disclaimer.mp3", buffered=True)
    opening, *others = api.get("/api/v1/articles/on-tea/recordings").json["items"]
    assert (opening["section"], opening["ready"], opening["error"]) == ("", True, "")
    assert client.get(opening["address"], buffered=True).status_code == 200
    assert all(not each["address"] for each in others if not each["alone"])


def test_changes_are_found(api: FlaskClient) -> None:
    api.put("/api/v1/articles/on-tea/topics", json={"topics": ["drinks"]})
    found = api.get("/api/v1/audit?article=on-tea&kind=article&since=2020-01-01").json
    assert (found["count"], found["items"][0]["who"]) == (2, "ours (token)")
    assert api.get("/api/v1/audit?kind=nonsense").status_code == 422
    assert api.get("/api/v1/articles/on-tea/proof").json[0]["wording"] == "full"


def test_no_cache_keeps_what_is_told(api: FlaskClient) -> None:
    assert api.get("/api/v1/articles").headers["Cache-Control"] == "no-store"


def test_a_regeneration_is_planned_started_paused_and_cancelled(api: FlaskClient) -> None:
    plan = api.post("/api/v1/regenerations", json={"slugs": ["on-tea"], "dry_run": True}).json
    assert (plan["number"], plan["plan"]["clips"] > 0) == (None, True)
    assert api.get("/api/v1/regenerations").json["items"] == []
    started = api.post("/api/v1/regenerations", json={"slugs": ["on-tea"]})
    assert (started.status_code, api.get(started.location).json["asked_by"]) == (201, "ours (token)")
    states = [api.post(f"{started.location}/{do}").json["state"] for do in ("pause", "resume", "cancel")]
    assert states == ["paused", "working", "cancelled"]
    assert [each["counts"] for each in api.get("/api/v1/regenerations").json["items"]] == [{"cancelled": 1}]
    told = api.get(started.location).json
    assert (told["counts"], [each["slug"] for each in told["articles"]]) == ({"cancelled": 1}, ["on-tea"])
    assert [api.post(f"{started.location}/{do}").status_code for do in ("pause", "resume", "cancel")] == [409] * 3
    for number in (99, 10**23):
        assert api.post(f"/api/v1/regenerations/{number}/cancel").status_code == 404
    assert api.post("/api/v1/regenerations", json={"all": True, "voice": "nonsense"}).status_code == 422


def test_an_article_is_spoken_at_another_rate_and_heard_as_before_again(
    api: FlaskClient, client: FlaskClient, studio: Studio
) -> None:
    client.get("/a/on-tea")
    begun = api.post("/api/v1/regenerations", json={"all": True, "rate": 1.5})
    for _ in regeneration.work(studio, begun.json["number"]):
        pass
    now, before = api.get("/api/v1/articles/on-tea/generations").json["items"]
    assert (now["delivery"]["rate"], before["delivery"]["rate"]) == (1.5, 1.0)
    as_set = api.post("/api/v1/regenerations", json={"slugs": ["on-tea"], "as_set": True, "dry_run": True}).json
    assert [(each["slug"], each["new"], each["clips"]) for each in as_set["plan"]["articles"]] == [("on-tea", True, 0)]
    [now, *_] = api.post("/api/v1/articles/on-tea/generations/back").json["items"]
    assert now["delivery"]["rate"] == 1.0
    noted = {row.after for row in studio.trail.rows(Search(kind=Kind.RECORDINGS), most=9)}
    assert noted == {"begun: every article", f"rolled back: g{now['number']}"}
    assert api.post("/api/v1/regenerations", json={"all": True, "slugs": ["on-tea"]}).status_code == 422
    assert api.post("/api/v1/regenerations", json={"all": True, "rate": 9}).status_code == 422
    refused = api.post("/api/v1/regenerations", json={"all": True, "rate": 2, "as_set": True})
    assert (refused.status_code, "not both" in refused.json["detail"]) == (422, True)


def test_an_article_goes_off_the_list_and_comes_back(api: FlaskClient, client: FlaskClient) -> None:
    assert api.delete("/api/v1/articles/on-tea").status_code == 204
    assert client.get("/a/on-tea").status_code == 404
    assert api.post("/api/v1/articles/on-tea/restore").json["slug"] == "on-tea"
    assert client.get("/a/on-tea").status_code == 200
    assert api.delete("/api/v1/articles/none").status_code == 404
