"""Invitations, replies, attendance and what people took home."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import BadInput
from core.idempotency import once
from exchanges.actions import invite, record_attendance, reflect, reply, withdraw_person
from exchanges.actions.people import NotYourPeople
from exchanges.forms import InviteForm, ReflectionForm
from exchanges.models import Exchange, Participation
from exchanges.organisers import is_organiser
from exchanges.rules import inviting_blockers, reads_details
from exchanges.views.read import detail_context, find_exchange
from regions.http import HttpRequest
from regions.models import Membership, Partner
from regions.reader import Reader


def details_or_404(reader: Reader, slug: str) -> Exchange:
    """The exchange for somebody who reads more than its public line."""
    exchange = find_exchange(reader, slug)
    if not reads_details(reader, own_place(reader, exchange) is not None):
        raise Http404
    return exchange


def own_place(reader: Reader, exchange: Exchange) -> Participation | None:
    return Participation.objects.of(reader).filter(exchange=exchange).first()


def place_or_404(request: HttpRequest, slug: str) -> Participation:
    place = own_place(request.reader, find_exchange(request.reader, slug))
    if place is None:
        raise Http404
    return place


@require_http_methods(["GET", "POST"])
def exchange_invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Put people and names of guests on the list."""
    reader = request.reader
    exchange = details_or_404(reader, slug)
    everybody = is_organiser(exchange, reader)
    if not everybody and not reader.lead_partner_ids:
        raise NotYourPeople(*inviting_blockers(0, reader, is_organiser=False))
    refuse_foreign(request, reader, everybody=everybody)
    form = invite_form(request, reader, everybody=everybody)
    if request.method == "POST" and form.is_valid():
        made = once(request, lambda: invite(exchange=exchange, person=form.person, by=reader))
        messages.success(request, _("%(name)s is on the list.") % {"name": name_of(made)})
        return redirect("exchange_invite", exchange.slug)
    context = {"form": form, "exchange": exchange, "people": seen_by(reader, exchange, everybody)}
    status = 400 if form.is_bound else 200
    return render(request, "exchanges/invite.html", context, status=status)


def invite_form(request: HttpRequest, reader: Reader, *, everybody: bool) -> InviteForm:
    """Whom the reader may invite: anybody, or the people of the own partner."""
    members = Membership.objects.visible_to(reader).in_directory_order()
    partners = Partner.objects.visible_to(reader).active().with_region()
    if not everybody:
        members = members.filter(partner_id__in=reader.lead_partner_ids)
        partners = partners.filter(pk__in=reader.lead_partner_ids)
    data = request.POST if request.method == "POST" else None
    return InviteForm(data, members=members, partners=partners)


def refuse_foreign(request: HttpRequest, reader: Reader, *, everybody: bool) -> None:
    """A person of another partner is not invited by mistake: that is said, not called unknown."""
    typed = request.POST.get("member", "")
    if everybody or not typed.isdecimal() or len(typed) > 18:
        return
    held = Membership.objects.visible_to(reader).filter(pk=int(typed)).first()
    if held is not None and held.partner_id not in reader.lead_partner_ids:
        raise NotYourPeople(*inviting_blockers(held.partner_id, reader, is_organiser=False))


def seen_by(reader: Reader, exchange: Exchange, everybody: bool) -> list[Participation]:
    people = Participation.objects.all_of(exchange)
    if not everybody:
        people = people.filter(partner_id__in=reader.lead_partner_ids)
    return list(people.taking_part().with_people())


def name_of(participation: Participation) -> str:
    return participation.name or str(participation.user)


@require_POST
def exchange_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take somebody off the list."""
    exchange = details_or_404(request.reader, slug)
    person = named(request, exchange)
    once(request, lambda: withdraw_person(participation=person, by=request.reader))
    messages.success(request, _("%(name)s is off the list.") % {"name": name_of(person)})
    return redirect("exchange_invite", exchange.slug)


def named(request: HttpRequest, exchange: Exchange) -> Participation:
    """The participation that the form names."""
    number = request.POST.get("participation", "")
    if not number.isdecimal():
        raise BadInput
    return get_object_or_404(Participation.objects.all_of(exchange), pk=int(number))


@login_not_required
@require_POST
def exchange_reply(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whether one comes."""
    place = place_or_404(request, slug)
    answer = request.POST.get("comes", "")
    if answer not in {"yes", "no"}:
        raise BadInput
    once(request, lambda: reply(participation=place, comes=answer == "yes", by=request.reader))
    said = _("You take part.") if answer == "yes" else _("You do not take part.")
    messages.success(request, said)
    return redirect("exchange_detail", slug)


@require_POST
def exchange_attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """Note who was there."""
    exchange = details_or_404(request.reader, slug)
    numbers = request.POST.getlist("present")
    if not all(number.isdecimal() for number in numbers):
        raise BadInput
    present = {int(number) for number in numbers}
    once(
        request,
        lambda: record_attendance(exchange=exchange, present=present, by=request.reader),
    )
    messages.success(request, _("Saved who was there."))
    return redirect(exchange)


@login_not_required
@require_POST
def exchange_reflect(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down one step of what one took home."""
    place = place_or_404(request, slug)
    form = ReflectionForm(request.POST)
    if not form.is_valid():
        context = detail_context(request, place.exchange) | {"reflection_form": form}
        return render(request, "exchanges/detail.html", context, status=400)
    typed = form.cleaned_data
    once(request, lambda: reflect(participation=place, by=request.reader, **typed))
    messages.success(request, _("Saved what you took home."))
    return redirect("exchange_detail", slug)
