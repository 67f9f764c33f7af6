"""Writing the minutes, sending them round, answering amendments, confirming, correcting."""

from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from core import clock, notices
from core.audit import action, record
from core.errors import BadInput, NotAllowed, Stale
from core.links import absolute
from core.mail import post
from core.signed_links import SignedLink
from core.ui.dates import day
from exchanges.models import Participation
from exchanges.rules import letters_to
from peergroups.actions.sealing import make_final
from peergroups.actions.sessions import CannotChange, bump
from peergroups.minutes.content import address_of, fingerprint, read_content
from peergroups.minutes.rules import (
    SECTIONS,
    TIME_TO_AMEND,
    amending_blockers,
    answering_blockers,
    circulating_blockers,
    confirming_blockers,
    correcting_blockers,
    prolonging_blockers,
    reading_blockers,
    token_of,
    writing_blockers,
)
from peergroups.models import (
    Amendment,
    AmendmentState,
    Minutes,
    MinutesRead,
    MinutesState,
    Session,
)
from peergroups.outcome.reading import role_of
from peergroups.outcome.rules import is_present
from peergroups.people import moderator_ids, own_in, people_of
from peergroups.querysets import MINUTES_LINK
from peergroups.rules import managing_blockers
from regions.reader import Reader

LINK_IS_GOOD_FOR: Final = timedelta(days=365)


class NotYourMinutes(NotAllowed):
    """Somebody else writes these minutes; the reason says who."""


class NoSuchSection(BadInput):
    sentence = gettext_lazy("The minutes have no such section.")


class EmptyAmendment(BadInput):
    sentence = gettext_lazy("Write what should change.")


class MinutesOvertaken(Stale):
    """Another moderator saved this section first. `theirs` is its text now; nothing changed."""

    def __init__(self, theirs: str) -> None:
        super().__init__()
        self.theirs = theirs


@action
def write_section(*, session: Session, section: str, text: str, seen: str, by: Reader) -> Minutes:
    """Write a section oneself; `seen` is the token of the text that the writer had before them."""
    session = _lock(session, by)
    minutes = _latest(session)
    if reasons := writing_blockers(minutes):
        raise CannotChange(*reasons)
    if section not in SECTIONS and section not in sections_of_practices(session):
        raise NoSuchSection
    minutes = minutes or Minutes.objects.create(session=session)
    theirs = str(minutes.text.get(section, session.notes if section == "notes" else ""))
    text = text.strip()
    if seen != token_of(theirs) and text != theirs:
        raise MinutesOvertaken(theirs)
    minutes.text = {**minutes.text, section: text}
    minutes.save(update_fields=["text"])
    record(by=by, verb="minutes.written", obj=minutes, changes={"section": section})
    return minutes


def sections_of_practices(session: Session) -> list[str]:
    return [f"practice-{pk}" for pk in session.agenda.values_list("pk", flat=True)]


@action
def circulate_minutes(*, session: Session, by: Reader) -> Minutes:
    """Send the minutes to everybody who was there: from now on they can ask for changes."""
    session = _lock(session, by)
    minutes = _latest(session)
    if reasons := circulating_blockers(session, minutes):
        raise CannotChange(*reasons)
    minutes = minutes or Minutes.objects.create(session=session)
    minutes.state = MinutesState.CIRCULATED
    minutes.circulated_at = clock.now()
    minutes.amend_until = clock.today() + TIME_TO_AMEND
    minutes.save(update_fields=["state", "circulated_at", "amend_until"])
    sent = _write_to_all(session, minutes, by, is_final=False)
    record(by=by, verb="minutes.circulated", obj=minutes, changes={"letters": sent})
    bump(session)
    return minutes


def _write_to_all(session: Session, minutes: Minutes, by: Reader, *, is_final: bool) -> int:
    """A letter to everybody who was there and has an address; guests get a link of their own."""
    present = [each for each in people_of(session).with_people() if is_present(each)]
    sent = 0
    for each in present:
        address = each.user.email if each.user else each.email
        if address and (each.user_id is None or each.user_id != by.user_id):
            url = link_for(each, minutes) if each.user is None else address_of(session, minutes)
            with override(each.user.language if each.user else get_language()):
                subject, body = _letter(session, minutes, absolute(url), is_final=is_final)
                about = f"{minutes.pk}-{minutes.state}"
                post(
                    to=address,
                    subject=subject,
                    body=body,
                    message_id=_name_of(each, about),
                    person=each.user_id,
                )
            sent += 1
    return sent


def _letter(session: Session, minutes: Minutes, url: str, *, is_final: bool) -> tuple[str, str]:
    about = {"session": session.title, "url": url, "day": day(minutes.amend_until)}
    if is_final:
        subject = _("Minutes confirmed: %(session)s")
        body = _(
            "The minutes of “%(session)s” are confirmed and do not change any more:\n%(url)s\n"
        )
    else:
        subject = _("Please read the minutes: %(session)s")
        body = _(
            "The minutes of “%(session)s” are written. Read them, and say until %(day)s if"
            " something should change before they are confirmed:\n%(url)s\n"
        )
    return subject % about, body % about


def link_for(guest: Participation, minutes: Minutes) -> str:
    """The way of a guest to these minutes, who has no account and soon no access."""
    link = SignedLink.make(
        purpose=MINUTES_LINK,
        object_id=minutes.pk,
        recipient_id=guest.pk,
        valid_for=LINK_IS_GOOD_FOR,
    )
    return reverse("minutes_by_link", args=[link.token])


@action
def prolong_amending(*, session: Session, until: date, by: Reader) -> Minutes:
    """Give those who were there more days to ask for changes."""
    session = _lock(session, by)
    minutes = _latest(session)
    if (reasons := prolonging_blockers(minutes, until, clock.today())) or minutes is None:
        raise CannotChange(*reasons)
    minutes.amend_until = until
    minutes.save(update_fields=["amend_until"])
    record(by=by, verb="minutes.prolonged", obj=minutes, changes={"until": until})
    bump(session)
    return minutes


@action
def note_reading(*, minutes: Minutes, place: Participation, by: Reader) -> MinutesRead:
    """Somebody who was there says that they have read the minutes; once is enough.

    `place` is the reader's own, which a guest still has by a signed link when the room is closed.
    """
    if reasons := reading_blockers(minutes, was_there=is_present(place)):
        raise CannotChange(*reasons)
    made, is_new = MinutesRead.objects.get_or_create(minutes=minutes, participation=place)
    if not is_new:
        raise CannotChange(_("You have said so already."))
    record(by=by, verb="minutes.read", obj=minutes, changes={})
    return made


@action
def propose_amendment(*, minutes: Minutes, text: str, by: Reader) -> Amendment:
    """Ask for a change, as somebody who was there."""
    session = Session.objects.select_for_update().get(pk=minutes.session_id)
    minutes = Minutes.objects.get(pk=minutes.pk)
    place = own_in(session, by).taking_part().first()
    was_there = place is not None and is_present(place)
    if reasons := amending_blockers(minutes, was_there=was_there, today=clock.today()):
        raise (CannotChange if was_there else NotYourMinutes)(*reasons)
    if not text.strip() or place is None:
        raise EmptyAmendment
    made = Amendment.objects.create(minutes=minutes, participation=place, text=text.strip())
    record(by=by, verb="amendment.proposed", obj=made, changes={"minutes": minutes.pk})
    _tell_moderators(session, made, by)
    bump(session)
    return made


def _tell_moderators(session: Session, amendment: Amendment, by: Reader) -> None:
    """By level and organisation, as on the page; what should change stands there alone."""

    def said() -> str:
        about = {"who": role_of(amendment.participation), "session": session.title}
        return _("%(who)s asks for a change in the minutes of “%(session)s”.") % about

    notices.post(
        to=moderator_ids(session),
        kind="minutes.amendment",
        obj=session,
        text=said,
        url=f"{address_of(session, amendment.minutes)}#amendments",
        by=by,
    )


@action
def answer_amendment(
    *, amendment: Amendment, taken: bool, by: Reader, answer: str = ""
) -> Amendment:
    """Say whether the change is taken over; who asked is told."""
    session = _lock(amendment.minutes.session, by)
    amendment = Amendment.objects.select_for_update(of=("self",)).with_people().get(pk=amendment.pk)
    if reasons := answering_blockers(amendment, Minutes.objects.get(pk=amendment.minutes_id)):
        raise CannotChange(*reasons)
    amendment.state = AmendmentState.TAKEN if taken else AmendmentState.DECLINED
    amendment.answer = " ".join(answer.split())
    amendment.save(update_fields=["state", "answer"])
    record(by=by, verb="amendment.answered", obj=amendment, changes={"state": amendment.state})
    _tell_proposer(session, amendment)
    bump(session)
    return amendment


def _tell_proposer(session: Session, amendment: Amendment) -> None:
    place = amendment.participation
    address = place.user.email if place.user else place.email
    if not address:
        return
    url = (
        address_of(session, amendment.minutes) if place.user else link_for(place, amendment.minutes)
    )
    with override(place.user.language if place.user else get_language()):
        about = {
            "session": session.title,
            "state": amendment.get_state_display(),
            "answer": amendment.answer,
            "url": absolute(url),
        }
        body = _("Your amendment to the minutes of “%(session)s”: %(state)s. %(answer)s\n%(url)s\n")
        post(
            to=address,
            subject=_("Your amendment: %(session)s") % about,
            body=body % about,
            message_id=_name_of(place, f"amendment-{amendment.pk}"),
            person=place.user_id,
        )


def _name_of(place: Participation, about: str) -> str:
    """The id of a letter to a guest, which is erased with the address; others need none."""
    if place.user_id is not None:
        return ""
    return f"{letters_to(place)}{about}@{settings.MAIL_DOMAIN}>"


@action
def confirm_minutes(*, session: Session, by: Reader) -> Minutes:
    """Freeze the minutes; the answers are final, guests are out and get the minutes by mail."""
    _check_manages(session, by)
    if session.confirmed_at is None:
        make_final(session)  # locks the rounds, and after them the session
    session = _lock(session, by)
    minutes = _latest(session)
    amendments = list(minutes.amendments.all()) if minutes else []
    if (reasons := confirming_blockers(minutes, amendments)) or minutes is None:
        raise CannotChange(*reasons)
    session = Session.objects.with_event().get(pk=session.pk)
    minutes.content = read_content(session, minutes, replaced_by(minutes))
    minutes.sha256 = fingerprint(minutes.content)
    minutes.state = MinutesState.CONFIRMED
    minutes.confirmed_at = clock.now()
    minutes.confirmed_by_id = by.user_id
    minutes.save(update_fields=["content", "sha256", "state", "confirmed_at", "confirmed_by"])
    sent = _write_to_all(session, minutes, by, is_final=True)
    changes = {"version": minutes.version, "sha256": minutes.sha256, "letters": sent}
    record(by=by, verb="minutes.confirmed", obj=minutes, changes=changes)
    bump(session)
    return minutes


@action
def correct_minutes(*, session: Session, by: Reader) -> Minutes:
    """Begin a new version of confirmed minutes; the confirmed one stays as it is."""
    session = _lock(session, by)
    last = _latest(session)
    if (reasons := correcting_blockers(last)) or last is None:
        raise CannotChange(*reasons)
    made = Minutes.objects.create(session=session, version=last.version + 1, text=last.text)
    record(by=by, verb="minutes.corrected", obj=made, changes={"replaces": last.pk})
    return made


def replaced_by(minutes: Minutes) -> Minutes | None:
    """The version before this one, which it corrects."""
    return Minutes.objects.filter(session=minutes.session_id, version=minutes.version - 1).first()


def _check_manages(session: Session, by: Reader) -> None:
    manages = Session.objects.filter(pk=session.pk).managed_by(by).exists()
    if reasons := managing_blockers(manages):
        raise NotYourMinutes(*reasons)


def _lock(session: Session, by: Reader) -> Session:
    """Lock a session whose minutes the reader writes: its moderators and the coordinator (S11)."""
    _check_manages(session, by)
    return Session.objects.select_for_update().get(pk=session.pk)


def _latest(session: Session) -> Minutes | None:
    return Minutes.objects.of(session).first()
