"""What groups show on the pages below: meetings, practices, assessments; and on a session's own."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from assessments.models import Assessment
from core import clock
from exchanges.models import Exchange
from peergroups.models import PeerGroup, RegionStep, Session
from peergroups.planning.meetings import plannable_by
from peergroups.rules import coordinating_blockers
from regions.reader import Reader


def is_moderator_of(exchange: Exchange, reader: Reader) -> bool:
    """Moderators of a session organise its event, too (EX04, EX06)."""
    if reader.user_id is None:
        return False
    return Session.objects.moderated_by(reader).filter(exchange=exchange).exists()


def practices_moderated(reader: Reader) -> QuerySet[Session, tuple[int]]:
    """What is on the agenda of the sessions that the reader moderates (C05)."""
    own = Session.objects.moderated_by(reader).filter(cancelled_at__isnull=True)
    return own.filter(agenda__isnull=False).values_list("agenda__practice")


def planning_at(request: HttpRequest, ids: Sequence[int]) -> dict[int, str]:
    """For who plans sessions: the way from each coming meeting to a plan for it (S04)."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # put on by the middleware
    if not PeerGroup.objects.managed_by(reader).exists():
        return {}
    coming = plannable_by(reader, clock.today()).filter(pk__in=ids)
    page = reverse("session_plan")
    return {pk: f"{page}?exchange={slug}" for pk, slug in coming.values_list("pk", "slug")}


def sessions_at(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[Session]]:
    """The sessions of each exchange that this person may open."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # put on by the middleware
    found: dict[int, list[Session]] = defaultdict(list)
    sessions = Session.objects.visible_to(reader).filter(exchange__in=ids)
    for each in sessions.select_related("group").order_by("pk"):
        found[each.exchange_id].append(each)
    return dict(found)


def groups_from(request: HttpRequest, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """For who makes groups: the way from each topic of the board to a new group."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # put on by the middleware
    return {} if coordinating_blockers(reader) else {each: {"topic": each} for each in ids}


def discussed_at(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[Session]]:
    """Per practice the sessions with it on the agenda that this person may open, newest first."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # put on by the middleware
    found: dict[int, list[Session]] = defaultdict(list)
    each: Any  # with the annotation
    sessions = Session.objects.visible_to(reader).filter(
        agenda__practice__in=ids, cancelled_at__isnull=True
    )
    annotated = sessions.annotate(practice_pk=F("agenda__practice")).with_event()
    for each in annotated.order_by("-exchange__starts_on", "-pk"):
        found[each.practice_pk].append(each)
    _add_steps(found)
    return dict(found)


def _add_steps(sessions: Mapping[int, list[Any]]) -> None:
    """What each session's regions do next with the practice: `steps` of each session."""
    shown = [session for each in sessions.values() for session in each]
    if not shown:
        return
    steps: dict[tuple[int, int], list[RegionStep]] = defaultdict(list)
    for step in RegionStep.objects.about(sessions, shown):
        steps[(step.item.practice_id, step.item.session_id)].append(step)
    for practice_id, each in sessions.items():
        for session in each:
            session.steps = steps[(practice_id, session.pk)]


def rated_at(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[Session]]:
    """Per assessment the shown rounds in which its region answered, each as its session."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # put on by the middleware
    found: dict[int, list[Session]] = defaultdict(list)
    pair = "agenda__practice__transfers"
    sessions = Session.objects.visible_to(reader).filter(
        **{
            f"{pair}__assessments__in": ids,
            "agenda__rounds__round__revealed_at__isnull": False,
            "agenda__rounds__round__seats__region": F(f"{pair}__region"),
        }
    )
    rounds = sessions.annotate(
        assessment_pk=F(f"{pair}__assessments"),
        round_pk=F("agenda__rounds__round"),
        round_number=F("agenda__rounds__round__number"),
    )
    each: Any  # with the annotations
    for each in rounds.with_event().distinct().order_by("agenda__rounds__round"):
        found[each.assessment_pk].append(each)
    return dict(found)


def assessed_after(request: HttpRequest, ids: Sequence[int]) -> dict[int, list[Assessment]]:
    """Per session the newest readable assessments of its practices by regions that answered."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # put on by the middleware
    item = "transfer__practice__agenda_items"
    answered = Assessment.objects.visible_to(reader).filter(
        **{
            f"{item}__session__in": ids,
            f"{item}__rounds__round__revealed_at__isnull": False,
            f"{item}__rounds__round__seats__region": F("transfer__region"),
        }
    )
    newest = answered.annotate(session_pk=F(f"{item}__session"), place=F(f"{item}__position"))
    rows = (
        newest.select_related("transfer__practice", "transfer__region")
        .order_by("session_pk", "transfer_id", "-opened_at", "-pk")
        .distinct("session_pk", "transfer_id")
    )
    found: dict[int, list[Assessment]] = defaultdict(list)
    each: Any  # with the annotations
    for each in sorted(rows, key=_in_order):
        found[each.session_pk].append(each)
    return dict(found)


def _in_order(assessment: Any) -> tuple[int, int]:
    """By the agenda, then by the order of the strip."""
    return assessment.place, assessment.transfer.region.position
