"""How a refusal is answered: a page with the sentence for people, problem+json for programs."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from core.errors import BadInput, Refusal

type GetResponse = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """Turns a `Refusal` that a view let through into its answer."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return in_words(request, response) if response.status_code == 405 else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal):
            return refusal_response(request, error)
        return None


def wants_json(request: HttpRequest) -> bool:
    """Programs of the API, and scripts that ask for it, get JSON."""
    return request.path.startswith("/api/") or "application/json" in request.headers.get(
        "Accept", ""
    )


def refusal_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer with the refusal's status and its sentences; nothing is cached."""
    reasons = [str(reason) for reason in refusal.reasons]
    # Before the reader is known there is no menu to show either.
    framed = request if hasattr(request, "reader") else None
    response: HttpResponse
    if wants_json(request):
        response = JsonResponse(
            {"type": "about:blank", "status": refusal.status, "detail": " ".join(reasons)},
            status=refusal.status,
            content_type="application/problem+json",
        )
    else:
        response = HttpResponse(
            render_to_string(
                "refused.html", {"reasons": reasons, "status": refusal.status}, framed
            ),
            status=refusal.status,
        )
    patch_cache_control(response, private=True, no_store=True)
    if seconds := getattr(refusal, "retry_after", 0):
        response.headers["Retry-After"] = str(seconds)
    return response


def in_words(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """The other way round than the address can be asked: Django says so without a word."""
    if bare.streaming or bare.content:
        return bare
    refusal = BadInput(
        _("This address takes only what a form sends. Go back to the page with its button.")
        if "POST" in bare.headers["Allow"]
        else _("This address can only be looked at: nothing can be sent to it.")
    )
    refusal.status = 405
    response = refusal_response(request, refusal)
    response.headers["Allow"] = bare.headers["Allow"]
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: a sentence, 403."""
    refusal = BadInput(
        _("This form was open too long or came from another page. Go back, reload, send it again.")
    )
    refusal.status = 403
    return refusal_response(request, refusal)
