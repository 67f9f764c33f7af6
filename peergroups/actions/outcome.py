"""What comes of a session: a region's next step, and who does what until when."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import User
from assessments.actions import remove_mark, set_mark
from assessments.models import Mark, MarkKind
from core import clock, notices
from core.audit import action, record
from core.errors import BadInput, NotAllowed
from core.links import absolute
from core.mail import post
from exchanges.models import Participation
from peergroups.actions.sessions import CannotChange, bump
from peergroups.models import AgendaItem, FollowUp, Minutes, RegionStep, Session, StepKind
from peergroups.outcome.rules import (
    NOT_PRESENT,
    done_blockers,
    is_present,
    outcome_blockers,
    step_blockers,
    ticking_refusals,
)
from peergroups.people import is_of, own_in
from peergroups.rules import managing_blockers
from practices.actions import move_transfer
from practices.models import Transfer, TransferStatus
from regions.models import Membership, Region
from regions.reader import Reader


class NotPresent(NotAllowed):
    sentence = NOT_PRESENT


class NotTheirs(NotAllowed):
    """Somebody else keeps the list of this session; the reason says who."""


class NotInTheSession(BadInput):
    sentence = gettext_lazy("Choose somebody of this session.")


class NotOnTheAgenda(BadInput):
    sentence = gettext_lazy("Choose a practice of this session.")


class NoSuchStep(BadInput):
    sentence = gettext_lazy("Choose “Interested”, “Not for us” or “Ask at home”.")


@action
def choose_step(
    *,
    item: AgendaItem,
    region: Region,
    kind: str,
    by: Reader,
    line: str = "",
    at: datetime | None = None,
) -> RegionStep:
    """Say what a region does next with a practice; the last choice stands.

    `at`: when it was chosen on a device without a network; what was chosen since then stands.

    Anybody of the region who is present chooses, and the moderator for a region that does not.
    """
    _lock_pair(item, region)
    session = _lock_open(item.session)
    place = _place_for(session, region, by)
    if kind not in StepKind.values:
        raise NoSuchStep
    rounds = [link.round for link in item.rounds.select_related("round")]
    if reasons := step_blockers(item, region, rounds):
        raise CannotChange(*reasons)
    before = RegionStep.objects.filter(item=item, region=region).first()
    now = clock.now()
    moment = min(at, now) if at else now
    if before and before.changed_at > moment:
        raise CannotChange(_("Somebody chose for your region later. That choice stands."))
    step, _made = RegionStep.objects.update_or_create(
        item=item,
        region=region,
        defaults={
            "kind": kind,
            "line": " ".join(line.split()),
            "chosen_by": place,
            "recorded_by_id": by.user_id,
            "changed_at": moment,
        },
    )
    record(
        by=by,
        verb="session.step_chosen",
        obj=step,
        changes={"kind": kind, "region": region.pk, "for_others": place is None},
    )
    _carry_out(step, before.kind if before else "", by)
    bump(session)
    return step


def _lock_pair(item: AgendaItem, region: Region) -> None:
    """Lock the pair before the session, as answers do that come late."""
    pairs = Transfer.objects.select_for_update()
    pairs.filter(practice=item.practice_id, region=region).first()


def _place_for(session: Session, region: Region, by: Reader) -> Participation | None:
    """The chooser's own place in the region; none for a moderator, who chooses for others."""
    own = own_in(session, by).taking_part().filter(partner__region=region).first()
    if own is not None and is_present(own):
        return own
    leads = by.is_system or Session.objects.filter(pk=session.pk).moderated_by(by).exists()
    if not leads:
        raise NotPresent
    return None


def _carry_out(step: RegionStep, before: str, by: Reader) -> None:
    """What a choice does: interest moves the pair, "Ask at home" asks the region's leads."""
    practice = step.item.practice
    if practice.is_published and not practice.archived_at:
        _mark(step, by)
    if step.kind == StepKind.ASK_AT_HOME and before != StepKind.ASK_AT_HOME:
        _ask_leads(step, by)


def _mark(step: RegionStep, by: Reader) -> None:
    """Somebody with an account marks the pair with it; a guest and a moderator only move it.

    "Not for us" leaves the status: a mark would need a reason. It takes back one's own interest.
    """
    practice, region = step.item.practice, step.region
    marks = step.chosen_by is not None and region.pk in by.region_ids
    if step.kind == StepKind.INTERESTED and not marks:
        move_transfer(practice=practice, region=region, to=TransferStatus.INTERESTED, by=by)
    elif step.kind == StepKind.NOT_FOR_US:
        own = Mark.objects.filter(practice=practice, region=region, user_id=by.user_id or 0)
        if marks and own.filter(kind=MarkKind.INTERESTED).exists():
            remove_mark(practice=practice, region=region, by=by)
    elif marks:
        set_mark(practice=practice, region=region, kind=step.kind, by=by)


def _ask_leads(step: RegionStep, by: Reader) -> None:
    practice, region = step.item.practice, step.region
    path = reverse("home_round_open", args=[practice.slug, region.code])
    leads = Membership.objects.active().filter(partner__region=region, is_lead=True)
    people = {each.user_id: each.user for each in leads.select_related("user")}
    title = step.item.title

    def said() -> str:
        return _("Your people want to ask at home about “%(practice)s”.") % {"practice": title}

    notices.post(to=people, kind="session.ask_at_home", obj=practice, text=said, url=path, by=by)
    for user in people.values():
        if user.pk != by.user_id:
            _write_to_lead(user, step, absolute(path))


def _write_to_lead(user: User, step: RegionStep, url: str) -> None:
    about = {
        "practice": step.item.title,
        "region": step.region.name,
        "session": step.item.session.title,
        "url": url,
    }
    with override(user.language):
        subject = _("Ask at home: %(practice)s") % about
        body = _(
            "In the session “%(session)s”, people of %(region)s want to ask at home about"
            " “%(practice)s”.\nOpen a round for three to eight people who know the region:"
            "\n%(url)s\n"
        )
        post(to=user.email, subject=subject, body=body % about, person=user.pk)


@action
def add_follow_up(
    *,
    session: Session,
    text: str,
    owner: Participation,
    by: Reader,
    due_on: date | None = None,
    item: AgendaItem | None = None,
) -> FollowUp:
    """Write down what somebody of the session will do."""
    session = _lock_kept(session, by)
    _check(session, owner, item)
    made = FollowUp.objects.create(
        session=session, item=item, text=" ".join(text.split()), owner=owner, due_on=due_on
    )
    changes = {"owner": owner.pk, "due_on": due_on, "item": made.item_id}
    record(by=by, verb="follow_up.added", obj=made, changes=changes)
    bump(session)
    return made


@action
def change_follow_up(
    *,
    follow_up: FollowUp,
    text: str,
    owner: Participation,
    due_on: date | None,
    by: Reader,
    item: AgendaItem | None = None,
) -> FollowUp:
    """Change what, who, about which practice or until when."""
    session = _lock_kept(follow_up.session, by)
    _check(session, owner, item)
    follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    follow_up.text, follow_up.owner, follow_up.due_on = " ".join(text.split()), owner, due_on
    follow_up.item = item
    follow_up.save(update_fields=["text", "owner", "due_on", "item"])
    changes = {"owner": owner.pk, "due_on": due_on, "item": follow_up.item_id}
    record(by=by, verb="follow_up.changed", obj=follow_up, changes=changes)
    bump(session)
    return follow_up


@action
def tick_follow_up(*, follow_up: FollowUp, done: bool, by: Reader) -> FollowUp:
    """Say that it is done, or open it again: its owner and who keeps the list, at any time."""
    session = follow_up.session
    own = own_in(session, by).taking_part().filter(pk=follow_up.owner_id).exists()
    manages = _manages(session, by)
    if reasons := ticking_refusals(follow_up, is_owner=own, manages=manages):
        raise NotTheirs(*reasons)
    follow_up = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if reasons := done_blockers(follow_up, done=done):
        raise CannotChange(*reasons)
    follow_up.done_at = clock.now() if done else None
    follow_up.save(update_fields=["done_at"])
    record(by=by, verb="follow_up.done" if done else "follow_up.reopened", obj=follow_up)
    bump(session)
    return follow_up


def _check(session: Session, owner: Participation, item: AgendaItem | None) -> None:
    """Owner and practice are of this session."""
    if not is_of(session, owner):
        raise NotInTheSession
    if item is not None and item.session_id != session.pk:
        raise NotOnTheAgenda


def _manages(session: Session, by: Reader) -> bool:
    return Session.objects.filter(pk=session.pk).managed_by(by).exists()


def _lock_kept(session: Session, by: Reader) -> Session:
    """Lock a session whose list the reader keeps: its moderators and the coordinator."""
    if reasons := managing_blockers(_manages(session, by)):
        raise NotTheirs(*reasons)
    return _lock_open(session)


def _lock_open(session: Session) -> Session:
    """Lock a session about which something can be written down still."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    is_confirmed = Minutes.objects.stand_for(session)
    if reasons := outcome_blockers(session, is_confirmed=is_confirmed):
        raise CannotChange(*reasons)
    return session
