"""The sheets of a session: which there are, and whether they can still be taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from assessments.models import Criterion, Round
from assessments.rules import is_origin, recording_blockers
from exchanges.models import Participation
from peergroups.board import rounds_by_item
from peergroups.models import AgendaItem, Session
from peergroups.paper.codes import Sheet, all_sheets, sheets_by_code
from peergroups.people import people_of, with_preparation
from peergroups.rules import order_in_words
from regions.models import Region


@dataclass(frozen=True)
class Papers:
    """Everything that sheets of a session need, read once: items, people, codes, rounds."""

    items: tuple[AgendaItem, ...]
    people: tuple[Participation, ...]
    criteria: tuple[Criterion, ...]
    by_code: dict[str, Sheet]
    rounds: dict[int, list[Round]]

    @property
    def regions(self) -> tuple[Region, ...]:
        return tuple(dict.fromkeys(each.partner.region for each in self.people))

    def round_for(self, sheet: Sheet) -> Round | None:
        """The last round about the practice: answers on paper are about that."""
        rounds = self.rounds.get(sheet.item.pk, [])
        return rounds[-1] if rounds else None

    def states(self, now: datetime) -> list[tuple[AgendaItem, str, bool]]:
        """Of each practice: which round takes sheets, or why none does."""
        found: list[tuple[AgendaItem, str, bool]] = []
        for item in self.items:
            rounds = self.rounds.get(item.pk, [])
            if not rounds:
                found.append((item, _("No round yet"), False))
            elif reasons := recording_blockers(rounds[-1], now):
                found.append((item, str(reasons[0]), False))
            else:
                found.append((item, str(order_in_words(rounds[-1].number)), True))
        return found


def read_papers(session: Session) -> Papers:
    """Four queries; who leads the session fills in no sheet."""
    items = list(session.agenda.select_related("practice__origin_region", "session"))
    people = list(with_preparation(people_of(session), session).with_people())
    asked = [each for each in people if not vars(each)["leads"]]
    regions = list(dict.fromkeys(each.partner.region for each in people))
    return Papers(
        items=tuple(items),
        people=tuple(people),
        criteria=tuple(session.criteria_set.criteria.all()),
        by_code=sheets_by_code(session, may_answer(all_sheets(items, asked, regions))),
        rounds=rounds_by_item(items),
    )


def may_answer(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Nobody answers about a practice of the own region."""
    return [each for each in sheets if not is_origin(each.item.practice, region_of(each))]


def region_of(sheet: Sheet) -> Region:
    region = sheet.region or (sheet.person.partner.region if sheet.person else None)
    assert region is not None  # noqa: S101 - a sheet is somebody's or a region's
    return region
