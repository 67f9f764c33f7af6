"""Who is invited to a session, and coming in with an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.idempotency import once
from exchanges.actions import withdraw_person
from exchanges.actions.people import NotYourPeople
from exchanges.models import Participation
from exchanges.organisers import is_organiser
from exchanges.rules import inviting_blockers
from exchanges.views.people import invite_form, name_of, refuse_foreign, seen_by
from peergroups.actions import join_session, release_guest
from peergroups.actions.seating import invite_to_session
from peergroups.models import Session
from peergroups.people import own_in, parallel_to, people_in, people_of, without_place
from peergroups.views.find import manages, session_for
from peergroups.views.groups import number
from regions.http import HttpRequest
from regions.reader import Reader


@require_http_methods(["GET", "POST"])
def session_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Put people and names of guests on the list (S08)."""
    reader = request.reader
    session = session_for(reader, pk)
    everybody = is_organiser(session.exchange, reader)
    if not everybody and not reader.lead_partner_ids:
        raise NotYourPeople(*inviting_blockers(0, reader, is_organiser=False))
    refuse_foreign(request, reader, everybody=everybody)
    form = invite_form(request, reader, everybody=everybody)
    if request.method == "POST" and form.is_valid():
        made = once(
            request, lambda: invite_to_session(session=session, person=form.person, by=reader)
        )
        messages.success(request, _("%(name)s is on the list.") % {"name": name_of(made)})
        return redirect("session_invite", session.pk)
    context = {
        "form": form,
        "session": session,
        **people_for(reader, session, everybody),
    }
    status = 400 if form.is_bound else 200
    return render(request, "peergroups/session_invite.html", context, status=status)


def people_for(reader: Reader, session: Session, everybody: bool) -> dict[str, object]:
    """Who is in the session; for who plans it, where they can move and who has no place yet."""
    listed = seen_by(reader, session.exchange, everybody)
    here = set(people_of(session).values_list("pk", flat=True))
    people = [each for each in listed if each.pk in here]
    if not (session.is_live and manages(reader, session)):
        return {"people": people}
    return {
        "people": people,
        "others": parallel_to(session, reader),
        "elsewhere": without_place(session).with_people(),
    }


def person_of(request: HttpRequest, session: Session) -> Participation:
    people = Participation.objects.all_of(session.exchange)
    return get_object_or_404(people, pk=number(request, "participation"))


@require_POST
def session_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list."""
    session = session_for(request.reader, pk)
    person = person_of(request, session)
    once(request, lambda: withdraw_person(participation=person, by=request.reader))
    messages.success(request, _("%(name)s is off the list.") % {"name": name_of(person)})
    return redirect("session_invite", session.pk)


@require_POST
def session_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Free a name that the wrong guest took."""
    session = session_for(request.reader, pk)
    here = people_in(Session.objects.visible_to(request.reader).filter(pk=session.pk))
    person = get_object_or_404(here, pk=number(request, "participation"))
    once(
        request,
        lambda: release_guest(session=session, participation=person, by=request.reader),
    )
    messages.success(request, _("The name %(name)s is free again.") % {"name": person.name})
    return redirect("session_invite", session.pk)


@login_not_required
@require_POST
def session_join(request: HttpRequest, pk: int) -> HttpResponse:
    """Come into the room (S10)."""
    reader = request.reader
    session = session_for(reader, pk)
    if not own_in(session, reader).exists():
        raise Http404
    once(request, lambda: join_session(session=session, by=reader))
    return redirect("session_rate", session.pk)
