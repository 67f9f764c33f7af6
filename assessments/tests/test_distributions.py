"""What the room said: current answers, who has finished, where regions differ, who is shown."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.actions import (
    Answer,
    close_round,
    finish_seat,
    open_second_round,
    record_for_table,
    reveal_round,
    send_answers,
    void_rating,
)
from assessments.distributions import Differ, StillBlind, distributions_of
from assessments.in_force import answers_in_force
from assessments.models import Rating, Round
from assessments.progress import progress_of
from assessments.tests.factories import (
    answer,
    criterion_of,
    make_guest,
    make_moderator,
    make_round,
    reader_of,
    seat_of,
)
from practices.tests.factories import make_practice
from regions.models import Level
from regions.reader import Reader
from regions.tests.factories import make_partner, make_reader, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def skane():
    return make_partner(region=make_region(name="Skåne", position=1), short="Cluster 55°").region


@pytest.fixture
def karlsruhe():
    return make_region(name="Karlsruhe", position=2)


def shown(round_, by):
    close_round(round_=round_, by=by)
    return reveal_round(round_=round_, by=by)


def cells_of(line):
    return {cell.region.name: (cell.values, cell.unknown) for cell in line.cells}


def test_lines_by_region_where_they_differ_most_first(skane, karlsruhe):
    user, moderator = make_moderator()
    one, two, three = make_guest(skane), make_guest(skane), make_guest(karlsruhe)
    opened = make_round(one, two, three, moderator=user)
    answer(seat_of(opened, one), F3=-2, R1=1, F5=None, R2=1)
    answer(seat_of(opened, two), F3=-1, R1=2, F5=0, R2=1)
    answer(seat_of(opened, three), F3=2, R1=1, R6=-1, R2=-1)

    found = distributions_of(shown(opened, moderator))

    assert [region.name for region in found.regions] == ["Skåne", "Karlsruhe"]
    assert [line.criterion.code for line in found.lines] == ["F3", "R2", "R1", "R6", "F1", "F5"]
    money = found.lines[0]
    assert cells_of(money) == {"Skåne": ((-2, -1), 0), "Karlsruhe": ((2,), 0)}
    assert (money.lowest, money.highest, money.span) == (Fraction(-3, 2), 2, Fraction(7, 2))
    assert found.widest == money
    assert [line.differ for line in found.lines] == [
        Differ.WIDELY,
        Differ.WIDELY,
        Differ.LITTLE,
        None,
        None,
        None,
    ]
    assert cells_of(found.lines[5]) == {"Skåne": ((0,), 1), "Karlsruhe": ((), 0)}
    assert found.people == 3


def test_obstacles_by_region_in_their_own_words(skane, karlsruhe):
    user, moderator = make_moderator()
    one, two = make_guest(skane), make_guest(karlsruhe)
    opened = make_round(two, one, moderator=user)
    for plan, code, words in ((two, "F1", "the ministry"), (one, "F3", "no budget line")):
        seat = seat_of(opened, plan)
        sent = Answer(criterion_of(opened, code), -2, obstacle=words)
        send_answers(seat=seat, answers=[sent], by=reader_of(seat))

    found = distributions_of(shown(opened, moderator))

    raised = [(each.region.name, each.criterion.code, each.text) for each in found.obstacles]
    assert raised == [("Skåne", "F3", "no budget line"), ("Karlsruhe", "F1", "the ministry")]
    assert distributions_of(fresh(opened), for_wall=True).obstacles == ()


def test_nothing_is_read_while_the_round_is_open(skane):
    plan = make_guest(skane)
    opened = make_round(plan)
    answer(seat_of(opened, plan), F3=-2)

    with pytest.raises(StillBlind):
        distributions_of(opened)
    assert answers_in_force(opened.revision.practice_id) == []
    with CaptureQueriesContext(connection) as captured:
        progress_of(opened)
    assert len(captured) == 1
    assert "assessments_rating" not in captured[0]["sql"]
    assert "assessments_tap" not in captured[0]["sql"]


def test_answers_carry_forward_criterion_by_criterion(skane):
    user, moderator = make_moderator()
    plan = make_guest(skane)
    first = make_round(plan, moderator=user)
    answer(seat_of(first, plan), F3=-2, R1=2)
    shown(first, moderator)
    second = open_second_round(round_=first, by=moderator)
    answer(seat_of(second, plan), F3=1)
    practice_id = first.revision.practice_id

    open_still = {each.code: each.value for each in answers_in_force(practice_id)}
    assert open_still == {"F3": -2, "R1": 2}
    shown(second, moderator)

    after = {each.code: each.value for each in answers_in_force(practice_id)}
    assert after == {"F3": 1, "R1": 2}
    values = {
        line.criterion.code: line.cells[0].values for line in distributions_of(fresh(second)).lines
    }
    assert (values["F3"], values["R1"]) == ((1,), (2,))
    before = {
        line.criterion.code: line.cells[0].values for line in distributions_of(fresh(first)).lines
    }
    assert before["F3"] == (-2,)


def fresh(round_):
    return Round.objects.get(pk=round_.pk)


def test_a_void_answer_falls_back_to_the_one_before(skane):
    user, moderator = make_moderator()
    plan = make_guest(skane)
    first = make_round(plan, moderator=user)
    answer(seat_of(first, plan), F3=-2)
    shown(first, moderator)
    second = open_second_round(round_=first, by=moderator)
    answer(seat_of(second, plan), F3=2)
    shown(second, moderator)

    void_rating(rating=Rating.objects.get(seat__round=second), reason="wrong seat", by=moderator)

    assert [each.value for each in answers_in_force(first.revision.practice_id)] == [-2]


def test_answers_of_another_practice_region_or_person_stay_apart(skane, karlsruhe):
    one, two = make_guest(skane), make_guest(karlsruhe)
    practice = make_practice(nuts_codes=["XX00"])
    opened = make_round(one, two, practice=practice)
    answer(seat_of(opened, one), F3=-2)
    answer(seat_of(opened, two), F3=2)
    other = make_round(one)
    answer(seat_of(other, one), F3=0)
    for each in (opened, other):
        shown(each, Reader.system())

    values = [each.value for each in answers_in_force(practice.pk, region_id=skane.pk)]
    assert values == [-2]
    values = [each.value for each in answers_in_force(practice.pk, people=[two.key])]
    assert values == [2]


@pytest.mark.parametrize(
    ("allowed", "hidden"),
    [((None, None), True), ((True, False), True), ((True, True), False)],
)
def test_the_wall_shows_few_people_only_if_all_of_them_agree(skane, karlsruhe, allowed, hidden):
    user, moderator = make_moderator()
    few = [make_guest(skane, may_show_alone=may) for may in allowed]
    many = [make_guest(karlsruhe) for _each in range(3)]
    opened = make_round(*few, *many, moderator=user)
    for plan in few:
        answer(seat_of(opened, plan), F3=-2)
    for plan in many:
        answer(seat_of(opened, plan), F3=1)
    revealed = shown(opened, moderator)

    wall = distributions_of(revealed, for_wall=True)
    board = distributions_of(revealed)

    assert [region.name for region in board.regions] == ["Skåne", "Karlsruhe"]
    names = ["Karlsruhe"] if hidden else ["Skåne", "Karlsruhe"]
    assert [region.name for region in wall.regions] == names
    assert [region.name for region in wall.hidden] == (["Skåne"] if hidden else [])
    # a hidden region must not be read off the span either
    money = next(line for line in wall.lines if line.criterion.code == "F3")
    assert money.lowest == (1 if hidden else -2)


def test_a_table_spoke_aloud_so_the_wall_shows_it(skane):
    user, moderator = make_moderator()
    opened = make_round(moderator=user)
    record_for_table(
        round_=opened, region=skane, answer=Answer(criterion_of(opened, "F3"), 1), by=moderator
    )

    wall = distributions_of(shown(opened, moderator), for_wall=True)

    assert [region.name for region in wall.regions] == ["Skåne"]


def test_who_has_finished_by_region_and_level(skane, karlsruhe):
    makers = [make_guest(skane, level=level) for level in (Level.PRACTITIONER, Level.POLICY_MAKER)]
    other = make_guest(karlsruhe, level=Level.PRACTITIONER)
    opened = make_round(*makers, other)

    for plan in (makers[1], other):
        seat = seat_of(opened, plan)
        finish_seat(seat=seat, by=reader_of(seat))

    found = progress_of(opened)

    assert (found.finished, found.total, found.percent) == (2, 3, "66.7%")
    rows = [
        (each.region.name, each.organisation, each.finished, each.total, each.is_full)
        for each in found.regions
    ]
    assert rows == [("Skåne", "Cluster 55°", 1, 2, False), ("Karlsruhe", "", 1, 1, True)]
    places = [(place.level, place.is_finished) for place in found.regions[0].places]
    assert places == [("policy_maker", True), ("practitioner", False)]
    levels = [(each.level, each.finished, each.total) for each in found.levels]
    assert levels == [("policy_maker", 1, 1), ("intermediary", 0, 0), ("practitioner", 1, 2)]


def test_results_are_for_who_took_part_the_owner_and_the_regions_once_shown(skane):
    user, moderator = make_moderator()
    owner = make_partner()
    plan = make_guest(skane)
    opened = make_round(
        plan, practice=make_practice(partner=owner, nuts_codes=["XX00"]), moderator=user
    )
    answer(seat_of(opened, plan), F3=-2)
    readers = [
        moderator,
        Reader(person_key=plan.key),
        make_reader(owner),
        make_reader(skane.partner),
        make_reader(is_steering=True),
        make_reader(is_coordinator=True),
    ]

    for reader in readers:
        assert not Round.objects.results_visible_to(reader).exists()
    shown(opened, moderator)
    for reader in readers:
        assert list(Round.objects.results_visible_to(reader)) == [opened]
    for reader in (Reader.visitor(), make_reader(), make_reader(is_lead=True)):
        assert not Round.objects.results_visible_to(reader).exists()


def test_single_answers_are_the_moderators_after_the_close_and_ones_own(skane):
    user, moderator = make_moderator()
    plan = make_guest(skane)
    opened = make_round(plan, moderator=user)
    answer(seat_of(opened, plan), F3=-2)
    own = Reader(person_key=plan.key)

    assert list(Rating.objects.visible_to(own)) == [Rating.objects.get()]
    assert not Rating.objects.visible_to(moderator).exists()
    close_round(round_=opened, by=moderator)
    assert list(Rating.objects.visible_to(moderator)) == [Rating.objects.get()]
    for reader in (
        make_reader(is_coordinator=True),
        make_reader(is_steering=True),
        make_reader(skane.partner, is_lead=True),
        Reader.visitor(),
    ):
        assert not Rating.objects.visible_to(reader).exists()
