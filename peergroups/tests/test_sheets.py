"""Sheets on paper: codes, the printed pack, and typing them in."""

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.actions import close_round, reveal_round
from assessments.models import Rating, Round, Seat, Tap
from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from core.models import Mail
from exchanges.models import Participation
from peergroups.models import AgendaItem
from peergroups.paper.codes import (
    LENGTH,
    SIGNS,
    NoCode,
    Sheet,
    code_of,
    read_code,
    sheets_by_code,
)
from peergroups.tests.factories import open_in, say, seat_for, seat_member, show
from practices.tests.factories import make_practice

MARKS = st.text(min_size=1, max_size=20)


def text(answer) -> str:
    return answer.content.decode()


def why(typed: str) -> str:
    with pytest.raises(NoCode) as caught:
        read_code(typed)
    return str(caught.value.reasons[0])


# --- codes ----------------------------------------------------------------------------------


@given(MARKS)
def test_a_code_is_read_however_it_is_typed(mark):
    code = code_of(mark)

    assert len(code) == LENGTH
    assert set(code) <= set(SIGNS)
    assert read_code(f" {code[:3].lower()} - {code[3:].lower()} ") == code
    assert code_of(mark) == code


@given(MARKS)
def test_one_wrong_character_is_never_another_code(mark):
    code = code_of(mark)

    for place in range(LENGTH):
        for sign in SIGNS:
            typed = code[:place] + sign + code[place + 1 :]
            if typed != code:
                assert why(typed) == "A character of the code is wrong. Look at the sheet again."


@given(MARKS)
def test_two_characters_that_changed_places_are_never_another_code(mark):
    code = code_of(mark)

    for one, other in combinations(range(LENGTH), 2):
        swapped = list(code)
        swapped[one], swapped[other] = code[other], code[one]
        if "".join(swapped) != code:
            assert why("".join(swapped)).startswith("A character of the code is wrong.")


@pytest.mark.parametrize("sign", "01ILO")
def test_signs_that_look_alike_are_in_no_code(sign):
    assert sign not in SIGNS
    assert why(f"2345A{sign}") == "No code has a 0, 1, I, L or O. Look at the sheet again."


def test_a_code_has_six_characters():
    assert why("K47 M2") == "A code has six characters. Look at the sheet again."


@pytest.mark.django_db
def test_two_sheets_never_share_a_code(room, small):
    sheet = Sheet(room.item, person=room.seat_person(small.home))

    codes = list(sheets_by_code(room.session, [sheet, sheet]))

    assert codes == [code_of(sheet.mark), code_of(sheet.mark, 1)]
    assert codes[0] != codes[1]


# --- typing them in -------------------------------------------------------------------------


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/sheets/"


def sheet_of(room, person, *keys: str, obstacles: str = "", row: str = "r0") -> dict[str, str]:
    typed = {f"{row}-{n}": key for n, key in enumerate(keys, start=1)}
    return typed | {
        "row": row,
        f"{row}-code": code_of(Sheet(room.item, person=person).mark).lower(),
        f"{row}-obstacles": obstacles,
        f"{row}-key": f"key of {row}",
    }


def values(seat: Seat) -> dict[str, int | None]:
    ratings = Rating.objects.filter(seat=seat).select_related("tap", "criterion")
    return {each.criterion.code: each.tap.value for each in ratings}


def sentence(answer) -> str:
    [row] = answer.json()["rows"]
    return row["sentence"]


def post(persona, url, data):
    return persona.post(url, data, headers={"Accept": "application/json"})


@pytest.mark.django_db
def test_sheets_are_the_moderators(moderator, coordinator, steering, member, visitor, room, url):
    assert moderator.get(url).status_code == 200
    for reader in (coordinator, steering):
        answer = reader.get(url)
        assert answer.status_code == 403
        assert "Only the moderators of this session can do this." in text(answer)
        assert reader.post(url, {}).status_code == 403
    assert member.get(url).status_code == 404
    assert visitor.get(url)["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_a_sheet_is_taken_in(moderator, member, room, small, url):
    person = seat_member(room, small.home, member)
    opened = open_in(room, moderator)
    close_round(round_=opened, by=moderator.reader)

    answer = post(moderator, url, sheet_of(room, person, "5", "0", obstacles="1: no staff"))

    who = f"{member.user.name}: {room.practice.title}"
    assert sentence(answer) == f"Saved, 2 answers. {who}."
    seat = seat_for(opened, person)
    assert values(seat) == {"R1": 2, "F3": None}
    taps = Tap.objects.filter(seat=seat).order_by("criterion__position")
    assert [
        (tap.reason, tap.by_self, tap.recorded_by_id, tap.obstacle, tap.is_late) for tap in taps
    ] == [
        ("From the paper sheet", False, moderator.user.pk, "no staff", True),
        ("From the paper sheet", False, moderator.user.pk, "", True),
    ]
    assert [each.to for each in Mail.objects.all()] == [member.user.email]
    seat.refresh_from_db()
    assert seat.finished_at is not None


@pytest.mark.django_db
def test_the_same_row_twice_is_the_same_answers(moderator, room, small, url):
    person = room.seat_person(small.home)
    open_in(room, moderator)
    for _time in range(2):
        post(moderator, url, sheet_of(room, person, "5", "1"))

    assert Tap.objects.count() == 2


@pytest.mark.django_db
def test_a_sheet_typed_again_replaces_what_was_typed(moderator, room, small, url, frozen):
    person = room.seat_person(small.home)
    opened = open_in(room, moderator)
    post(moderator, url, sheet_of(room, person, "5", "1"))
    with clock.at(frozen + timedelta(minutes=1)):
        post(moderator, url, sheet_of(room, person, "4", row="r1"))

    assert values(seat_for(opened, person)) == {"R1": 1, "F3": -2}


@pytest.mark.django_db
def test_what_a_person_entered_stays(moderator, room, small, url):
    person = room.seat_person(small.home)
    opened = open_in(room, moderator)
    say(opened, person, R1=-1)

    answer = post(moderator, url, sheet_of(room, person, "5", "4"))

    assert sentence(answer) == (
        f"Saved, 1 answer. {person.name}: {room.practice.title}."
        " Question 1 was answered by the person and stays."
    )
    assert values(seat_for(opened, person)) == {"R1": -1, "F3": 1}
    again = post(moderator, url, sheet_of(room, person, "5"))
    assert sentence(again) == "This person has answered all of these questions. Their answers stay."


@pytest.mark.django_db
def test_who_never_came_in_by_phone_gets_a_seat_and_is_noted_as_present(
    moderator, room, small, url, frozen
):
    person = room.seat_person(small.home)
    Participation.objects.filter(pk=person.pk).update(joined_at=None)
    opened = open_in(room, moderator)
    close_round(round_=opened, by=moderator.reader)
    assert not opened.seats.exists()

    answer = post(moderator, url, sheet_of(room, person, "3", "3"))

    assert sentence(answer) == f"Saved, 2 answers. {person.name}: {room.practice.title}."
    assert values(seat_for(opened, person)) == {"R1": 0, "F3": 0}
    person.refresh_from_db()
    assert (person.joined_at, person.attended_at) == (None, frozen)


@pytest.mark.django_db
def test_a_table_has_a_sheet_of_its_own(moderator, room, small, url):
    room.seat_person(small.home)
    opened = open_in(room, moderator)
    code = code_of(Sheet(room.item, region=small.home.region).mark)
    data = {"row": "r0", "r0-code": code, "r0-1": "2", "r0-2": "5", "r0-key": "k"}

    answer = post(moderator, url, data)

    who = f"{small.home.region.name}, agreed value: {room.practice.title}"
    assert sentence(answer) == f"Saved, 2 answers. {who}."
    [table] = [seat for seat in opened.seats.all() if seat.is_table]
    assert values(table) == {"R1": -1, "F3": 2}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"r0-code": "K47"}, "A code has six characters. Look at the sheet again."),
        ({"r0-1": "7"}, "Question 1: type 1 to 5, or 0 for “I do not know”."),
        ({"r0-1": "", "r0-2": ""}, "Type at least one answer."),
        (
            {"r0-obstacles": "no staff"},
            "Begin an obstacle with the number of its question, as in “4: no staff”.",
        ),
        (
            {"r0-2": "", "r0-obstacles": "2: no staff"},
            "Question 2 has an obstacle and no answer. Type its answer, too.",
        ),
        (
            {"r0-obstacles": f"1: {'x' * 301}"},
            "The text is too long. Use at most 300 characters.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(moderator, room, small, url, changes, said):
    person = room.seat_person(small.home)
    open_in(room, moderator)

    answer = post(moderator, url, sheet_of(room, person, "1", "2") | changes)

    assert answer.json() == {"rows": [{"row": "r0", "saved": False, "sentence": said}]}
    assert not Tap.objects.exists()


@pytest.mark.django_db
def test_when_a_sheet_comes_too_early_or_too_late(moderator, room, small, url, frozen):
    person = room.seat_person(small.home)
    typed = sheet_of(room, person, "1", "2")
    assert sentence(post(moderator, url, typed)) == (
        "No round about this practice was opened yet. Keep the sheet and enter it later."
    )
    opened = open_in(room, moderator)
    close_round(round_=opened, by=moderator.reader)
    with clock.at(frozen + timedelta(hours=24, seconds=1)):
        assert sentence(post(moderator, url, typed)) == (
            "This round was closed more than 24 hours ago."
        )
    reveal_round(round_=Round.objects.get(), by=moderator.reader)
    assert sentence(post(moderator, url, typed)) == (
        "The answers have been shown. Nothing can be entered for others any more."
    )
    assert not Tap.objects.exists()


@pytest.mark.django_db
def test_without_script_a_bad_row_stays_and_the_good_ones_are_saved(moderator, room, small, url):
    good, bad = room.seat_person(small.home), room.seat_person(small.home)
    opened = open_in(room, moderator)
    data = sheet_of(room, good, "1", "2") | sheet_of(room, bad, "3", "9", row="r1")

    answer = moderator.post(url, data | {"row": ["r0", "r1"]})

    page = text(answer)
    assert answer.status_code == 400
    assert "1 row was not saved" in page
    assert "1 sheet saved" in page
    assert f'name="r0-code" value="{data["r1-code"]}"' in page
    assert 'name="r0-key" value="key of r1"' in page
    assert "Question 2: type 1 to 5, or 0 for “I do not know”." in page
    assert values(seat_for(opened, good)) == {"R1": -2, "F3": -1}
    assert values(seat_for(opened, bad)) == {}


@pytest.mark.django_db
def test_nobody_fills_in_a_sheet_about_their_own_practice(moderator, room, small, url):
    item = AgendaItem.objects.create(
        session=room.session, position=2,
        practice=make_practice(origin_region=small.home.region, nuts_codes=[]),
    )  # fmt: skip
    person = room.seat_person(small.home)
    code = code_of(Sheet(item, person=person).mark)

    answer = post(moderator, url, {"row": "r0", "r0-code": code, "r0-1": "1", "r0-key": "k"})

    assert sentence(answer).startswith("This code is of another session,")


# --- printing -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_pack_holds_a_sheet_for_each_person_and_practice(
    moderator, coordinator, member, steering, visitor, room, small
):
    url = f"/sessions/{room.session.pk}/pack/"
    guest = room.seat_person(small.home)
    code = code_of(Sheet(room.item, person=guest).mark)

    for reader in (moderator, coordinator):
        page = text(reader.get(url))
        assert f"{code[:3]} {code[3:]}" in page
        assert page.count("Obstacle, in a few words:") == 2
        assert room.session.room_code_in_words in page
        assert "What to print: 5 pages" in page
    table = code_of(Sheet(room.item, region=small.home.region).mark)
    assert f"{table[:3]} {table[3:]}" not in page
    chosen = text(moderator.get(f"{url}?chosen=1&part=tables"))
    assert f"{table[:3]} {table[3:]}" in chosen
    assert "What to print: 2 pages" in chosen
    assert steering.get(url).status_code == 403
    assert member.get(url).status_code == 404
    assert visitor.get(url)["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["pack", "sheets"])
def test_pages_ask_the_database_as_often_for_one_as_for_many(moderator, room, small, page):
    url = f"/sessions/{room.session.pk}/{page}/"
    room.seat_person(small.home)
    show(open_in(room, moderator), moderator)
    one = count_queries(moderator, url)
    for _number in range(3):
        room.seat_person(small.third)
    AgendaItem.objects.create(session=room.session, position=2, practice=make_practice())

    assert count_queries(moderator, url) == one
    assert_few_queries(moderator, url)
