"""Last chapter: periods, targets, contributions; locked reports and one that is being assembled."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from clusterix.demonstration.context import Demo
from clusterix.demonstration.people import COORDINATOR, STEERING_SECOND, starts_on
from regions.reader import Reader
from reports.actions import (
    answer_approval,
    create_periods,
    create_report,
    edit_texts,
    ensure_default_indicators,
    enter_by_hand,
    lock_report,
    publish_report,
    save_contribution,
    set_target,
)
from reports.actions.assembling import ReportTexts
from reports.actions.contributing import SectionText
from reports.models import ApprovalAnswer, Indicator, Period, Report
from reports.sheet import sheet_of

PERIODS: Final = 6  # of a project of three years
LOCKED: Final = 3  # the first ones; the one after them has just ended
DAYS_TO_LOCK: Final = 80

# By the end of the period after the locked ones, and by the end of the project.
TARGETS: Final = {
    "practices_identified": (23, 40),
    "interregional_events": (6, 12),
    "dissemination_events": (2, 4),
    "visits_held": (2, 4),
    "sessions_held": (4, 8),
    "participations": (40, 90),
    "press_releases": (6, 12),
    "media_appearances": (5, 15),
    "assessed": (20, 60),
    "transferred": (2, 9),
    "capacity_increased": (15, 40),
    "policies_improved": (1, 4),
    "plans_adopted": (3, 9),
    "funding_levered": (100_000, 500_000),
}


@dataclass(frozen=True)
class Entry:
    """A press release or an article: who, in which period, how many days after its start."""

    code: str
    period: int
    day: int
    query: str
    value: int
    evidence: str


ENTRIES: Final = (
    Entry("SE22", 1, 40, "press_releases", 1, "Press release on the start of the project"),
    Entry("AT12", 1, 42, "press_releases", 2, "Two press releases on the kick-off meeting"),
    Entry("DK03", 2, 95, "media_appearances", 1, "Regional newspaper, page 7: learning together"),
    Entry("ITH1", 3, 30, "press_releases", 1, "Press release on the visit of the partners"),
    Entry("FR71", 3, 120, "media_appearances", 2, "Radio interview, and an article online"),
    Entry("SE22", 4, 60, "press_releases", 1, "Press release on the first action of the plan"),
    Entry("HU22", 4, 75, "media_appearances", 1, "Evening news of the regional television"),
    Entry("DE12", 4, 110, "press_releases", 1, "Press release with the cluster managers"),
)

TEXTS: Final = {
    1: ReportTexts(highlights="All partners met, agreed on the method and named their people."),
    2: ReportTexts(
        highlights="The first practices are described and the peer groups have started.",
        deviations="One meeting moved by a month, without an effect on costs.",
    ),
    3: ReportTexts(
        highlights="Regions assess practices of others with their own stakeholders.",
        problems="Two regions had trouble to find a practitioner for every session.",
        deviations="Home rounds started six weeks later than planned. They catch up by autumn.",
    ),
    4: ReportTexts(
        highlights="First decisions are taken, and the first actions of the plans are under way.",
        deviations=(
            "Fewer plans are adopted than planned: some regions wait for the new rules of the "
            "funds. New date: the end of the next period."
        ),
    ),
}

SECTIONS: Final = {
    "AT12": "We led the partnership, ran two steering meetings and kept the calendar.",
    "SE22": "We hosted a peer group and looked at six practices with our cluster managers.",
    "DK03": "We moderated the sessions on financing and described two of our practices.",
    "FR71": "We took part in every session and asked firms of our clusters for their view.",
    "DE12": "We compared our training offers with those of two other regions.",
    "HU22": "We prepared a study visit and translated three practices for our stakeholders.",
    "ITH1": "We opened a home round on voucher schemes and reached eight people.",
}
NOT_COMPLETE: Final = ("ITH1",)  # in the report that is being assembled


def load(demo: Demo) -> None:
    """Tell the periods one after the other, through the acts of the people."""
    start = starts_on(demo.today)
    by = demo.reader(COORDINATOR)
    with demo.on(_offset(demo, start) + 1):
        indicators = {each.query: each for each in ensure_default_indicators(by=by)}
        periods = create_periods(starts_on=start, count=PERIODS, by=by)
        set_targets(periods, indicators, by)
    make_entries(demo, periods, indicators)
    for period in periods[:LOCKED]:
        lock(demo, period)
    assemble(demo, periods[LOCKED])


def set_targets(periods: list[Period], indicators: dict[str, Indicator], by: Reader) -> None:
    for query, (soon, late) in TARGETS.items():
        for period, value in ((periods[LOCKED], soon), (periods[-1], late)):
            set_target(indicator=indicators[query], period=period, value=Decimal(value), by=by)


def make_entries(demo: Demo, periods: list[Period], indicators: dict[str, Indicator]) -> None:
    for each in ENTRIES:
        period = periods[each.period - 1]
        day = period.starts_on + timedelta(days=each.day)
        with demo.on(_offset(demo, day), hour=16):
            enter_by_hand(
                indicator=indicators[each.query],
                period=period,
                partner=demo.partners[each.code],
                value=each.value,
                evidence=each.evidence,
                dated_on=day,
                by=_lead(demo, each.code),
            )


def lock(demo: Demo, period: Period) -> None:
    """An earlier period: everybody contributes, the committee agrees, locks and publishes."""
    contribute(demo, period, complete=tuple(SECTIONS))
    report = start_report(demo, period)
    with _after(demo, period, DAYS_TO_LOCK):
        seen = sheet_of(report).sha256
        for code in ("AT12", "FR71"):
            by = _seat(demo, code)
            answer_approval(report=report, answer=ApprovalAnswer.AGREE, seen=seen, by=by)
        report = lock_report(report=report, seen=seen, by=_seat(demo, "FR71"))
        publish_report(report=report, by=_seat(demo, "FR71"))


def assemble(demo: Demo, period: Period) -> None:
    """The period that has just ended: two partners have not written, one seat has answered."""
    complete = tuple(code for code in SECTIONS if code not in NOT_COMPLETE)
    contribute(demo, period, complete=complete)
    report = start_report(demo, period)
    with _after(demo, period, 8):
        answer_approval(
            report=report,
            answer=ApprovalAnswer.REMARK,
            remark="Name the regions that wait for the new rules.",
            seen=sheet_of(report).sha256,
            by=_seat(demo, "DK03"),
        )


def contribute(demo: Demo, period: Period, complete: tuple[str, ...]) -> None:
    with _after(demo, period, 5):
        for code, words in SECTIONS.items():
            text = SectionText(
                activity=words,
                output="Minutes, slides and a short summary for our stakeholders.",
                result="More people of our region know what others do, and whom to ask.",
                is_complete=code in complete,
            )
            partner = demo.partners[code]
            save_contribution(period=period, partner=partner, text=text, by=_lead(demo, code))


def start_report(demo: Demo, period: Period) -> Report:
    by = demo.reader(COORDINATOR)
    with _after(demo, period, 6):
        report = create_report(period=period, by=by)
        return edit_texts(report=report, texts=TEXTS[period.number], by=by)


def _lead(demo: Demo, code: str) -> Reader:
    return demo.reader(f"{code}:policy_maker:1")


def _seat(demo: Demo, code: str) -> Reader:
    return demo.reader(f"{code}:policy_maker:{2 if code in STEERING_SECOND else 1}")


def _offset(demo: Demo, day: date) -> int:
    """Days from today, never ahead of it."""
    return min((day - demo.today).days, 0)


def _after(demo: Demo, period: Period, days: int) -> AbstractContextManager[None]:
    """So many days after the period, but never ahead of today."""
    return demo.on(_offset(demo, period.ends_on + timedelta(days=days)), hour=9, minute=days % 60)
