"""The minutes: their page, writing, sending round, amendments, confirming, and their files."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import BadInput
from core.idempotency import once
from exchanges.models import Participation
from peergroups.actions import (
    answer_amendment,
    circulate_minutes,
    confirm_minutes,
    correct_minutes,
    note_reading,
    prolong_amending,
    propose_amendment,
    write_section,
)
from peergroups.actions.minutes import MinutesOvertaken, NotYourMinutes
from peergroups.minutes.blocks import version_lines
from peergroups.minutes.content import Content, content_of, people_with_duties
from peergroups.minutes.forms import AmendmentForm, AnswerForm, ProlongForm, SectionForm
from peergroups.minutes.rules import (
    SECTIONS,
    amending_blockers,
    circulating_blockers,
    confirming_blockers,
    reading_blockers,
    token_of,
    writing_blockers,
)
from peergroups.models import Amendment, Minutes, Session
from peergroups.outcome.rules import is_present
from peergroups.views.board import private
from peergroups.views.find import managed_session, session_for
from peergroups.views.sessions import is_own
from regions.http import HttpRequest


@dataclass(frozen=True)
class Found:
    """A version of the minutes as one person may read it."""

    session: Session
    minutes: Minutes
    content: Content
    people: list[Participation]
    manages: bool
    is_latest: bool


def found_for(request: HttpRequest, pk: int) -> Found | None:
    """The version asked for, else the newest that the reader may see; drafts are the writers'."""
    sessions = Session.objects.visible_to(request.reader).with_event()
    session: Any = get_object_or_404(sessions.with_management(request.reader), pk=pk)
    writes = session.is_managed
    versions = list(Minutes.objects.of(session))
    readable = [each for each in versions if writes or each.state != "draft"]
    wanted = request.GET.get("version", "")
    if wanted:
        minutes = next((each for each in readable if str(each.version) == wanted), None)
        if minutes is None and not (writes and wanted == "1" and not versions):
            raise Http404
    else:
        minutes = readable[0] if readable else None
    if minutes is None and not writes:
        return None
    minutes = minutes or Minutes(session=session)
    replaced = next((each for each in versions if each.version == minutes.version - 1), None)
    people = people_with_duties(session, minutes)
    content = content_of(session, minutes, replaced, people)
    is_latest = not versions or minutes.version == versions[0].version
    return Found(session, minutes, content, people, writes, is_latest)


@login_not_required
@require_safe
def session_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of a session; on paper the same page (S02)."""
    found = found_for(request, pk)
    if found is None:
        context = {"session": session_for(request.reader, pk)}
        return private(render(request, "peergroups/minutes_none.html", context))
    return private(render(request, "peergroups/minutes.html", page_of(request, found)))


def page_of(request: HttpRequest, found: Found, **more: Any) -> dict[str, Any]:
    session, minutes = found.session, found.minutes
    amendments = list(minutes.amendments.all()) if minutes.pk else []
    own = next((each for each in found.people if is_own(each, request.reader)), None)
    writes = found.manages and found.is_latest
    was_there = own is not None and is_present(own)
    return {
        "session": session,
        "minutes": minutes,
        "content": found.content,
        "amendments": amendments,
        "version_lines": version_lines(found.content, minutes.sha256),
        "may_write": writes and not writing_blockers(minutes),
        "may_correct": writes and minutes.state == "confirmed",
        "confirming": confirming_blockers(minutes, amendments) if writes else [],
        "may_circulate": writes and not circulating_blockers(session, minutes),
        "may_amend": not amending_blockers(minutes, was_there=was_there, today=clock.today()),
        "may_prolong": writes and minutes.state == "circulated",
        "reading": reading_of(minutes, found.people, own),
        "waiting": keeping(found.people),
        "is_latest": found.is_latest,
        "form": AmendmentForm(),
        "prolong": ProlongForm(initial={"until": minutes.amend_until}),
        **more,
    }


def reading_of(
    minutes: Minutes, people: list[Any], own: Participation | None
) -> dict[str, Any] | None:
    """How many of those who were there have read the minutes, and whether the reader has."""
    present = [each for each in people if is_present(each)]
    if minutes.state == "draft" or not present:
        return None
    return {
        "read": sum(each.has_read for each in present),
        "all": len(present),
        "own": next((each for each in present if own and each.pk == own.pk), None),
    }


def keeping(people: list[Any]) -> int:
    """How many people's devices said that they still keep answers."""
    return sum(each.keeps for each in people)


@require_http_methods(["GET", "POST"])
def minutes_write(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Write a section oneself; who comes second sees both texts (S11)."""
    session = managed_session(request.reader, pk)
    minutes = Minutes.objects.of(session).first()
    heading = heading_of(session, section)
    text = str((minutes.text if minutes else {}).get(section, default_of(session, section)))
    initial = {"text": text, "seen": token_of(text)}
    form = SectionForm(request.POST or None, initial=initial)
    theirs = None
    status = 400 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            once(
                request,
                lambda: write_section(session=session, section=section, by=request.reader, **typed),
            )
        except MinutesOvertaken as overtaken:
            theirs, status = overtaken.theirs, overtaken.status
            yours = {"text": typed["text"], "seen": token_of(theirs)}
            form = SectionForm(initial=yours)
        else:
            messages.success(request, _("Saved."))
            return redirect(f"{session.get_absolute_url()}minutes/#{section}")
    context = {
        "session": session,
        "form": form,
        "heading": heading,
        "section": section,
        "theirs": theirs,
    }
    return private(render(request, "peergroups/minutes_write.html", context, status=status))


def heading_of(session: Session, section: str) -> str:
    if section in SECTIONS:
        return str(SECTIONS[section])
    for item in session.agenda.select_related("practice"):
        if section == f"practice-{item.pk}":
            return item.title
    raise Http404


def default_of(session: Session, section: str) -> str:
    """The notes begin with what was noted on the board."""
    return session.notes if section == "notes" else ""


@require_POST
def minutes_circulate(request: HttpRequest, pk: int) -> HttpResponse:
    """Send them to everybody who was there."""
    session = managed_session(request.reader, pk)
    once(request, lambda: circulate_minutes(session=session, by=request.reader))
    messages.success(request, _("Sent to everybody who was there and has an address."))
    return redirect("session_minutes", session.pk)


@require_POST
def minutes_prolong(request: HttpRequest, pk: int) -> HttpResponse:
    """Give those who were there longer to ask for changes."""
    session = managed_session(request.reader, pk)
    form = ProlongForm(request.POST)
    if not form.is_valid():
        raise BadInput(_("Write the day like 31/12/2026 or 2026-12-31."))
    until = form.cleaned_data["until"]
    once(request, lambda: prolong_amending(session=session, until=until, by=request.reader))
    messages.success(request, _("Kept. Everybody reads the day on this page."))
    return redirect("session_minutes", session.pk)


@login_not_required
@require_POST
def minutes_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has read them, as somebody who was there."""
    found = found_for(request, pk)
    if found is None or found.minutes.pk is None:
        raise Http404
    minutes = found.minutes
    own: Any = next((each for each in found.people if is_own(each, request.reader)), None)
    if own is None:
        raise NotYourMinutes(*reading_blockers(minutes, was_there=False))
    if not own.has_read:
        once(request, lambda: note_reading(minutes=minutes, place=own, by=request.reader))
    messages.success(request, _("Thank you. Others see how many have read them, not who."))
    return redirect("session_minutes", pk)


@require_POST
def minutes_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze them."""
    session = managed_session(request.reader, pk)
    once(request, lambda: confirm_minutes(session=session, by=request.reader))
    messages.success(request, _("Confirmed. The minutes have a fingerprint and stay as they are."))
    return redirect("session_minutes", session.pk)


@require_POST
def minutes_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version."""
    session = managed_session(request.reader, pk)
    once(request, lambda: correct_minutes(session=session, by=request.reader))
    messages.success(request, _("A new version is open. The confirmed one stays."))
    return redirect("session_minutes", session.pk)


@login_not_required
@require_POST
def minutes_amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a change, as somebody who was there."""
    found = found_for(request, pk)
    if found is None or found.minutes.pk is None:
        raise Http404
    form = AmendmentForm(request.POST)
    if not form.is_valid():
        context = page_of(request, found, form=form)
        return private(render(request, "peergroups/minutes.html", context, status=400))
    text = form.cleaned_data["text"]
    once(
        request,
        lambda: propose_amendment(minutes=found.minutes, text=text, by=request.reader),
    )
    messages.success(request, _("Sent to the moderators. They answer here."))
    return redirect("session_minutes", pk)


@require_POST
def amendment_answer(request: HttpRequest, pk: int, amendment_pk: int) -> HttpResponse:
    """Say whether it is taken over."""
    session = managed_session(request.reader, pk)
    rows = Amendment.objects.with_people().select_related("minutes__session")
    amendment = get_object_or_404(rows, minutes__session=session, pk=amendment_pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise BadInput(_("Say whether it is taken over, with an answer of at most 500 characters."))
    typed = form.cleaned_data
    taken = typed["state"] == "taken"
    once(
        request,
        lambda: answer_amendment(
            amendment=amendment, taken=taken, answer=typed["answer"], by=request.reader
        ),
    )
    messages.success(request, _("Answered."))
    return redirect("session_minutes", session.pk)
