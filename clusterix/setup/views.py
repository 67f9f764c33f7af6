"""The pages of day one: one address per step, nothing public until the last."""

from base64 import b64encode
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clusterix.setup import actions
from clusterix.setup.forms import (
    AdministratorForm,
    NameForm,
    PartnersForm,
    PeopleForm,
    StartForm,
    ThemesForm,
)
from clusterix.setup.partners import drafted, entered_partners, paste_of
from clusterix.setup.steps import KEYS, STEPS, Draft, after, before, marks, next_step
from core.idempotency import once
from regions.http import HttpRequest
from regions.models import Partnership, SetupLink, hash_of
from reports.periods import periods_from


@never_cache
@require_safe
@login_not_required
def setup_closed(request: HttpRequest) -> HttpResponse:
    """Without a link there is nothing to see; an empty instance says where the link is."""
    if Partnership.objects.exists():
        raise Http404
    return render(request, "not_set_up.html", status=503)


@never_cache
@require_safe
@login_not_required
def setup(request: HttpRequest, token: str) -> HttpResponse:
    """What the printed link opens: the first step that is not done."""
    return redirect("setup_step", token=token, key=next_step(_link(token).draft))


@never_cache
@require_http_methods(["GET", "POST"])
@login_not_required
def setup_step(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """One step: its form, and after it the next."""
    link = _link(token)
    if key not in KEYS:
        raise Http404
    todo = next_step(link.draft)
    if KEYS.index(key) > KEYS.index(todo):
        return redirect("setup_step", token=token, key=todo)
    if key == "partners":
        return _partners(request, link, token)
    if key == "open":
        return _open(request, link, token)
    form = _form(request, key, link.draft)
    if request.method == "POST" and form.is_valid():
        return _keep(request, link, token, key, _entered(key, form, link.draft))
    return _page(request, link, token, key, form=form)


def _link(token: str) -> SetupLink:
    """The open link with this secret; 404 for any other, and for all once set up (ST01)."""
    link = SetupLink.objects.for_bearer(hash_of(token)).first()
    if link is None or Partnership.objects.exists():
        raise Http404
    return link


def _form(request: HttpRequest, key: str, draft: Draft) -> Any:
    """The step's form, filled from the draft."""
    sent = request.POST or None
    held = draft.get(key, {})
    if key == "name":
        shown = {name: value for name, value in held.items() if name != "emblem"}
        return NameForm(sent, request.FILES or None, initial=shown or None)
    if key == "start":
        return StartForm(sent, initial=held or None)
    if key == "themes":
        return ThemesForm(sent, initial=_as_lines(held) if held else None)
    start = {f"lead_{code}": email for code, email in held.get("leads", {}).items()}
    rows = draft["partners"]["rows"]
    return PeopleForm(sent, rows=rows, initial={**held, **start})


def _as_lines(held: dict[str, Any]) -> dict[str, str]:
    themes = [": ".join(part for part in pair if part) for pair in held["themes"]]
    return {"themes": "\n".join(themes), "industries": "\n".join(held["industries"])}


def _entered(key: str, form: Any, draft: Draft) -> dict[str, Any]:
    """What the draft keeps of a step: text, numbers and lists only."""
    cleaned: dict[str, Any] = form.cleaned_data
    if key == "name":
        emblem = cleaned["emblem"]
        kept = draft.get("name", {}).get("emblem", "")
        return {**cleaned, "emblem": b64encode(emblem).decode() if emblem else kept}
    if key == "start":
        return {**cleaned, "starts_on": cleaned["starts_on"].isoformat()}
    if key == "people":
        own = {name: cleaned[name] for name in ("coordinator", "coordinator_name")}
        return {**own, "leads": form.leads()}
    return cleaned


def _keep(
    request: HttpRequest, link: SetupLink, token: str, key: str, entered: dict[str, Any]
) -> HttpResponse:
    once(
        request,
        lambda: actions.keep_step(by=request.reader, link=link, key=key, entered=entered),
    )
    return redirect("setup_step", token=token, key=after(key))


def _partners(request: HttpRequest, link: SetupLink, token: str) -> HttpResponse:
    """The pasted rows are shown as they were read before anything is kept."""
    held = link.draft.get("partners", {})
    form = PartnersForm(request.POST or None, initial={"text": held.get("text", "")})
    pasted, lead = None, held.get("lead", 0)
    if request.method == "POST" and form.is_valid():
        pasted = paste_of(request.POST)
        lead = form.cleaned_data["lead"] or 0
        is_final = "keep" in request.POST
        if is_final and pasted.is_good and lead < len(pasted.rows):
            entered = entered_partners(form.cleaned_data["text"], pasted, lead)
            return _keep(request, link, token, "partners", entered)
    elif held:
        pasted = drafted(held)
    more = {"form": form, "pasted": pasted, "lead": lead}
    is_bad = form.errors or (pasted is not None and "keep" in request.POST)
    return _page(request, link, token, "partners", status=400 if is_bad else 200, **more)


def _open(request: HttpRequest, link: SetupLink, token: str) -> HttpResponse:
    """Shows everything once more; the button makes it, and signs the administrator in."""
    form = AdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entered = form.cleaned_data
        administrator = once(
            request,
            lambda: actions.open_place(
                by=request.reader,
                link=link,
                name=entered["name"],
                email=entered["email"],
                password=entered["password"],
            ),
        )
        login(request, administrator, backend=settings.AUTHENTICATION_BACKENDS[0])
        messages.success(request, _("The place is open. The invitations are on their way."))
        return redirect("home")
    return _page(request, link, token, "open", form=form)


def _page(
    request: HttpRequest,
    link: SetupLink,
    token: str,
    key: str,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    draft: Draft = link.draft
    start = draft.get("start")
    context = {
        "token": token,
        "key": key,
        "steps": STEPS,
        "marks": marks(draft, key),
        "before": before(key) if key != KEYS[0] else "",
        "draft": draft,
        "periods": periods_from_draft(start) if start else [],
        **more,
    }
    wrong = 400 if more["form"].errors else 200
    return render(request, f"setup/{key}.html", context, status=status or wrong)


def periods_from_draft(start: dict[str, Any]) -> list[Any]:
    """The periods that the draft leads to."""
    return periods_from(date.fromisoformat(start["starts_on"]), start["periods"])
