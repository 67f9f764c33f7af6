"""What came of the sessions: next steps, follow-ups, and minutes that were read and confirmed.

The minutes of one session are confirmed, those of the last one wait for the moderator. All of it is
invented.
"""

from typing import Final

from clusterix.demonstration.context import Demo
from clusterix.demonstration.meetings import MODERATORS
from clusterix.demonstration.scripts import MEETINGS, Meeting
from clusterix.demonstration.told import cast_key
from exchanges.models import Participation
from peergroups.actions import (
    add_follow_up,
    answer_amendment,
    choose_step,
    circulate_minutes,
    confirm_minutes,
    note_reading,
    propose_amendment,
    seal_old_session,
    tick_follow_up,
    write_section,
)
from peergroups.minutes.rules import token_of
from peergroups.models import FollowUp, Session
from regions.reader import Reader

CONFIRMED: Final = MEETINGS[3]
SENT: Final = MEETINGS[4]
HAVE_READ: Final = 12

# region, what it does next with the first practice, in one line; who chose (empty: the moderator)
STEPS: Final = {
    CONFIRMED.code: (
        ("SE22", "interested", "wants to see the questions first", "SE22 im1"),
        ("HU22", "ask_at_home", "with two clusters of the region", ""),
        ("FR71", "not_for_us", "has a method of its own", "FR71 pm1"),
    ),
    SENT.code: (
        ("SE22", "interested", "looks for a partner across the border", ""),
        ("HU22", "not_for_us", "the law has to change before", "HU22 pm1"),
    ),
}


def load(demo: Demo) -> None:
    """Tell what followed each closed session; what nobody confirmed becomes final by itself."""
    for meeting in MEETINGS:
        session = Session.objects.with_event().get(room_code=meeting.code)
        moderator = demo.reader(cast_key(MODERATORS[meeting.group]))
        if meeting.code in STEPS:
            _steps(demo, meeting, session, moderator)
        if meeting is CONFIRMED:
            _follow_ups(demo, session, moderator)
            _confirmed(demo, session, moderator)
        else:
            if meeting is SENT:
                _promise(demo, session, moderator)
                _sent(demo, session, moderator)
            with demo.on(meeting.day + 31, 3):
                seal_old_session(session=session, by=Reader.system())


def _steps(demo: Demo, meeting: Meeting, session: Session, moderator: Reader) -> None:
    item = session.agenda.select_related("practice", "session").order_by("position")[0]
    for place, (region, kind, line, who) in enumerate(STEPS[meeting.code]):
        with demo.on(meeting.day, meeting.hour + 2, 30 + place):
            choose_step(
                item=item,
                region=demo.regions[region],
                kind=kind,
                line=line,
                by=demo.reader(cast_key(who)) if who else moderator,
            )


def _place(demo: Demo, session: Session, who: str) -> Participation:
    return session.exchange.participations.get(user=demo.people[cast_key(who)])


def _follow_ups(demo: Demo, session: Session, moderator: Reader) -> None:
    day = CONFIRMED.day
    with demo.on(day, CONFIRMED.hour + 2, 40):
        made: FollowUp = add_follow_up(
            session=session,
            text="Send the questionnaire and the guide",
            owner=_place(demo, session, "AT12 im2"),
            item=session.agenda.order_by("position").first(),
            due_on=demo.day(day + 20),
            by=moderator,
        )
        add_follow_up(
            session=session,
            text="Ask the data office about names of firms",
            owner=_place(demo, session, "DE12 im1"),
            due_on=demo.day(day + 60),
            by=moderator,
        )
    with demo.on(day + 16):
        tick_follow_up(follow_up=made, done=True, by=demo.reader(cast_key("AT12 im2")))


def _confirmed(demo: Demo, session: Session, moderator: Reader) -> None:
    day = CONFIRMED.day
    with demo.on(day + 2):
        _write(
            session,
            "attendance",
            "The signed list is with the host.",
            moderator,
        )
    with demo.on(day + 3):
        minutes = circulate_minutes(session=session, by=moderator)
    with demo.on(day + 6):
        amendment = propose_amendment(
            minutes=minutes,
            text="Our own method runs since 2011, not 2010.",
            by=demo.reader(cast_key("FR71 pm1")),
        )
    with demo.on(day + 7):
        _write(session, "notes", "Rhône-Alpes has used a method of its own since 2011.", moderator)
        answer_amendment(amendment=amendment, taken=True, answer="See the notes.", by=moderator)
    with demo.on(day + 11):
        confirm_minutes(session=session, by=moderator)


def _promise(demo: Demo, session: Session, moderator: Reader) -> None:
    with demo.on(SENT.day, SENT.hour + 2, 40):
        add_follow_up(
            session=session,
            text="Ask the neighbouring region who pays for the first step",
            owner=_place(demo, session, "SE22 cp1"),
            due_on=demo.day(12),
            by=moderator,
        )


def _sent(demo: Demo, session: Session, moderator: Reader) -> None:
    with demo.on(SENT.day + 4):
        minutes = circulate_minutes(session=session, by=moderator)
    with demo.on(SENT.day + 6):
        present = session.exchange.participations.filter(joined_at__isnull=False)
        for place in present.order_by("pk")[:HAVE_READ]:
            by = Reader.for_user(place.user_id) if place.user_id else Reader.visitor()
            note_reading(minutes=minutes, place=place, by=by)
    with demo.on(SENT.day + 9):
        propose_amendment(
            minutes=minutes,
            text="It is the ministry that has to change the decree, not parliament.",
            by=demo.reader(cast_key("HU22 pm1")),
        )


def _write(session: Session, section: str, text: str, by: Reader) -> None:
    write_section(session=session, section=section, text=text, seen=token_of(""), by=by)
