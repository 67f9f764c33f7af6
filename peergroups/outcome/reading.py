"""What a page shows of next steps and follow-ups, for one reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from assessments.models import Round
from assessments.rules import is_origin
from core import clock
from exchanges.models import Participation
from peergroups.models import AgendaItem, FollowUp, Minutes, RegionStep, Session
from peergroups.outcome.rules import is_present, outcome_blockers, step_blockers
from peergroups.rules import is_shown
from regions.models import Region


def role_of(participation: Participation) -> str:
    """Somebody by level and organisation, where names stay in the room."""
    words = _("%(level)s, %(partner)s")
    level = participation.get_level_display()
    return words % {"level": level, "partner": participation.partner.short}


def who_chose(step: RegionStep) -> str:
    if step.chosen_by is None:
        return _("entered by the moderator")
    return role_of(step.chosen_by)


@dataclass(frozen=True)
class ItemSteps:
    """The next steps about one practice."""

    item: AgendaItem
    steps: tuple[RegionStep, ...]
    own_region: Region | None  # for which the reader may choose
    own: RegionStep | None

    @property
    def mine(self) -> tuple[RegionStep, ...]:
        return (self.own,) if self.own else ()


@dataclass(frozen=True)
class Outcome:
    """Next steps and follow-ups of a session; `may_write` says whether anything changes still."""

    session: Session
    steps: tuple[ItemSteps, ...]
    follow_ups: Sequence[FollowUp]
    own_id: int | None
    leads: bool
    manages: bool
    may_write: bool
    today: date

    @cached_property
    def lines(self) -> list[tuple[FollowUp, bool, bool]]:
        """Each follow-up, whether it is late, and whether the reader may tick it off."""
        return [
            (
                each,
                each.done_at is None and each.due_on is not None and each.due_on < self.today,
                self.manages or each.owner_id == self.own_id,
            )
            for each in self.follow_ups
        ]

    @property
    def has_steps(self) -> bool:
        return any(each.steps or each.own_region for each in self.steps)

    def of(self, item: AgendaItem | None) -> ItemSteps | None:
        return next((each for each in self.steps if each.item == item), None)


def read_outcome(
    session: Session,
    rounds: Mapping[int, Sequence[Round]],
    items: Sequence[AgendaItem],
    own: Participation | None,
    *,
    leads: bool,
    manages: bool,
) -> Outcome:
    """Two or three queries; the caller has found what the reader may see of the session."""
    steps = list(RegionStep.objects.in_session(session))
    is_confirmed = session.confirmed_at is not None and Minutes.objects.stand_for(session)
    may_write = not outcome_blockers(session, is_confirmed=is_confirmed)
    chooses = own.partner.region if own and is_present(own) and may_write else None
    return Outcome(
        session=session,
        steps=tuple(_of_item(item, steps, rounds.get(item.pk, ()), chooses) for item in items),
        follow_ups=tuple(FollowUp.objects.in_session(session)),
        own_id=own.pk if own else None,
        leads=leads,
        manages=manages,
        may_write=may_write,
        today=clock.today(),
    )


def own_step(session: Session, round_: Round | None, place: Participation) -> ItemSteps | None:
    """What the person's region does next with the practice of a shown round; at most three queries.

    Nothing while answers are given: then the question is what they answer.
    """
    if round_ is None or not is_shown(round_):
        return None
    item = session.agenda.select_related("practice__origin_region").get(rounds__round=round_)
    found = read_outcome(session, {item.pk: [round_]}, [item], place, leads=False, manages=False)
    return found.of(item)


def _of_item(
    item: AgendaItem, steps: Sequence[RegionStep], rounds: Sequence[Round], region: Region | None
) -> ItemSteps:
    found = tuple(each for each in steps if each.item_id == item.pk)
    chooses = region if region and not step_blockers(item, region, rounds) else None
    own = next((each for each in found if chooses and each.region_id == chooses.pk), None)
    return ItemSteps(item, found, chooses, own)


def regions_to_choose(item: AgendaItem, people: Sequence[Participation]) -> list[Region]:
    """For whom a moderator may choose: regions in the room, but not the practice's own."""
    regions = dict.fromkeys(each.partner.region for each in people if is_present(each))
    return [each for each in regions if not is_origin(item.practice, each)]
