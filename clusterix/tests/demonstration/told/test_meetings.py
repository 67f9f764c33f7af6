"""The documented exchanges as the sources tell them, and a year of invented sessions."""

import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assessments.models import Assessment, Rating, Round, RoundState, Tap
from clusterix.demonstration import documented, meetings, outcomes
from clusterix.demonstration.home_scripts import COMPETENCE_MAP_AT_HOME
from clusterix.demonstration.home_scripts import TODAY as TODAYS
from clusterix.demonstration.scripts import HOME
from clusterix.demonstration.told import cast_key, is_guest, lines_of
from exchanges.models import Exchange, Participation, Reflection
from peergroups.models import PeerGroup, Session

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
ROWS = json.loads((documented.FOLDER / "exchanges.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def demo(told):
    with told(outcomes) as story:
        yield story


def as_documented():
    return Exchange.objects.filter(is_demonstration=False)


def test_documented_exchanges_keep_their_dates_and_sources(demo):
    assert as_documented().count() == len(ROWS)
    for row in ROWS:
        exchange = Exchange.objects.get(slug=row["slug"])
        assert (exchange.title, exchange.kind, exchange.place, exchange.notes) == (
            row["title"],
            row["kind"],
            row["place"],
            row["notes"],
        )
        assert exchange.starts_on.isoformat() == row["starts_on"]
        assert exchange.date_precision == row["date_precision"]
        assert exchange.is_year_inferred is row["year_inferred"]
        assert exchange.source == row["source"]
        assert exchange.is_public
        assert sorted(exchange.practices.values_list("slug", flat=True)) == sorted(row["practices"])
    staff = Exchange.objects.get(slug="staff-exchange-south-tyrol")
    assert (staff.starts_on, staff.ends_on, staff.days) == (
        date(2012, 11, 1),
        date(2012, 11, 30),
        3,
    )


def test_what_is_invented_is_marked_and_near_today(demo):
    invented = Exchange.objects.filter(is_demonstration=True)
    year = timedelta(days=365)
    assert invented.count() == 13
    assert all(TODAY - year < each.starts_on < TODAY + year for each in invented)
    assert PeerGroup.objects.filter(is_demonstration=True).count() == PeerGroup.objects.count() == 2


def test_five_sessions_closed_one_open_today_one_ahead(demo):
    closed = Session.objects.filter(closed_at__isnull=False)
    assert closed.count() == 5
    rounds = Round.objects.filter(agenda_round__item__session__in=closed)
    assert rounds.count() == 17
    assert rounds.filter(number=2).count() == 5
    assert {each.state for each in rounds} == {RoundState.REVEALED}
    assert all(each.is_blind and each.sealed_at for each in rounds)
    today = Session.objects.get(exchange__starts_on=TODAY)
    assert today.room_code == TODAYS.code
    assert today.rounds.get().is_open
    assert Session.objects.filter(exchange__starts_on__gt=TODAY).count() == 1


def test_guests_can_join_today_and_some_have_answered_blind(demo):
    today = Session.objects.get(exchange__starts_on=TODAY)
    free = today.exchange.participations.filter(user=None, joined_at=None)
    assert sorted(free.values_list("name", flat=True)) == sorted(
        name for _level, name in TODAYS.guests.values()
    )
    seats = today.rounds.get().seats
    assert (seats.filter(finished_at__isnull=False).count(), seats.count()) == (5, 11)
    member = seats.get(user=demo.people["SE22:practitioner:1"])
    assert not member.ratings.exists()


def test_the_worked_example_is_told_exactly(demo):
    pair = Assessment.objects.filter(
        transfer__practice=demo.practices["competence-map"],
        transfer__region=demo.regions["SE22"],
    )
    found = pair.get()
    assert (found.criteria_set.code, found.rater_count) == ("home", 4)
    assert (found.relevance, found.feasibility) == (Decimal("1.3000"), Decimal("0.3826"))
    assert found.suggestion == "learn"
    round_ = Round.objects.get(kind="home", region=demo.regions["SE22"])
    for told in lines_of(COMPETENCE_MAP_AT_HOME):
        seat = round_.seats.get(user=demo.people[cast_key(told.who)])
        given = {r.criterion.code: r.tap.value for r in seat.ratings.all()}
        assert given == dict(told.values)
        assert len(given) == len(HOME)


def test_at_least_25_pairs_with_every_kind_of_result(demo):
    found = list(Assessment.objects.all())
    assert len(found) == 61
    assert sum(each.rater_count >= 3 for each in found) == 32
    assert sum(each.rater_count < 3 and not each.suggestion for each in found) == 29
    suggestions = Counter(each.suggestion for each in found if each.suggestion)
    assert set(suggestions) == {"adopt", "adapt", "learn", "not_now"}
    assert min(suggestions.values()) >= 3
    gates = Counter(gate["state"] for each in found for gate in each.result.get("gates", []))
    assert gates["blocking"] >= 4
    assert gates["unknown"] >= 2
    words = {figures["consensus"] for each in found for figures in each.result.get("figures", [])}
    assert {"agreed", "mixed", "split", "too_few"} <= words


def test_an_unknown_gate_caps_a_score(demo):
    pair = Assessment.objects.get(
        transfer__practice=demo.practices["reg-x"], transfer__region=demo.regions["HU22"]
    )
    states = {gate["code"]: gate["state"] for gate in pair.result["gates"]}
    assert states["F2"] == "unknown"
    assert pair.feasibility >= Decimal("0.5")
    assert pair.suggestion == "adapt"


def test_people_answer_in_their_own_name_and_never_for_their_own_practice(demo):
    assert Tap.objects.filter(by_self=False).values("seat").distinct().count() == 1  # a table
    for rating in Rating.objects.select_related("seat__round__revision__practice", "seat__region"):
        practice = rating.seat.round.revision.practice
        assert practice.origin_region_id != rating.seat.region_id
    moderators = Round.objects.filter(seats__user__in=Round.objects.values("moderators__user"))
    for round_ in moderators.distinct():
        leading = set(round_.moderators.values_list("user", flat=True))
        assert not round_.seats.filter(user__in=leading).exists()


def test_who_was_there_and_what_they_took_home(demo):
    assert Participation.objects.attended().count() > 100
    can_more = Reflection.objects.filter(has_increased_capacity=True)
    assert can_more.values("participation__user").distinct().count() >= 8
    assert all(each.dated_on < TODAY for each in Reflection.objects.all())


def test_the_scripts_name_people_who_exist(demo):
    for meeting in (*meetings.MEETINGS, TODAYS):
        for who in meetings.speakers(meeting):
            if is_guest(who):
                assert who in meeting.guests
            else:
                assert cast_key(who) in demo.people
