"""The root of the API: each app keeps its own router."""

import json
from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase
from ninja.openapi.schema import OpenAPISchema
from ninja.security.http import HttpAuthBase

from core.api import PROBLEM, PlainJson, Problem, explain_faults, with_etag
from core.public_pages import public_page
from exchanges.api import router as exchanges
from practices.api import router as practices
from regions.api import router as regions
from regions.programs import reader_of_program
from regions.reader import Reader

DESCRIPTION = (
    "Good practices of cluster policy, the regions behind them and where people meet. "
    "Everything public needs no token; drafts need one. Faults are answered as problem+json."
)
# A value of each kind for the reference, by format or type; any other is a text.
SAMPLES: Final = {
    "date": "2026-01-31",
    "date-time": "2026-01-31T09:00:00Z",
    "integer": 1,
    "number": 1.5,
    "boolean": True,
}


class Docs(DocsBase):
    """The reference as a page of this product: readable without scripts, and on paper."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        schema = api.get_openapi_schema()
        context = {"groups": groups_of(schema), "base": request.build_absolute_uri("/api/v1/")}
        return _reference(request, context)


@public_page
def _reference(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "api_docs.html", context)


class Token(HttpAuthBase):
    """Who asks: nobody in particular without a token; a token that opens nothing gets 401."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Reader | None:
        reader = reader_of_program(request)
        if reader is not None:
            request.reader = reader  # type: ignore[attr-defined]  # as the pages' middleware does
        return reader


def groups_of(schema: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The operations of the schema by tag, each with its address, parameters and examples."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for address, operations in schema["paths"].items():
        for method, operation in operations.items():
            for tag in operation.get("tags", ["API"]):
                own = {"path": address, "method": method.upper()}
                own["example"] = operation.get("x-example", "")
                answer = operation["responses"][200]["content"]["application/json"]["schema"]
                like = sample_of(answer, schema["components"]["schemas"])
                own["answer"] = json.dumps(like, indent=2, ensure_ascii=False)
                groups.setdefault(tag, []).append({**operation, **own})
    return groups


def sample_of(part: dict[str, Any], known: dict[str, Any]) -> Any:
    """A value of the form that a part of the schema describes: what an answer looks like."""
    if "$ref" in part:
        return sample_of(known[part["$ref"].rpartition("/")[2]], known)
    if either := part.get("anyOf") or part.get("allOf"):
        return sample_of(either[0], known)
    if part.get("type") == "object":
        return {name: sample_of(each, known) for name, each in part.get("properties", {}).items()}
    if part.get("type") == "array":
        return [sample_of(part.get("items", {}), known)]
    return SAMPLES.get(part.get("format") or part.get("type", ""), "…")


class Api(NinjaAPI):
    """Describes itself as it answers: faults are problem+json, and a token is never required."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"].setdefault(Problem.__name__, Problem.model_json_schema())
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["security"] = [{}, {Token.__name__: []}]
                operation["responses"] = described(operation["responses"])
        return schema


def described(responses: dict[Any, Any]) -> dict[Any, Any]:
    """What every address can answer beside its own: bad input, and a token that opens nothing."""
    fault = {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}
    faults = {status for status in responses if int(status) >= 400} | {400, 401}
    return {
        **{status: each for status, each in responses.items() if int(status) < 400},
        **{
            status: {
                "description": str(HTTPStatus(status).phrase),
                "content": {PROBLEM: fault},
            }
            for status in sorted(faults)
        },
    }


api = Api(
    title="Clusterix",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs=Docs(),
    auth=Token(),
    renderer=PlainJson(),
)
explain_faults(api)
api.add_router("/", practices)
api.add_router("/regions", regions)
api.add_router("/exchanges", exchanges)


def opened(pattern: URLPattern) -> URLPattern:
    """The API finds out itself who asks, so the login page does not stand before it."""
    view = pattern.callback

    @require_safe
    @login_not_required
    @with_etag
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "HEAD":
            request.method = "GET"  # the server leaves the body out
        response: HttpResponse = view(request, *args, **kwargs)
        return response

    # Nothing is written by it, so no form needs protection: a POST is told that it is not taken.
    pattern.callback = csrf_exempt(answer)
    return pattern


@login_not_required
@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Whoever opens the API by hand reads how it works."""
    return redirect("api:openapi-view")


patterns, app_name, namespace = api.urls
urls = (
    [
        path("", root, name="api-root"),
        *(
            opened(each)
            for each in patterns
            if isinstance(each, URLPattern) and each.name != "api-root"
        ),
    ],
    app_name,
    namespace,
)
