"""What every router of the API shares: answers with an ETag, faults as problem+json, pages."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import JSONRenderer

from core.errors import BadInput, Refusal

PROBLEM = "application/problem+json"
PAGE_SIZE, LARGEST_PAGE = 20, 100


class PlainJson(JSONRenderer):
    """Letters as they are, so that people can read an answer too."""

    json_dumps_params = {"ensure_ascii": False}


class Problem(Schema):
    """RFC 9457: why a request was refused, and what to do."""

    type: str = "about:blank"
    title: str = ""
    status: int
    detail: str


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """A fault with a sentence; nobody keeps it."""
    body = {"type": "about:blank", "status": status, "detail": detail, **more}
    response = JsonResponse(
        body, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False}
    )
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="Clusterix"'
    patch_cache_control(response, private=True, no_store=True)
    return response


def explain_faults(api: NinjaAPI) -> None:
    """Every fault that ninja or a view raises leaves as problem+json with a sentence."""

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        names = dict.fromkeys(_where(fault) for fault in error.errors)
        detail = _("Correct these parameters and send the request again: %(names)s.")
        return problem(400, detail % {"names": ", ".join(names)}, errors=_said(error.errors))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem(401, _("The token is unknown, withdrawn or too old. Make a new one."))

    @api.exception_handler(Http404)
    def absent(request: HttpRequest, error: Http404) -> HttpResponse:
        detail = _("There is nothing at this address for you. Drafts are read with a token.")
        return problem(404, detail)

    @api.exception_handler(Refusal)
    def against_a_rule(request: HttpRequest, error: Refusal) -> HttpResponse:
        return problem(error.status, " ".join(str(reason) for reason in error.reasons))

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error))


def _said(faults: list[Any]) -> list[dict[str, str]]:
    """What pydantic says, without the input: it may be anything."""
    return [{"where": _where(fault), "what": str(fault["msg"])} for fault in faults]


def _where(fault: Any) -> str:
    """The name of the parameter, as it stands in the address."""
    _source, *names = fault["loc"]
    return ".".join(str(each) for each in names)


def refuse_unknown(request: HttpRequest, declared: type[Schema]) -> None:
    """A filter that is spelt wrong would give the whole list, and nobody would notice."""
    names = declared.model_fields
    for name in request.GET:
        if name not in names:
            sentence = _("There is no parameter “%(name)s”. There are: %(names)s.")
            raise BadInput(sentence % {"name": name[:50], "names": ", ".join(names)})


def with_etag[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """An ETag over what the answer says; who has it already gets 304. Pages are left alone."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request: Any = args[0]
        response = view(*args, **kwargs)
        if response.status_code != 200 or "json" not in response["Content-Type"]:
            return response
        patch_vary_headers(response, ["Authorization", "Accept-Language"])
        if "Authorization" in request.headers:
            patch_cache_control(response, private=True, no_cache=True)
        else:
            patch_cache_control(response, public=True, max_age=60)
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag, None, response) or response

    return answer
