"""Third chapter: the documented exchanges, two peer groups, and what was said in their sessions.

Documented exchanges keep their dates; groups, sessions and every answer are invented and dated
relative to today.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import time, timedelta
from functools import cache
from typing import Final
from uuid import UUID, uuid5

from assessments.actions import (
    Answer,
    close_round,
    ensure_default_sets,
    open_home_round,
    record_for_table,
    reveal_round,
    send_answers,
    take_home_seat,
)
from assessments.models import Criterion, Round, Seat
from clusterix.demonstration.context import Demo
from clusterix.demonstration.documented import tell_documented
from clusterix.demonstration.events import tell_events
from clusterix.demonstration.home_scripts import (
    ALSO_IN_ROOM,
    COMPETENCE_MAP_AT_HOME,
    EVALUATION_AT_HOME,
    INVITED_LATER,
    LATER,
    TODAY,
    TRAINING_AT_HOME,
)
from clusterix.demonstration.people import COORDINATOR
from clusterix.demonstration.scripts import MEETINGS, Meeting, Talk
from clusterix.demonstration.told import TABLE, Told, cast_key, is_guest, lines_of
from core import clock
from exchanges.actions import (
    Details,
    Person,
    invite,
    record_attendance,
    reflect,
    reply,
)
from exchanges.models import Exchange, ExchangeKind, Form, Participation
from peergroups.actions import (
    add_item,
    add_member,
    appoint_moderator,
    close_session,
    create_group,
    create_session,
    join_as_guest,
    join_session,
    open_item_round,
    open_item_second_round,
    save_notes,
    start_opening,
)
from peergroups.models import AgendaItem, PeerGroup, Session
from peergroups.rules import base_of
from regions.reader import Reader

NAMES: Final = UUID("0b9f6c52-5f0c-4a55-9d3e-8a4b0a7c9f11")  # of taps: the same in every loading
GROUPS_FOUNDED: Final = -330
BEGUN_AGO, OPENING = timedelta(minutes=10), timedelta(minutes=5)
MODERATORS: Final = {1: "DK03 im1", 2: "ITH1 im1"}
GROUPS: Final = {
    1: ("Peer group: financing clusters", 2, "How clusters and their projects are paid for."),
    2: ("Peer group: strategy and analysis", 1, "How regions get to know their own clusters."),
}
TODAYS_NOTES: Final = "Ask Rhône-Alpes who paid for the first workshop, and for its report."


class Story:
    """What this chapter needs of the ones before, read once."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.reader = cache(lambda who: demo.reader(cast_key(who)))
        self.coordinator = demo.reader(COORDINATOR)
        self.sets = ensure_default_sets(by=self.coordinator)
        self.criteria: dict[int, dict[str, Criterion]] = {
            each.pk: {criterion.code: criterion for criterion in each.criteria.all()}
            for each in self.sets.values()
        }
        self.groups: dict[int, PeerGroup] = {}

    def moderator(self, meeting: Meeting) -> Reader:
        return self.reader(MODERATORS[meeting.group])

    def person(self, who: str, meeting: Meeting | None = None) -> Person:
        """Somebody of the cast, or a guest of the meeting."""
        region = who.split()[0]
        partner = self.demo.partners[region]
        if is_guest(who):
            level, name = meeting.guests[who] if meeting else ("", "")
            return Person(partner, level, name=name)
        level = cast_key(who).split(":")[1]
        return Person(partner, level, user=self.demo.people[cast_key(who)])

    def answers(self, told: Told, round_: Round) -> list[Answer]:
        """The taps of one line, with names that are the same in every loading."""
        asked = self.criteria[round_.criteria_set_id]
        return [
            Answer(
                asked[code],
                value,
                made_at=clock.now() + timedelta(seconds=place),
                uuid=uuid5(NAMES, f"{round_.revision_id}:{round_.pk}:{told.who}:{code}"),
                sequence=place,
                obstacle=told.obstacles.get(code, ""),
            )
            for place, (code, value) in enumerate(told.values.items(), start=1)
        ]


def load(demo: Demo) -> None:
    """Tell the documented past, then the invented year up to the session of today."""
    with demo.on(GROUPS_FOUNDED - 5):
        story = Story(demo)
        tell_documented(demo, story.coordinator)
    with demo.on(GROUPS_FOUNDED):
        found_groups(story)
    tell_events(story.demo, story.coordinator)
    for meeting in MEETINGS:
        hold(story, meeting)
    tell_home_round(story, "competence-map", "SE22 pm1", COMPETENCE_MAP_AT_HOME, -75)
    tell_home_round(story, "skane-evaluation-model", "AT12 pm1", EVALUATION_AT_HOME, -95)
    tell_home_round(story, "reg-x", "HU22 pm1", TRAINING_AT_HOME, -88)
    begin_today(story)
    plan_later(story)


def found_groups(story: Story) -> None:
    """Two groups with their moderators and members."""
    for number, (name, theme, purpose) in GROUPS.items():
        group = create_group(
            name=name,
            theme=story.demo.themes[theme],
            purpose=purpose,
            is_public=number == 1,
            is_demonstration=True,
            by=story.coordinator,
        )
        moderator = story.demo.people[cast_key(MODERATORS[number])]
        membership = add_member(group=group, user=moderator, by=story.coordinator)
        appoint_moderator(membership=membership, is_moderator=True, by=story.coordinator)
        for who in members_of(number):
            user = story.demo.people[cast_key(who)]
            add_member(group=group, user=user, by=story.reader(MODERATORS[number]))
        story.groups[number] = group


def members_of(number: int) -> list[str]:
    """Everybody of the cast who speaks in the group's sessions, in the order they first do."""
    spoke = [
        who
        for meeting in (*MEETINGS, TODAY)
        if meeting.group == number
        for who in speakers(meeting)
        if not is_guest(who)
    ]
    return [who for who in dict.fromkeys(spoke) if who != MODERATORS[number]]


def speakers(meeting: Meeting) -> list[str]:
    """Everybody who answers in a session, and somebody of each region that presents."""
    said = [told.who for talk in meeting.talks for told in lines_of(talk.first)]
    return [who for who in dict.fromkeys(said) if not who.endswith(TABLE)]


def plan(story: Story, meeting: Meeting, people: Iterable[str], ahead: int) -> Session:
    """The moderator plans the session and invites; those invited answer some days later."""
    demo, moderator = story.demo, story.moderator(meeting)
    people = [*people, MODERATORS[meeting.group]]
    with demo.on(meeting.day - ahead):
        session = create_session(
            group=story.groups[meeting.group],
            title=meeting.title,
            criteria_set=story.sets["meeting"],
            event=event_of(demo, meeting),
            room_code=meeting.code,
            is_demonstration=True,
            by=moderator,
        )
        for talk in meeting.talks:
            practice = demo.practices[talk.practice]
            add_item(session=session, practice=practice, minutes=talk.minutes, by=moderator)
        for who in people:
            person = story.person(who, meeting)
            invite(exchange=session.exchange, person=person, by=moderator)
    return session


def event_of(demo: Demo, meeting: Meeting) -> Details:
    return Details(
        title=meeting.title,
        kind=ExchangeKind.PEER_GROUP,
        starts_on=demo.day(meeting.day),
        ends_on=demo.day(meeting.day),
        starts_at=time(meeting.hour),
        ends_at=time(meeting.hour + 2),
        place=meeting.place,
        form=Form.ONLINE if meeting.place == "Online" else Form.IN_PERSON,
        country=meeting.country,
        host=demo.partners[meeting.host],
        practices=tuple(demo.practices[talk.practice] for talk in meeting.talks),
    )


def places_of(exchange: Exchange) -> dict[int | str, Participation]:
    """The participations by account or by guest's name."""
    people = exchange.participations.select_related("user", "partner__region")
    return {each.user_id or each.name: each for each in people}


def come_in(story: Story, meeting: Meeting, session: Session, people: Iterable[str]) -> None:
    """People come into the room; that says yes, too."""
    places = places_of(session.exchange)
    for who in people:
        person = story.person(who, meeting)
        place = places[person.user.pk if person.user else person.name]
        if person.user:
            join_session(session=session, by=story.reader(who))
        else:
            join_as_guest(session=session, participation=place, by=Reader.visitor())


def at(story: Story, meeting: Meeting, minutes: int) -> AbstractContextManager[None]:
    """So many minutes after the session has begun."""
    hours, rest = divmod(minutes, 60)
    return story.demo.on(meeting.day, meeting.hour + hours, rest)


def hold(story: Story, meeting: Meeting) -> None:
    """A session from the invitation to its close, with both rounds of each practice."""
    people = speakers(meeting)
    session = plan(story, meeting, people, ahead=28)
    moderator = story.moderator(meeting)
    with at(story, meeting, 0):
        come_in(story, meeting, session, [*people, MODERATORS[meeting.group]])
    for number, item in enumerate(session.agenda.all()):
        hold_talk(story, meeting, item, meeting.talks[number], 5 + 35 * number)
    with at(story, meeting, 150):
        close_session(session=session, by=moderator)
        present = set(session.exchange.participations.values_list("pk", flat=True))
        record_attendance(exchange=session.exchange, present=present, by=moderator)
    look_back(story, session.exchange, speakers_with_account(meeting), meeting.day + 9)


def hold_talk(story: Story, meeting: Meeting, item: AgendaItem, talk: Talk, start: int) -> None:
    """First round, answers shown, and a second round where people changed their minds."""
    moderator = story.moderator(meeting)
    with at(story, meeting, start):
        first = open_item_round(item=item, by=moderator)
    with at(story, meeting, start + 5):
        say(story, meeting, first, talk.first)
    with at(story, meeting, start + 8):
        reveal_round(round_=close_round(round_=first, by=moderator), by=moderator)
    if not talk.second:
        return
    with at(story, meeting, start + 14):
        second = open_item_second_round(item=item, by=moderator)
    with at(story, meeting, start + 16):
        say(story, meeting, second, talk.second)
    with at(story, meeting, start + 18):
        reveal_round(round_=close_round(round_=second, by=moderator), by=moderator)


def say(story: Story, meeting: Meeting, round_: Round, script: str) -> None:
    """Everybody sends their answers; of a table the moderator enters what was agreed."""
    users, guests = seats_of(round_)
    for told in lines_of(script):
        answers = story.answers(told, round_)
        if told.person == TABLE:
            region = story.demo.regions[told.region]
            for answer in answers:
                record_for_table(
                    round_=round_, region=region, answer=answer, by=story.moderator(meeting)
                )
        elif is_guest(told.who):
            seat = guests[meeting.guests[told.who][1]]
            send_answers(seat=seat, answers=answers, by=Reader(person_key=seat.person_key))
        else:
            seat = users[story.demo.people[cast_key(told.who)].pk]
            send_answers(seat=seat, answers=answers, by=story.reader(told.who))


def seats_of(round_: Round) -> tuple[dict[int, Seat], dict[str, Seat]]:
    seats = list(round_.seats.select_related("region"))
    users = {seat.user_id: seat for seat in seats if seat.user_id is not None}
    return users, {seat.name: seat for seat in seats if seat.name}


LESSONS: Final = (
    ("person", "I can now explain to our clusters why others do it differently.", True),
    ("organisation", "We talked about it in the team and asked for the papers.", False),
    ("person", "I know whom to call when we get to this point.", True),
)


def look_back(story: Story, exchange: Exchange, people: Sequence[str], day: int) -> None:
    """Every third person writes down what they took home."""
    places = places_of(exchange)
    with story.demo.on(day):
        for number, who in enumerate(people[::3]):
            step, text, can_more = LESSONS[number % len(LESSONS)]
            reflect(
                participation=places[story.demo.people[cast_key(who)].pk],
                step=step,
                text=text,
                has_increased_capacity=can_more,
                by=story.reader(who),
            )


def speakers_with_account(meeting: Meeting) -> list[str]:
    return [who for who in speakers(meeting) if not is_guest(who)]


def tell_home_round(story: Story, practice: str, lead: str, script: str, day: int) -> None:
    """The lead asks people at home; everybody answers all questions, then it closes."""
    demo, by = story.demo, story.reader(lead)
    region = demo.regions[lead.split()[0]]
    with demo.on(day):
        opened = open_home_round(
            practice=demo.practices[practice], region=region, ends_on=demo.day(day + 14), by=by
        )
    for number, told in enumerate(lines_of(script), start=1):
        reader = story.reader(told.who)
        level = cast_key(told.who).split(":")[1]
        with demo.on(day + 2 * number, 8 + number):
            seat = take_home_seat(round_=opened, level=level, may_show_alone=True, by=reader)
            send_answers(seat=seat, answers=story.answers(told, opened), by=reader)
    with demo.on(day + 14, 17):
        close_round(round_=opened, by=by)


def begin_today(story: Story) -> None:
    """The session of today: a round is open, some have answered, names of guests are free.

    It began some minutes ago, so that its time runs for whoever looks right after the loading.
    """
    people = dict.fromkeys([*speakers(TODAY), *ALSO_IN_ROOM])
    session = plan(story, TODAY, [*people, *TODAY.guests], ahead=21)
    moderator = story.moderator(TODAY)
    midnight = story.demo.moment(TODAY.day, hour=0)
    is_today = clock.today() == story.demo.today
    begun = max(midnight, clock.now() - BEGUN_AGO) if is_today else midnight
    with clock.at(begun):
        come_in(story, TODAY, session, [*people, MODERATORS[TODAY.group]])
        start_opening(session=session, by=moderator)
    with clock.at(begun + OPENING):
        opened = open_item_round(item=session.agenda.all()[0], by=moderator)
        say(story, TODAY, opened, TODAY.talks[0].first)
        save_notes(session=session, text=TODAYS_NOTES, base=base_of(session.notes), by=moderator)


def plan_later(story: Story) -> None:
    """A session ahead; half of the people have said that they come."""
    session = plan(story, LATER, INVITED_LATER, ahead=40)
    places = places_of(session.exchange)
    with story.demo.on(LATER.day - 35):
        for who in INVITED_LATER[1::2]:
            place = places[story.demo.people[cast_key(who)].pk]
            reply(participation=place, comes=True, by=story.reader(who))
