"""Which regions and levels are there, and which are missing: of a session, or of a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchanges.models import Participation
from peergroups.models import Session
from peergroups.people import people_of
from regions.models import Level, Partner, Region

MANY: Final = {
    Level.POLICY_MAKER: _("Policy makers"),
    Level.INTERMEDIARY: _("Intermediaries"),
    Level.PRACTITIONER: _("Practitioners"),
}


@dataclass(frozen=True)
class LevelLine:
    """A level: how many are asked, how many are in the room, and regions that have nobody."""

    level: Level
    asked: int
    joined: int
    missing: tuple[Region, ...]

    @property
    def words(self) -> str | Promise:
        return MANY[self.level]


@dataclass(frozen=True)
class Meter:
    """Against all regions of the partnership and the three levels."""

    people: tuple[Participation, ...]
    regions: tuple[Region, ...]

    @property
    def asked(self) -> int:
        return len(self.people)

    @property
    def joined(self) -> int:
        return sum(each.joined_at is not None for each in self.people)

    @property
    def has_begun(self) -> bool:
        return self.joined > 0

    @property
    def present(self) -> tuple[Region, ...]:
        """Regions of the people in the room; before anybody is there, of those who are asked."""
        there = {
            each.partner.region_id
            for each in self.people
            if each.joined_at is not None or not self.has_begun
        }
        return tuple(region for region in self.regions if region.pk in there)

    @property
    def percent(self) -> str:
        return f"{100 * len(self.present) / max(1, len(self.regions)):.1f}%"

    @property
    def missing(self) -> tuple[Region, ...]:
        """Regions of the partnership from which nobody is there."""
        return tuple(region for region in self.regions if region not in self.present)

    @property
    def levels(self) -> tuple[LevelLine, ...]:
        return tuple(self._line(level) for level in Level)

    def _line(self, level: Level) -> LevelLine:
        own = [each for each in self.people if each.level == level]
        regions = {each.partner.region_id for each in own}
        return LevelLine(
            level=level,
            asked=len(own),
            joined=sum(each.joined_at is not None for each in own),
            missing=tuple(
                region
                for region in self.regions
                if region.pk not in regions and region not in self._absent
            ),
        )

    @property
    def _absent(self) -> tuple[Region, ...]:
        """Regions of which nobody is even asked: named once, not at each level."""
        asked = {each.partner.region_id for each in self.people}
        return tuple(region for region in self.regions if region.pk not in asked)


def read_meter(people: Sequence[Participation]) -> Meter:
    """The meter of people read before, with partner and region; one query."""
    partners = Partner.objects.active().with_region().in_strip_order()
    return Meter(tuple(people), tuple(partner.region for partner in partners))


def meter_of(session: Session) -> Meter:
    """The meter of a session; two queries."""
    return read_meter(list(people_of(session).with_people()))
