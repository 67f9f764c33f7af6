"""Rounds at home: the region's lead asks people of the region about one practice, by link."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from assessments.actions.criteria import HOME, ensure_default_sets
from assessments.actions.finishing import NotYourRegion
from assessments.actions.rounds import CannotOpen, open_round
from assessments.actions.seats import SeatPlan, add_seat
from assessments.models import HomeInvitation, Round, RoundKind, Seat, hash_of_link
from assessments.rules import home_round_blockers, joining_blockers, lead_refusals
from core import clock
from core.audit import action, record
from core.errors import BadInput, Gone
from core.languages import known_language
from practices.models import Practice
from regions.models import Level, Region
from regions.reader import Reader


class HasEnded(Gone):
    """The round is over; the reasons say so."""


class WhoAreYou(BadInput):
    sentence = _("Give your name and choose your level.")


@action
def open_home_round(*, practice: Practice, region: Region, ends_on: date, by: Reader) -> Round:
    """Open a blind round with all questions about the published text, until the end of a day."""
    if reasons := lead_refusals(by, region):
        raise NotYourRegion(*reasons)
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)  # two at once: the second waits
    asked = Round.objects.open().filter(kind=RoundKind.HOME, region=region)
    has_open = asked.filter(revision__practice=practice).exists()
    reasons = home_round_blockers(ends_on, clock.today(), has_open_round=has_open)
    revision = practice.published_revision
    if revision is None:
        reasons.append(_("This practice is not published now."))
    if reasons or revision is None:
        raise CannotOpen(*reasons)
    opened = open_round(
        revision=revision,
        criteria_set=ensure_default_sets(by=by)[HOME],
        kind=RoundKind.HOME,
        region=region,
        ends_on=ends_on,
        by=by,
    )
    opened.link_hash = hash_of_link(opened.link_token)
    opened.save(update_fields=["link_hash"])
    record(by=by, verb="home_round.opened", obj=opened, changes={"ends_on": ends_on})
    return opened


@action
def take_home_seat(
    *,
    round_: Round,
    level: str,
    may_show_alone: bool,
    by: Reader,
    name: str = "",
    person_key: UUID | None = None,
    language: str = "",
) -> Seat:
    """Take a place in a round at home: a person of the region, or a guest by name.

    A guest's `person_key` is the one their browser holds. Who sits already keeps the seat.
    """
    if reasons := joining_blockers(round_, clock.today()):
        raise HasEnded(*reasons)
    if level not in Level.values or not (by.user_id or (name.strip() and person_key)):
        raise WhoAreYou
    region = Region.objects.get(home_rounds=round_)
    plan = SeatPlan(
        region=region,
        level=level,
        partner=by.partner if by.region_id == region.pk else None,
        user_id=by.user_id,
        name="" if by.user_id else name.strip(),
        key=None if by.user_id else person_key,
        may_show_alone=may_show_alone,
    )
    sitting = by if by.user_id else Reader(person_key=person_key)
    seat: Seat = add_seat(round_=round_, plan=plan, by=sitting)
    if language and not seat.language:
        seat.language = known_language(language)
        seat.save(update_fields=["language"])
    if by.user_id:
        _join_invitation(seat)
    return seat


def _join_invitation(seat: Seat) -> None:
    """Who was asked by name and comes without the link has begun all the same."""
    asked = HomeInvitation.objects.standing().filter(round=seat.round_id, seat__isnull=True)
    if seat.user and not HomeInvitation.objects.of_seat(seat).exists():
        asked.filter(email__iexact=seat.user.email).update(seat=seat)
