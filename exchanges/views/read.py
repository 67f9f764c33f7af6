"""The list of meetings and visits, one of them, and the public calendar."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.panels import shown_at
from core.public_pages import public_page
from exchanges.calendar import calendar_of
from exchanges.filters import ExchangeFilter
from exchanges.forms import ReflectionForm
from exchanges.models import Exchange, Participation, ParticipationState, Reflection
from exchanges.organisers import is_organiser
from exchanges.rules import (
    attendance_blockers,
    cancelling_blockers,
    planning_blockers,
    reads_details,
    reflecting_blockers,
    replying_blockers,
)
from practices.models import Practice
from regions.http import HttpRequest
from regions.models import Partner
from regions.reader import Reader

HELD_ON_A_PAGE = 20


@dataclass(frozen=True)
class Row:
    """A meeting in the list, and what it is to the reader."""

    exchange: Exchange
    own: Participation | None
    is_mine: bool
    may_reply: bool


@login_not_required
@require_safe
@public_page
def exchange_list(request: HttpRequest) -> HttpResponse:
    """What is ahead, the nearest first, then what was held."""
    reader, today = request.reader, clock.today()
    readable = Exchange.objects.visible_to(reader)
    filters = ExchangeFilter(request.GET, readable)
    found = filters.qs.with_host()
    if reader.is_member:
        found = found.with_numbers()
    ahead = list(found.coming(today))
    pages = Paginator(found.past(today), HELD_ON_A_PAGE)
    held = pages.get_page(request.GET.get("page"))
    own = own_places(reader, [*ahead, *held])
    context = {
        "filters": filters,
        "ahead": [row_of(each, own, reader) for each in ahead],
        "held": [row_of(each, own, reader) for each in held],
        "page": held,
        "is_filtered": any(request.GET.get(name) for name in filters.filters),
        "may_plan": reader.is_coordinator or bool(reader.lead_partner_ids),
    }
    status = 200 if filters.form.is_valid() else 400
    return render(request, "exchanges/list.html", context, status=status)


def own_places(reader: Reader, exchanges: Iterable[Exchange]) -> dict[int, Participation]:
    """The reader's own place per exchange; nobody's for visitors."""
    if not (reader.user_id or reader.person_key):
        return {}
    own = Participation.objects.of(reader).filter(exchange__in=[each.pk for each in exchanges])
    return {each.exchange_id: each for each in own}


def row_of(exchange: Exchange, own: dict[int, Participation], reader: Reader) -> Row:
    place = own.get(exchange.pk)
    is_open = place is not None and place.state == ParticipationState.INVITED
    return Row(
        exchange=exchange,
        own=place,
        is_mine=place is not None or exchange.host_id in reader.partner_ids,
        may_reply=is_open and not replying_blockers(place, exchange, clock.today())
        if place
        else False,
    )


@login_not_required
@require_safe
@public_page
def exchange_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting: its public line for everybody, all of it for members and who takes part."""
    exchange = find_exchange(request.reader, slug)
    return render(request, "exchanges/detail.html", detail_context(request, exchange))


def find_exchange(reader: Reader, slug: str) -> Exchange:
    return get_object_or_404(Exchange.objects.visible_to(reader).with_host(), slug=slug)


def detail_context(request: HttpRequest, exchange: Exchange) -> dict[str, Any]:
    reader, today = request.reader, clock.today()
    own = Participation.objects.of(reader).filter(exchange=exchange).first()
    context: dict[str, Any] = {
        "exchange": exchange,
        "is_over": exchange.ends_on < today,
        "is_ahead": exchange.starts_on > today,
        "practices": Practice.objects.visible_to(reader)
        .filter(shown_at__exchange=exchange)
        .with_card(),
        "reads_details": reads_details(reader, own is not None),
    }
    if context["reads_details"]:
        context |= inner_context(request, exchange, own)
    return context


def inner_context(
    request: HttpRequest, exchange: Exchange, own: Participation | None
) -> dict[str, Any]:
    """What only members and people of the meeting read."""
    reader, today = request.reader, clock.today()
    organises = is_organiser(exchange, reader)
    people = Participation.objects.all_of(exchange) if organises else None
    if people is None:
        people = Participation.objects.visible_to(reader).filter(exchange=exchange)
    seen = list(people.taking_part().with_people())
    numbers = Participation.objects.numbers_of(exchange)
    may_reflect = own is not None and not reflecting_blockers(exchange, today)
    may_plan = not planning_blockers(exchange.host_id, reader)
    return {
        "own": own,
        "may_reply": own is not None and not replying_blockers(own, exchange, today),
        "people": by_partner(seen),
        "numbers": numbers,
        "sees_all": len(seen) == numbers["people"],
        "programme": exchange.programme.all(),
        "panels": shown_at("exchange_detail", request, exchange.pk),
        "may_edit": may_plan and not exchange.cancelled_at,
        "may_cancel": may_plan and not cancelling_blockers(exchange, today),
        "may_invite": organises or bool(reader.lead_partner_ids),
        "may_check_in": organises and not attendance_blockers(exchange, today),
        "reflections": reflections_of(exchange, reader),
        "reflection_form": ReflectionForm() if may_reflect else None,
        "lead_partner_ids": reader.lead_partner_ids,
        "organises": organises,
    }


@dataclass(frozen=True)
class Written:
    """What one person took home, step by step; `participation` is empty where names stay out."""

    participation: Participation | None
    steps: list[Reflection]


def reflections_of(exchange: Exchange, reader: Reader) -> list[Written]:
    """Those of the own partner with names; for coordinator and steering the others without."""
    own = Reflection.objects.visible_to(reader).in_exchange(exchange)
    others = Reflection.objects.nameless_to(reader).in_exchange(exchange)
    written = grouped(own)
    if reader.is_coordinator or reader.is_steering:
        written += [Written(None, each.steps) for each in grouped(others)]
    return written


def grouped(reflections: Iterable[Reflection]) -> list[Written]:
    found: dict[Participation, list[Reflection]] = defaultdict(list)
    for each in reflections:
        found[each.participation].append(each)
    return [Written(person, steps) for person, steps in found.items()]


def by_partner(people: Iterable[Participation]) -> dict[Partner, list[Participation]]:
    found: dict[Partner, list[Participation]] = defaultdict(list)
    for each in people:
        found[each.partner].append(each)
    return dict(found)


@login_not_required
@require_safe
def exchange_calendar(request: HttpRequest) -> HttpResponse:
    """Everything public as one calendar file; who asks does not matter (EX01)."""
    exchanges = Exchange.objects.public().order_by("starts_on", "pk")
    content = calendar_of(exchanges, _("Clusterix: meetings and visits"), clock.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="clusterix.ics"'
    patch_cache_control(response, public=True, max_age=300)
    return response
