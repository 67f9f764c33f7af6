"""Reads of rounds, seats and answers, named for the reader."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

if TYPE_CHECKING:
    from assessments.models import (  # noqa: F401 - named in strings below
        Assessment,
        Decision,
        HomeInvitation,
        Mark,
        Rating,
        Round,
        Seat,
    )
    from regions.reader import Reader


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, reader: "Reader") -> "RoundQuerySet":
        """Who has a seat, who moderates it, and for a home round the region's leads.

        Says nothing about answers: see `results_visible_to`.
        """
        if reader.is_system:
            return self
        rule = Q(moderators__user_id=reader.user_id) if reader.user_id else Q(pk__in=[])
        if reader.user_id:
            rule |= Q(seats__user_id=reader.user_id)
        if reader.person_key:
            rule |= Q(seats__person_key=reader.person_key)
        rule |= Q(kind="home", region_id__in=reader.lead_region_ids)
        return self.filter(rule).distinct()

    def results_visible_to(self, reader: "Reader") -> "RoundQuerySet":
        """R05, R06: nobody while it is open; then who took part, the owner and the regions.

        Steering committee and coordinator read all results; names stay in the room in any case.
        """
        revealed = self.filter(state="revealed")
        if reader.is_system or reader.is_coordinator or reader.is_steering:
            return revealed
        rule = Q(revision__practice__partner_id__in=reader.partner_ids)
        rule |= Q(seats__region_id__in=reader.region_ids)
        if reader.user_id:
            rule |= Q(seats__user_id=reader.user_id) | Q(moderators__user_id=reader.user_id)
        if reader.person_key:
            rule |= Q(seats__person_key=reader.person_key)
        return revealed.filter(rule).distinct()

    def led_by(self, reader: "Reader") -> "RoundQuerySet":
        """S07, HR01: the moderators of a session's round, the leads of a home round's region."""
        if reader.is_system:
            return self
        return self.filter(
            Q(kind="session", moderators__user_id=reader.member_id)
            | Q(kind="home", region_id__in=reader.lead_region_ids)
        ).distinct()

    def open(self) -> "RoundQuerySet":
        return self.filter(state="open")

    def over_at_home(self, today: date) -> "RoundQuerySet":
        """Open rounds at home whose last day has passed."""
        return self.open().filter(kind="home", ends_on__lt=today)

    def meetings_before(self, round_: "Round") -> "RoundQuerySet":
        """Shown rounds of sessions about the same text in which the region answered, in order."""
        return (
            self.filter(
                kind="session",
                state="revealed",
                revision_id=round_.revision_id,
                opened_at__lt=round_.opened_at,
                seats__region=round_.region,
                seats__ratings__isnull=False,
            )
            .distinct()
            .order_by("opened_at", "pk")
        )

    def at_home_of(self, reader: "Reader") -> "RoundQuerySet":
        """Rounds at home of the reader's regions: who may answer, and who may lead."""
        return self.filter(kind="home", region_id__in=reader.region_ids)

    def at_home_for(self, reader: "Reader") -> "RoundQuerySet":
        """HR02, HR03: open ones for the lead; closed ones for the region and who reads all."""
        rule = Q(region_id__in=reader.lead_region_ids)
        closed = Q(region_id__in=reader.region_ids)
        if reader.is_coordinator or reader.is_steering:
            closed = Q()
        return self.filter(Q(kind="home") & (rule | (closed & ~Q(state="open"))))

    def waiting_for(self, reader: "Reader", today: date) -> "RoundQuerySet":
        """Open rounds at home of the reader's regions in which they have not finished."""
        finished = self.model._default_manager.filter(
            seats__user_id=reader.user_id or 0, seats__finished_at__isnull=False
        )
        return (
            self.open()
            .at_home_of(reader)
            .filter(ends_on__gte=today)
            .exclude(pk__in=finished.values("pk"))
            .order_by("ends_on", "pk")
        )

    def joinable_by(self, reader: "Reader") -> "RoundQuerySet":
        """HR04: by the link anybody without an account, and people of the round's region."""
        if not reader.is_signed_in:
            return self
        return self.filter(region_id__in=reader.region_ids)

    def for_page(self) -> "RoundQuerySet":
        return self.select_related(
            "region", "criteria_set", "revision__practice__theme", "revision__practice__partner"
        )

    def open_for_pair(self, practice_id: int, region_id: int) -> "RoundQuerySet":
        """Open rounds about the practice that ask somebody of the region."""
        return (
            self.open()
            .filter(revision__practice_id=practice_id)
            .filter(Q(region_id=region_id) | Q(seats__region_id=region_id))
            .distinct()
        )

    def asking_about(self, practice_id: int, region_id: int) -> "RoundQuerySet":
        """Rounds about the practice that ask somebody of the region, in the order of opening.

        `has_answers`: whether anybody of the region answered; says nothing of what.
        """
        from assessments.models import Rating, Seat  # noqa: PLC0415 — models import this one

        here = Seat.objects.filter(round=OuterRef("pk"), region_id=region_id)
        answered = Rating.objects.filter(seat__round=OuterRef("pk"), seat__region_id=region_id)
        return (
            self.filter(revision__practice_id=practice_id)
            .filter(Q(region_id=region_id) | Exists(here))
            .annotate(has_answers=Exists(answered))
            .select_related("criteria_set")
            .order_by("opened_at", "pk")
        )

    def closed(self) -> "RoundQuerySet":
        return self.exclude(state="open")

    def about(self, practice_id: int) -> "RoundQuerySet":
        """Rounds about one practice, whichever of its revisions, in the order they were opened."""
        return self.filter(revision__practice_id=practice_id).order_by("opened_at", "pk")


class SeatQuerySet(models.QuerySet["Seat"]):
    def of(self, reader: "Reader") -> "SeatQuerySet":
        """The reader's own seats, as a person or as a guest (R03)."""
        rule = Q(pk__in=[])
        if reader.user_id:
            rule |= Q(user_id=reader.user_id)
        if reader.person_key:
            rule |= Q(person_key=reader.person_key)
        return self.filter(rule)

    def of_invited(self, invitation: "HomeInvitation") -> "SeatQuerySet":
        """The seat of somebody who was asked by name, once they have begun."""
        return self.filter(invitation=invitation)

    def led_by(self, reader: "Reader") -> "SeatQuerySet":
        """Seats in rounds that the reader moderates: names and places, no answers."""
        return self.filter(round__moderators__user_id=reader.member_id, round__kind="session")

    def in_round(self, round_: "Round") -> "SeatQuerySet":
        """The people of a round in the order of the regions."""
        return (
            self.people()
            .filter(round=round_)
            .select_related("user", "region")
            .order_by("region__position", "region__name_sort", "pk")
        )

    def for_rating(self) -> "SeatQuerySet":
        """All that the rating page names, in the same query."""
        return self.select_related(
            "region", "round__criteria_set", "round__revision__practice__partner__region"
        )

    def people(self) -> "SeatQuerySet":
        return self.exclude(user__isnull=True, name="")

    def hiding(self, round_ids: Collection[int], region_id: int) -> "SeatQuerySet":
        """People of the region who answered and did not allow that few people's answers show."""
        asked = self.people().filter(round_id__in=round_ids, region_id=region_id)
        return asked.filter(ratings__isnull=False).exclude(may_show_alone=True)


class RatingQuerySet(models.QuerySet["Rating"]):
    def of(self, reader: "Reader") -> "RatingQuerySet":
        """One's own answers, while the round is open too (R03)."""
        rule = Q(pk__in=[])
        if reader.user_id:
            rule |= Q(seat__user_id=reader.user_id)
        if reader.person_key:
            rule |= Q(seat__person_key=reader.person_key)
        return self.filter(rule)

    def visible_to(self, reader: "Reader") -> "RatingQuerySet":
        """R04: one's own; the moderators of a round read all of them once it is closed."""
        led = ~Q(seat__round__state="open") & Q(
            seat__round__moderators__user_id=reader.member_id, seat__round__kind="session"
        )
        if reader.is_system:
            led = ~Q(seat__round__state="open")
        return (self.of(reader) | self.filter(led)).distinct()

    def that_count(self) -> "RatingQuerySet":
        """Answers of closed rounds that were not declared void, the older round first."""
        return (
            self.exclude(seat__round__state="open")
            .filter(voided_at__isnull=True)
            .order_by("seat__round__opened_at", "seat__round_id", "pk")
        )

    def entered_for(self, reader: "Reader") -> "RatingQuerySet":
        """One's own that count and that a moderator entered; `practice` is its title (R09)."""
        entered = self.of(reader).that_count().filter(tap__by_self=False)
        practice = F("seat__round__revision__practice__title")
        return entered.select_related("tap", "criterion").annotate(practice=practice)

    def in_shown_rounds(self) -> "RatingQuerySet":
        """A closed round that was not shown can be opened again: nobody reads it before."""
        return self.filter(
            Q(seat__round__state="revealed") | Q(seat__round__sealed_at__isnull=False)
        )

    def with_words(self) -> "RatingQuerySet":
        return self.select_related("tap", "criterion", "seat__region", "seat__round")
