"""The API's own description, in OpenAPI 3.1, made of the operations as they are."""

import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import msgspec
from flask import Response, current_app
from werkzeug.routing import Rule

from voice.web.api.operation import Operation, answer, bp

_PROBLEM = {"$ref": "#/components/responses/Problem"}
_METHODS = ("GET", "POST", "PUT", "DELETE")


@bp.get("/openapi.json")
def openapi() -> Response:
    """Describe the API; whoever asks needs no token for that."""
    return answer(description())


def description() -> dict[str, Any]:
    """The description, as OpenAPI 3.1 has it."""
    kinds = {kind for _, operation in _operations() for kind in (operation.takes, operation.asks) if kind}
    _, schemas = msgspec.json.schema_components(
        sorted(kinds, key=lambda kind: kind.__name__), ref_template="#/components/schemas/{name}"
    )
    paths: dict[str, dict[str, Any]] = {}
    for rule, operation in _operations():
        methods = {method.lower(): _described(rule, operation, schemas) for method in _METHODS if method in _of(rule)}
        paths.setdefault(re.sub(r"<(\w+)>", r"{\1}", rule.rule), {}).update(methods)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Article Voice", "version": version("article-voice")},
        "paths": paths,
        "security": [{"token": []}],
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                "Problem": {
                    "description": "What is wrong, and what to do (RFC 9457).",
                    "content": {"application/problem+json": {"schema": {"type": "object"}}},
                }
            },
        },
    }


def _operations() -> Iterator[tuple[Rule, Operation]]:
    for rule in current_app.url_map.iter_rules():
        if operation := getattr(current_app.view_functions[rule.endpoint], "operation", None):
            yield rule, operation


def _of(rule: Rule) -> set[str]:
    return rule.methods or set()


def _described(rule: Rule, operation: Operation, schemas: dict[str, Any]) -> dict[str, Any]:
    view = current_app.view_functions[rule.endpoint]
    in_path = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in rule.arguments]
    asked = schemas[operation.asks.__name__]["properties"] if operation.asks else {}
    in_query = [{"name": name, "in": "query", "schema": schema} for name, schema in asked.items()]
    described: dict[str, Any] = {
        "operationId": rule.endpoint.removeprefix("api."),
        "summary": (view.__doc__ or "").strip(),
        "description": f"Needs the scope `{operation.scope}`.",
        "parameters": in_path + in_query,
        "responses": {
            "2XX": {"description": "It is done.", "content": {"application/json": {"schema": {}}}},
            "4XX": _PROBLEM,
            "5XX": _PROBLEM,
        },
    }
    if operation.takes:
        schema = {"$ref": f"#/components/schemas/{operation.takes.__name__}"}
        described["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return described
