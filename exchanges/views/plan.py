"""Planning a meeting, changing and cancelling it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.idempotency import once
from exchanges.actions import cancel_exchange, change_exchange, plan_exchange
from exchanges.actions.exchanges import NotTheHost
from exchanges.forms import ExchangeForm
from exchanges.models import Exchange
from exchanges.rules import planning_blockers
from exchanges.views.read import find_exchange
from practices.models import Practice
from regions.http import HttpRequest
from regions.models import Partner
from regions.querysets import PartnerQuerySet
from regions.reader import Reader


@require_http_methods(["GET", "POST"])
def exchange_new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting that the own partner hosts; the coordinator plans any."""
    reader = request.reader
    if not reader.is_coordinator and not reader.lead_partner_ids:
        raise NotTheHost(*planning_blockers(None, reader))
    refuse_foreign_host(request, reader)
    form = bound(request, reader, {"host": reader.partner_id})
    if request.method == "POST" and form.is_valid():
        made = once(request, lambda: plan_exchange(details=form.details(), by=reader))
        messages.success(request, _("Planned. Now invite people."))
        return redirect(made)
    return answer(request, form, None)


@require_http_methods(["GET", "POST"])
def exchange_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what is known of a meeting."""
    exchange = find_exchange(request.reader, slug)
    if reasons := planning_blockers(exchange.host_id, request.reader):
        raise NotTheHost(*reasons)
    form = bound(request, request.reader, initial_of(exchange))
    if request.method == "POST" and form.is_valid():
        details = form.details(exchange)
        once(
            request,
            lambda: change_exchange(exchange=exchange, details=details, by=request.reader),
        )
        messages.success(request, _("Saved."))
        return redirect(exchange)
    return answer(request, form, exchange)


def refuse_foreign_host(request: HttpRequest, reader: Reader) -> None:
    """Nobody plans in the name of another partner (EX03)."""
    typed = request.POST.get("host", "")
    if typed.isdecimal() and len(typed) <= 18:
        host = Partner.objects.visible_to(reader).filter(pk=int(typed)).first()
        if host and (reasons := planning_blockers(host.pk, reader)):
            raise NotTheHost(*reasons)


def bound(request: HttpRequest, reader: Reader, initial: dict[str, Any]) -> ExchangeForm:
    return ExchangeForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        hosts=hosts_for(reader),
        shown=Practice.objects.listed_for(reader).order_by("title_sort", "pk"),
        may_be_without_host=reader.is_coordinator,
    )


def hosts_for(reader: Reader) -> PartnerQuerySet:
    """The coordinator chooses any host, a lead one of the own partners."""
    partners = Partner.objects.visible_to(reader).active().with_region()
    return partners if reader.is_coordinator else partners.filter(pk__in=reader.lead_partner_ids)


def initial_of(exchange: Exchange) -> dict[str, Any]:
    values = {name: getattr(exchange, name, None) for name in ExchangeForm.base_fields}
    return values | {
        "host": exchange.host_id,
        "practices": exchange.practices.values_list("pk", flat=True),
    }


def answer(request: HttpRequest, form: ExchangeForm, exchange: Exchange | None) -> HttpResponse:
    context = {"form": form, "exchange": exchange}
    return render(request, "exchanges/form.html", context, status=400 if form.is_bound else 200)


@require_POST
def exchange_cancel(request: HttpRequest, slug: str) -> HttpResponse:
    """Cancel a meeting that is ahead; its page stays."""
    exchange = find_exchange(request.reader, slug)
    once(request, lambda: cancel_exchange(exchange=exchange, by=request.reader))
    messages.success(request, _("Cancelled. The page stays and says so."))
    return redirect(exchange)
