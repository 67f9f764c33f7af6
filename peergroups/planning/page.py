"""What the page of a plan shows: groups with agenda and times, seats by region and level."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from exchanges.models import Participation
from peergroups.actions.seating import Table
from peergroups.meter import Meter
from peergroups.planner import Group, Talk, steps_of
from peergroups.planning import words
from peergroups.planning.draft import Draft, has_accepted
from peergroups.planning.expected import listed
from practices.models import Practice
from regions.models import Level, Partner, Region


@dataclass(frozen=True)
class Bar:
    """One step of a practice in the bar of the slot, in percent."""

    label: str
    minutes: int
    css: str
    x: str
    width: str
    middle: str


@dataclass(frozen=True)
class AgendaLine:
    """`practice` is None for the start and the end."""

    at: str
    title: str
    note: str
    minutes: int
    practice: Practice | None = None
    place: int = 0


@dataclass(frozen=True)
class GroupView:
    number: int
    lead: User | None
    lead_id: int
    lines: tuple[AgendaLine, ...]
    people: int


@dataclass(frozen=True)
class Mark:
    """A person as a sign; open while they have not said that they come."""

    level: str
    is_open: bool


@dataclass(frozen=True)
class Row:
    """A region: who sits where, and which levels it lacks."""

    partner: Partner
    cells: tuple[tuple[Mark, ...], ...]
    missing: tuple[str | Promise, ...]


@dataclass(frozen=True)
class Seat:
    """Somebody who can be moved."""

    participation: Participation
    group: int


class PlanPage:
    """Everything is read from the draft; the people and practices were read before."""

    def __init__(self, draft: Draft, leads: Mapping[int, User]) -> None:
        self.draft = draft
        self.plan = draft.plan
        self.leads = leads
        self.practices = {practice.pk: practice for practice in draft.practices}
        self.people = {each.pk: each for each in draft.people}
        self.regions: dict[int, Region] = {
            each.partner.region_id: each.partner.region for each in draft.people
        }

    @property
    def heading(self) -> str:
        return words.heading(self.plan)

    @property
    def coverage(self) -> str:
        return words.coverage(self.plan)

    @property
    def pairs_without(self) -> str:
        return words.pairs_without(self.plan)

    @property
    def more(self) -> str:
        return words.more(self.plan)

    @cached_property
    def warnings(self) -> list[str]:
        said = words.warnings(self.plan, self.regions, self.practices)
        if self.draft.practices:
            said += words.without_moderator([g.number for g in self.groups if g.lead is None])
        return said

    @cached_property
    def uncovered(self) -> list[tuple[Practice, list[Region], int]]:
        """Practices with the regions from which nobody can rate them."""
        found: dict[tuple[int, int], list[Region]] = defaultdict(list)
        for pair in self.plan.uncovered:
            found[pair.talk.key, pair.group].append(self.regions[pair.region])
        return [(self.practices[key], regions, group) for (key, group), regions in found.items()]

    @cached_property
    def bars(self) -> list[Bar]:
        """The steps of a practice of the first group that has one."""
        slot = next((group.times.slot for group in self.plan.groups if group.talks), 0)
        made, spent = [], 0
        for step in steps_of(slot) if slot else ():
            share = 100 / slot
            css = {"answer": "on", "change": "on", "show": "mid"}.get(step.code, "")
            made.append(
                Bar(
                    label=str(words.STEP_WORDS[step.code]),
                    minutes=step.minutes,
                    css=css,
                    x=f"{spent * share:.1f}%",
                    width=f"{step.minutes * share:.1f}%",
                    middle=f"{(spent + step.minutes / 2) * share:.1f}%",
                )
            )
            spent += step.minutes
        return made

    @property
    def slot(self) -> int:
        return sum(bar.minutes for bar in self.bars)

    @property
    def steps_in_words(self) -> str:
        """Pitch 4, questions 3, answer 2, show 1, talk 6, change 2, next step 2."""
        return ", ".join(f"{bar.label.lower()} {bar.minutes}" for bar in self.bars)

    @cached_property
    def groups(self) -> list[GroupView]:
        return [self._group(group) for group in self.plan.groups]

    def _group(self, group: Group) -> GroupView:
        lead = self.draft.lead_of(group.number)
        return GroupView(
            number=group.number,
            lead=self.leads.get(lead),
            lead_id=lead,
            lines=tuple(self._lines(group)),
            people=len(group.people),
        )

    def _lines(self, group: Group) -> list[AgendaLine]:
        times, spent = group.times, group.times.opening
        lines = [
            AgendaLine(
                self._at(0),
                _("Welcome and test question"),
                _("Join by code; the test also tries the phones"),
                times.opening,
            )
        ]
        for place, talk in enumerate(group.talks, start=1):
            practice = self.practices[talk.key]
            note = self._note(group, talk)
            at = self._at(spent)
            lines.append(AgendaLine(at, practice.title, note, times.slot, practice, place))
            spent += times.slot
        end = _("Interested, not for us, or ask at home")
        lines.append(AgendaLine(self._at(spent), _("Next steps by region"), end, times.closing))
        return lines

    def _at(self, minutes: int) -> str:
        """The time of day; minutes from the start where that is not known."""
        exchange = self.draft.exchange
        start = datetime.combine(exchange.starts_on, exchange.starts_at or time())
        moment = start + timedelta(minutes=minutes)
        return f"{moment:%H:%M}" if exchange.starts_at else f"{moment.hour}:{moment:%M}"

    def _note(self, group: Group, talk: Talk) -> str:
        """Lower Austria presents. 9 people of 8 regions answer."""
        raters = group.raters(talk)
        people = ngettext("%(n)s person", "%(n)s people", len(raters)) % {"n": len(raters)}
        count = len({person.region for person in raters})
        regions = ngettext("%(n)s region", "%(n)s regions", count) % {"n": count}
        answer = ngettext(
            "%(people)s of %(regions)s answers",
            "%(people)s of %(regions)s answer",
            len(raters),
        ) % {"people": people, "regions": regions}
        presenting = sorted({person.region for person in group.presenters(talk)})
        if not presenting:
            return answer
        owner = self.regions[presenting[0]]
        return _("%(region)s presents. %(answer)s") % {"region": owner, "answer": answer}

    @cached_property
    def rows(self) -> list[Row]:
        """The regions in the order of the list of people."""
        seats = self._seats
        partners = {each.partner_id: each.partner for each in self.draft.people}
        made = []
        for partner in partners.values():
            own = [each for each in self.draft.people if each.partner_id == partner.pk]
            held = {each.level for each in own}
            cells = tuple(
                tuple(
                    Mark(each.level, not has_accepted(each))
                    for each in own
                    if seats.get(each.pk) == group.number
                )
                for group in self.plan.groups
            )
            missing = tuple(words.ONE[level] for level in Level if level not in held)
            made.append(Row(partner, cells, missing))
        return made

    @cached_property
    def _seats(self) -> dict[int, int]:
        return {person.key: group.number for group in self.plan.groups for person in group.people}

    @property
    def seating_heading(self) -> str:
        return words.seating_heading(self.plan, sum(bool(row.missing) for row in self.rows))

    @property
    def places(self) -> range:
        """Where a practice can stand in a group."""
        return range(1, len(self.draft.practices) + 1)

    @property
    def sizes(self) -> list[int]:
        return [len(group.people) for group in self.plan.groups]

    @cached_property
    def level_totals(self) -> list[tuple[Level, int]]:
        people = self.plan.wish.people
        return [(level, sum(person.level == level for person in people)) for level in Level]

    @property
    def seats(self) -> list[Seat]:
        """Everybody who rates, in the order of the list of people."""
        return [
            Seat(each, self._seats[each.pk]) for each in self.draft.people if each.pk in self._seats
        ]

    @property
    def moderators(self) -> list[Participation]:
        """Those on the list who do not rate, because they moderate."""
        return [each for each in self.draft.people if each.pk not in self._seats]

    @property
    def expected(self) -> list[tuple[Region, str, int]]:
        """Region, level and number of those who are not on the list yet."""
        regions = {each.partner_id: each.partner.region for each in self.draft.people}
        return [
            (regions[partner], str(level.label), number)
            for (partner, level), number in self.draft.expected.items()
        ]

    @cached_property
    def meter(self) -> Meter:
        return Meter(self.draft.people, tuple(each.region for each in self.draft.partners))

    def seated(self, group: Group) -> Sequence[Participation]:
        """Who gets a place: who rates, and who leads; other moderators with the first group."""
        rating = [self.people[person.key] for person in group.people]
        leading = {self.draft.lead_of(each.number): each.number for each in self.plan.groups}
        return rating + [
            each for each in self.moderators if leading.get(each.user_id or 0, 1) == group.number
        ]

    def tables(self, title: str) -> list[Table]:
        """The sessions to make; where there is one group, everybody of the meeting is in it."""
        alone = len(self.plan.groups) == 1
        named = _("%(title)s, group %(n)s")
        return [
            Table(
                title=title if alone else named % {"title": title, "n": view.number},
                talks=[(self.practices[talk.key], group.times.slot) for talk in group.talks],
                people=[] if alone else listed(self.seated(group)),
                opening=group.times.opening,
                closing=group.times.closing,
                moderator=view.lead,
            )
            for group, view in zip(self.plan.groups, self.groups, strict=True)
        ]
