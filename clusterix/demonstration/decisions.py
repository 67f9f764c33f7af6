"""Fourth chapter: what regions make of the answers: marks, answers to obstacles, decisions."""

from datetime import timedelta

from assessments.actions import (
    Answer,
    Choice,
    Voice,
    add_dissent,
    decide,
    finish_assessment,
    finish_seat,
    open_home_round,
    record_mitigation,
    send_answers,
    set_mark,
    take_home_seat,
)
from assessments.models import Assessment, AssessmentState, Decision, Round
from clusterix.demonstration.context import Demo
from clusterix.demonstration.decided import (
    ANSWERED,
    AT_HOME,
    AT_HOME_SAID,
    DECIDED,
    FINAL_ONLY,
    MARKS,
    OPEN_REGIONS,
    WHY_FINAL,
    Answered,
    Decided,
)
from core import clock
from practices.actions import set_transfer_public
from practices.models import Transfer
from regions.reader import Reader

# Who added to a decision how they see it: person, practice, day, words.
OWN_DISSENT = (
    "RO32:policy_maker:2",
    "competence-map",
    -24,
    "We should have asked the ministry first: it plans a map of its own.",
)
BEFORE_DECIDING = 3  # days between a final assessment and its decision


def load(demo: Demo) -> None:
    """Mark, answer, finish, decide; then show a part of it to everybody."""
    for key, practice, day, kind, reason in MARKS:
        with demo.on(day, 11):
            set_mark(
                practice=demo.practices[practice],
                region=demo.regions[key.split(":")[0]],
                kind=kind,
                reason_kind=reason,
                by=demo.reader(key),
            )
    for region, practice, day, answer in ANSWERED:
        _answer(demo, region, practice, day, answer)
    for each in DECIDED:
        _tell(demo, each)
    _dissent(demo)
    for region, practice, day in FINAL_ONLY:
        _finish(demo, region, practice, day)
    _ask_at_home(demo)
    _show(demo)


def lead_of(demo: Demo, region: str) -> Reader:
    return demo.reader(f"{region}:policy_maker:1")


def _draft(demo: Demo, region: str, practice: str) -> Assessment:
    found: Assessment = Assessment.objects.for_page().get(
        transfer__practice=demo.practices[practice],
        transfer__region=demo.regions[region],
        state=AssessmentState.DRAFT,
    )
    return found


def _tell(demo: Demo, told: Decided) -> None:
    """A decision with all that comes before it."""
    for answer in told.answers:
        _answer(demo, told.region, told.practice, told.day - 8, answer)
    if told.is_finished:
        _finish(demo, told.region, told.practice, told.day - BEFORE_DECIDING)
    with demo.on(told.day, 14):
        decide(
            practice=demo.practices[told.practice],
            region=demo.regions[told.region],
            choice=Choice(
                outcome=told.outcome,
                rationale=told.rationale,
                reason_kind=told.reason,
                why_without=told.why_without,
                review_on=demo.day(told.review) if told.review else None,
                is_public=told.is_public,
                body=told.body,
                decided_on=demo.day(told.day),
                reference=told.reference,
                dissents=[Voice(words, level) for words, level in told.dissents],
            ),
            by=lead_of(demo, told.region),
        )


def _dissent(demo: Demo) -> None:
    """Somebody of the region sees a decision differently, and says so."""
    key, practice, day, words = OWN_DISSENT
    reader = demo.reader(key)
    decision = Decision.objects.in_force().get(
        transfer__practice=demo.practices[practice], transfer__region=reader.region_id
    )
    with demo.on(day, 17):
        add_dissent(decision=decision, words=words, by=reader)


def _answer(demo: Demo, region: str, practice: str, day: int, answer: Answered) -> None:
    """A member answers an obstacle."""
    assessment = _draft(demo, region, practice)
    with demo.on(day, 9):
        record_mitigation(
            assessment=assessment,
            criterion=assessment.criteria_set.criteria.get(code=answer.code),
            text=answer.text,
            owner=answer.owner,
            due_on=demo.day(answer.due),
            by=demo.reader(f"{region}:intermediary:1"),
        )


def _finish(demo: Demo, region: str, practice: str, day: int) -> None:
    """The lead makes the assessment final; with fewer than three people, with a reason."""
    assessment = _draft(demo, region, practice)
    with demo.on(day, 15):
        reason = "" if assessment.suggestion else WHY_FINAL
        finish_assessment(assessment=assessment, reason=reason, by=lead_of(demo, region))


def _ask_at_home(demo: Demo) -> None:
    """One round at home is open: one has finished, one has begun, others are asked."""
    region, practice, begins, ends = AT_HOME
    with demo.on(begins, 9):
        opened = open_home_round(
            practice=demo.practices[practice],
            region=demo.regions[region],
            ends_on=demo.day(ends),
            by=lead_of(demo, region),
        )
    for number, (key, row) in enumerate(AT_HOME_SAID, start=1):
        with demo.on(begins + number, 10):
            _say(demo, opened, key, row)


def _say(demo: Demo, opened: Round, key: str, row: str) -> None:
    reader = demo.reader(key)
    seat = take_home_seat(round_=opened, level=key.split(":")[1], may_show_alone=False, by=reader)
    asked = list(opened.criteria_set.criteria.all())
    values = [int(each) for each in row.split()]
    answers = [
        Answer(criterion, value, made_at=clock.now() + timedelta(seconds=place), sequence=place)
        for place, (criterion, value) in enumerate(zip(asked, values, strict=False), start=1)
    ]
    send_answers(seat=seat, answers=answers, by=reader)
    if len(values) == len(asked):
        finish_seat(seat=seat, by=reader)


def _show(demo: Demo) -> None:
    """Some regions show where they stand with every practice."""
    for region in OPEN_REGIONS:
        lead = lead_of(demo, region)
        hidden = Transfer.objects.filter(region=demo.regions[region], is_public=False)
        with demo.on(-5):
            for transfer in hidden.order_by("pk"):
                set_transfer_public(transfer=transfer, is_public=True, by=lead)
