"""Reads of groups and sessions, named for the reader."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from assessments.models import CriteriaSet
from exchanges.querysets import TAKING_PART, person_of
from practices.models import TRANSLATED_FIELDS

if TYPE_CHECKING:
    from peergroups.models import (  # noqa: F401 - named in strings below
        Amendment,
        FollowUp,
        GroupMembership,
        Minutes,
        PeerGroup,
        RegionStep,
        Session,
    )
    from regions.reader import Reader

PREPARE_WITHIN = timedelta(days=42)  # earlier, people forget what they read
MINUTES_LINK = "peergroups.minutes"  # purpose of the links that guests get by mail


class PeerGroupQuerySet(models.QuerySet["PeerGroup"]):
    def visible_to(self, reader: "Reader") -> "PeerGroupQuerySet":
        """GR01: members read all; visitors the public ones' name and theme."""
        if reader.is_member or reader.is_system:
            return self
        return self.filter(is_public=True)

    def moderated_by(self, reader: "Reader") -> "PeerGroupQuerySet":
        return self.filter(
            memberships__user_id=reader.member_id,
            memberships__is_moderator=True,
            memberships__left_at__isnull=True,
        )

    def managed_by(self, reader: "Reader") -> "PeerGroupQuerySet":
        """For whose sessions the reader may plan (S04)."""
        if reader.is_coordinator or reader.is_system:
            return self
        return self.moderated_by(reader)

    def with_numbers(self) -> "PeerGroupQuerySet":
        """How many members and sessions; counts only."""
        return self.select_related("theme").annotate(
            people=Count("memberships", filter=Q(memberships__left_at__isnull=True), distinct=True),
            meetings=Count(
                "sessions", filter=Q(sessions__cancelled_at__isnull=True), distinct=True
            ),
        )


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    def current(self) -> "GroupMembershipQuerySet":
        """Who is in the group now, moderators first."""
        return self.filter(left_at__isnull=True).order_by("-is_moderator", "joined_at", "pk")


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, reader: "Reader") -> "SessionQuerySet":
        """S02: people of the session, leads of a participant's partner, coordinator, steering."""
        if reader.is_system or reader.is_coordinator or reader.is_steering:
            return self
        rule = Q(pk__in=[])
        if reader.is_member:
            own = {"user_id": reader.user_id, "partner_id__in": reader.partner_ids}
            rule |= Q(pk__in=self._with_person(**own).values("pk"))
            rule |= Q(pk__in=self.model.objects.moderated_by(reader).values("pk"))
        if reader.person_key:  # a guest, until the minutes are confirmed
            guests = self._with_person(person_key=reader.person_key, user__isnull=True)
            guests = guests.filter(confirmed_at__isnull=True, cancelled_at__isnull=True)
            rule |= Q(pk__in=guests.values("pk"))
        if reader.lead_partner_ids:
            theirs = self._with_person(partner_id__in=reader.lead_partner_ids)
            rule |= Q(pk__in=theirs.values("pk"))
        return self.filter(rule)

    def _with_person(self, **person: object) -> "SessionQuerySet":
        """Sessions in which such a person takes part: with a place, or as all of the exchange."""
        wanted = person | {"state__in": TAKING_PART}
        seated = {f"seatings__participation__{name}": value for name, value in wanted.items()}
        listed = {f"exchange__participations__{name}": value for name, value in wanted.items()}
        everybody = self.model.objects.for_everybody().filter(**listed)
        placed = self.model.objects.filter(**seated)
        return self.model.objects.filter(
            Q(pk__in=placed.values("pk")) | Q(pk__in=everybody.values("pk"))
        )

    def for_everybody(self) -> "SessionQuerySet":
        """Sessions in which nobody has a place of their own: everybody of the exchange is in."""
        return self.filter(seatings__isnull=True)

    def lines_for(self, reader: "Reader") -> "SessionQuerySet":
        """S01: title, date and host; for visitors those of public meetings."""
        if reader.is_member or reader.is_admin or reader.is_system:
            return self
        return self.filter(exchange__is_public=True)

    def moderated_by(self, reader: "Reader") -> "SessionQuerySet":
        """Sessions this person leads: named for it, or moderator of its group."""
        user_id = reader.member_id
        return self.filter(
            Q(moderators__user_id=user_id)
            | Q(
                group__memberships__user_id=user_id,
                group__memberships__is_moderator=True,
                group__memberships__left_at__isnull=True,
            )
        ).distinct()

    def to_prepare_for(self, reader: "Reader", today: date) -> "SessionQuerySet":
        """Those ahead with an agenda that the reader takes part in and has not read for."""
        own = {"user_id": reader.member_id, "partner_id__in": reader.partner_ids}
        mine = self._with_person(**own).filter(
            closed_at__isnull=True, cancelled_at__isnull=True, agenda__isnull=False,
            exchange__starts_on__gt=today,
            exchange__starts_on__lte=today + PREPARE_WITHIN,
        )  # fmt: skip  # the conditions read as one list
        led = self.model.objects.moderated_by(reader).values("pk")
        read = self.model.objects.filter(
            expectations__participation__user_id=reader.member_id,
            expectations__has_read_at__isnull=False,
        )
        return mine.exclude(pk__in=led).exclude(pk__in=read.values("pk")).distinct()

    def managed_by(self, reader: "Reader") -> "SessionQuerySet":
        """S04, S05, S08: its moderators and the coordinator."""
        if reader.is_coordinator or reader.is_system:
            return self
        return self.moderated_by(reader)

    def by_room_code(self, code: str) -> "SessionQuerySet":
        """The session whose room the bearer of the code may enter."""
        return self.filter(room_code=code, closed_at__isnull=True, cancelled_at__isnull=True)

    def exchanges_over(self) -> "models.QuerySet[Session, int]":
        """Exchanges with a session that is final and no other: guests are out of them."""
        live = self.filter(confirmed_at__isnull=True, cancelled_at__isnull=True).values("exchange")
        final = self.filter(confirmed_at__isnull=False).exclude(exchange__in=live)
        return final.order_by().values_list("exchange_id", flat=True)

    def closed_before(self, moment: datetime) -> "SessionQuerySet":
        """Those closed so long ago that are not final yet."""
        return self.filter(
            closed_at__lte=moment, confirmed_at__isnull=True, cancelled_at__isnull=True
        )

    def agenda_changed_before(self, moment: datetime) -> "SessionQuerySet":
        """Those whose people have an older agenda, which has rested since the moment."""
        return self.filter(agenda_changed_at__lte=moment)

    def awaiting_minutes_since(self, moment: datetime) -> "SessionQuerySet":
        """Those to come, without confirmed minutes, or with minutes confirmed after the moment."""
        return self.filter(cancelled_at__isnull=True).exclude(confirmed_at__lte=moment)

    def asking(self, reader: "Reader", today: date) -> "SessionQuerySet":
        """What the reader should plan, read for or finish, or where they promised something.

        `is_to_plan`; `is_to_write` and `is_to_confirm`, the minutes, with how many `wishes` wait
        for an answer; `promised`: text and last day of each thing that they have not done; and
        `is_to_read`, with the texts of the practices in `to_read`. One query.
        """
        from peergroups.models import AgendaItem, FollowUp  # noqa: PLC0415 — models import this one

        to_plan = self.model.objects.moderated_by(reader).filter(
            agenda__isnull=True,
            closed_at__isnull=True,
            cancelled_at__isnull=True,
            exchange__ends_on__gte=today,
        )
        promised = FollowUp.objects.waiting_for(reader)
        mine = promised.filter(session=OuterRef("pk")).order_by("due_on", "pk")
        ahead = self.model.objects.to_prepare_for(reader, today)
        texts = JSONObject(**{name: f"practice__{name}" for name in TRANSLATED_FIELDS})
        agenda = AgendaItem.objects.filter(session=OuterRef("pk")).order_by("position")
        annotated = self.with_minutes_to_do(reader).annotate(
            is_to_plan=Exists(to_plan.filter(pk=OuterRef("pk"))),
            promised=ArraySubquery(mine.values(json=JSONObject(text="text", due_on="due_on"))),
            is_to_read=Exists(ahead.filter(pk=OuterRef("pk"))),
            to_read=ArraySubquery(agenda.values(json=texts)),
        )
        rule = Q(is_to_plan=True) | Q(is_to_read=True) | Q(pk__in=promised.values("session"))
        return annotated.filter(rule | Q(is_to_write=True) | Q(is_to_confirm=True))

    def with_minutes_to_do(self, reader: "Reader") -> "SessionQuerySet":
        """Whether the reader, who moderates it, should write the minutes or confirm them.

        Nobody is asked for minutes that nobody wrote before the session was made final.
        """
        from peergroups.models import Amendment, Minutes  # noqa: PLC0415 — models import this one

        led = self.model.objects.moderated_by(reader).filter(
            pk=OuterRef("pk"), closed_at__isnull=False, cancelled_at__isnull=True
        )
        own = Minutes.objects.filter(session=OuterRef("pk"))
        none_yet = Q(~Exists(own), confirmed_at__isnull=True)
        wishes = Amendment.objects.filter(minutes__session=OuterRef("pk"), state="open")
        count = wishes.order_by().values("minutes__session").annotate(n=Count("pk")).values("n")
        return self.annotate(
            is_to_write=Exists(led) & (none_yet | Exists(own.filter(state="draft"))),
            is_to_confirm=Exists(led) & Exists(own.filter(state="circulated")),
            wishes=Coalesce(Subquery(count), 0),
        )

    def with_management(self, reader: "Reader") -> "SessionQuerySet":
        """`is_managed`: whether the reader plans it and writes its minutes (S04, S11)."""
        managed = self.model.objects.managed_by(reader).filter(pk=OuterRef("pk"))
        return self.annotate(is_managed=Exists(managed))

    def with_leading(self, reader: "Reader") -> "SessionQuerySet":
        """`is_led`: whether the reader moderates it (S07)."""
        led = self.model.objects.moderated_by(reader).filter(pk=OuterRef("pk"))
        return self.annotate(is_led=Exists(led))

    def with_newer_questions(self) -> "SessionQuerySet":
        """`newer_version`: of its questions, the version in use now if it was planned earlier."""
        newer = (
            CriteriaSet.objects.released()
            .filter(
                code=OuterRef("criteria_set__code"), version__gt=OuterRef("criteria_set__version")
            )
            .order_by("-version")
        )
        return self.annotate(newer_version=Subquery(newer.values("version")[:1]))

    def with_event(self) -> "SessionQuerySet":
        return self.select_related("exchange__host__region", "group__theme", "criteria_set")


class RegionStepQuerySet(models.QuerySet["RegionStep"]):
    def about(
        self, practice_ids: Iterable[int], sessions: "Iterable[Session]"
    ) -> "RegionStepQuerySet":
        """About these practices, in sessions that the reader may open."""
        chosen = self.filter(item__practice__in=practice_ids, item__session__in=list(sessions))
        return chosen.select_related("item", "region").order_by("region__position", "pk")

    def in_session(self, session: "Session") -> "RegionStepQuerySet":
        """In the order of the regions, with who chose; for pages of the session."""
        return (
            self.filter(item__session=session)
            .select_related("region", "chosen_by__partner")
            .order_by("region__position", "region__name_sort", "pk")
        )


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def in_session(self, session: "Session") -> "FollowUpQuerySet":
        """With their owners, and the practice that they are about; for pages of the session."""
        people = ("owner__user", "owner__partner")
        return self.filter(session=session).select_related(*people, "item__practice")

    def waiting_for(self, reader: "Reader") -> "FollowUpQuerySet":
        """The reader's own that are not done, if the session was not cancelled."""
        own = person_of(reader, "owner__")
        return self.filter(own, done_at__isnull=True, session__cancelled_at__isnull=True)


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def of(self, session: "Session") -> "MinutesQuerySet":
        """All versions, the newest first; for who reads the session."""
        return self.filter(session=session).order_by("-version").with_amendments()

    def with_amendments(self) -> "MinutesQuerySet":
        """With what people wanted changed, and who."""
        from peergroups.models import Amendment  # noqa: PLC0415 — models import this one

        wishes = Amendment.objects.with_people()
        return self.prefetch_related(Prefetch("amendments", wishes))

    def stand_for(self, session: "Session") -> bool:
        """Whether minutes are confirmed and none are being written: nothing changes then."""
        states = set(self.filter(session=session).values_list("state", flat=True))
        return states == {"confirmed"}

    def opened_by(self, reader: "Reader") -> "MinutesQuerySet":
        """What a link opens that was mailed to a guest who is still on the list: these alone.

        `bearer_key`: the key of that guest's seats. Who has an account by now signs in.
        """
        link = reader.link
        if link is None or link.purpose != MINUTES_LINK or not link.object_id.isdecimal():
            return self.none()
        person = "session__exchange__participations"
        guest = {
            f"{person}__pk": link.recipient_id,
            f"{person}__state__in": TAKING_PART,
            f"{person}__user__isnull": True,
        }
        found = self.filter(pk=int(link.object_id), **guest).exclude(state="draft")
        return found.annotate(bearer_key=F(f"{person}__person_key")).with_amendments()


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def with_people(self) -> "AmendmentQuerySet":
        return self.select_related("participation__partner")
