"""What every answer has, and errors as people and as programs get them."""

from flask.testing import FlaskClient


def test_a_method_that_is_not_allowed_says_which_are(client: FlaskClient) -> None:
    assert "GET" in client.post("/a/on-tea").headers["Allow"]


def test_programs_get_problem_documents(client: FlaskClient) -> None:
    answer = client.get("/a/no-tea", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 404
    assert "no-tea" in answer.json["detail"]


def test_every_answer_is_secured(client: FlaskClient) -> None:
    for address in ("/", "/a/on-tea", "/a/no-tea"):
        headers = client.get(address).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
