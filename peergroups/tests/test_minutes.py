"""The minutes: they write themselves, are read and amended by those present, then confirmed."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction

from assessments.models import Round
from clusterix.testing.persona import Persona
from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from core.models import Mail, Notice
from core.signed_links import SignedLink
from peergroups.actions import (
    add_follow_up,
    choose_step,
    circulate_minutes,
    close_session,
    confirm_minutes,
    correct_minutes,
    open_item_second_round,
    propose_amendment,
    write_section,
)
from peergroups.actions.minutes import (
    MinutesOvertaken,
    NoSuchSection,
    NotYourMinutes,
)
from peergroups.actions.sessions import CannotChange
from peergroups.minutes.content import canonical, read_content
from peergroups.minutes.rules import token_of
from peergroups.models import Amendment, Minutes
from peergroups.querysets import MINUTES_LINK
from peergroups.tests.factories import (
    guest_of,
    open_in,
    say,
    seat_for,
    seat_member,
    show,
    three_guests,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/minutes/"


@pytest.fixture
def home(room, small):
    return three_guests(room, small.home)


@pytest.fixture
def told(room, small, moderator, home):
    """Two rounds: three people of one region and one of another, who does not want to be seen."""
    few = room.seat_person(small.other)
    room.seat_person(small.third)
    first = open_in(room, moderator)
    for person in home:
        say(first, person, R1=1, F3=-1)
    say(first, few, obstacle="Nobody pays", R1=-2, F3=-2)
    show(first, moderator)
    second = open_item_second_round(item=room.item, by=moderator.reader)
    explain(second, home[0], "F3", 1, "Regional money is there")
    explain(second, home[1], "F3", 1, "")
    say(second, home[2], obstacle="No budget line", F3=-1)
    explain(second, few, "F3", 2, "A word of few")
    show(second, moderator)
    return few


def explain(round_, person, code, value, comment):
    from assessments.actions import Answer, send_answers

    seat = seat_for(round_, person)
    criterion = seat.round.criteria_set.criteria.get(code=code)
    answer = Answer(criterion, value, comment=comment)
    send_answers(seat=seat, answers=[answer], by=guest_of(person).reader)


@pytest.fixture
def closed(room, moderator, told):
    close_session(session=room.session, by=moderator.reader)
    room.session.refresh_from_db()
    return room.session


@pytest.fixture
def sent(room, moderator, closed):
    return circulate_minutes(session=room.session, by=moderator.reader)


def confirmed(room, moderator) -> Minutes:
    return confirm_minutes(session=room.session, by=moderator.reader)


def content(room) -> dict:
    return read_content(room.session, Minutes(session=room.session), None)


def test_they_write_themselves_and_tell_nothing_of_few(room, small, told):
    written = content(room)
    [practice] = written["practices"]

    assert written["attendance"]["people"] == 5
    assert [each["count"] for each in written["attendance"]["levels"]] == [1, 1, 3]
    presents = {each["name"]: each["presents"] for each in written["attendance"]["regions"]}
    assert presents == {
        small.home.region.name: False, small.other.region.name: False,
        small.third.region.name: True,
    }  # fmt: skip
    assert practice["regions"] == [small.home.region.name]
    assert practice["hidden"] == [small.other.region.name]
    cells = {line["question"]: line["cells"][0]["values"] for line in practice["lines"]}
    assert cells == {"Does it fit our strategy?": [1, 1, 1], "Can we find the money?": [-1, 1, 1]}
    money = next(each for each in practice["shifts"] if each["question"].endswith("money?"))
    assert (money["first"], money["last"], money["up"], money["down"]) == (-1.0, 1.0, 2, 0)
    assert money["why"] == ["Regional money is there"]
    assert practice["obstacles"] == [
        {"region": small.home.region.name, "question": "Can we find the money?",
         "text": "No budget line"}
    ]  # fmt: skip
    assert [each["number"] for each in practice["rounds"]] == [1, 2]
    words = json.dumps(written)
    assert "A word of few" not in words
    assert "Nobody pays" not in words
    assert told.name not in words


def test_a_round_that_was_not_shown_is_not_told(room, moderator, home):
    opened = open_in(room, moderator)
    say(opened, home[0], R1=2)

    [practice] = content(room)["practices"]
    assert practice["lines"] == []
    assert practice["said"] == "It was rated; the answers were not shown."


def test_next_steps_and_follow_ups_stand_in_them_by_role(room, small, moderator, told, home):
    by = guest_of(home[0]).reader
    choose_step(item=room.item, region=small.home.region, kind="interested", line="yes", by=by)
    add_follow_up(
        session=room.session, text="Send it", owner=home[0], item=room.item, by=moderator.reader
    )
    role = f"{home[0].get_level_display()}, {small.home.partner.short}"

    written = content(room)
    assert written["practices"][0]["steps"] == [
        {"region": small.home.region.name, "kind": "interested", "line": "yes", "who": role}
    ]
    about = {"what": "Send it", "practice": room.practice.title}
    assert written["follow_ups"] == [about | {"who": role, "until": "", "done_on": ""}]


def test_a_draft_is_for_those_who_write_it(
    room, closed, moderator, coordinator, home, stranger, url
):
    for persona in (moderator, coordinator):
        page = persona.get(url).text
        assert "Draft, version 1" in page
        assert "Send to those present" in page
    page = guest_of(home[0]).get(url).text
    assert "The moderators are still writing them." in page
    assert "No budget line" not in page
    for file in ("minutes.pdf", "minutes.docx", "minutes.json"):
        assert guest_of(home[0]).get(f"/sessions/{room.session.pk}/{file}").status_code == 404
    assert stranger.get(url).status_code == 404


def test_a_section_in_ones_own_words(room, closed, moderator, member, small, url):
    seat_member(room, small.home, member)
    key = f"practice-{room.item.pk}"
    page = f"{url}edit/{key}/"

    assert member.get(page).status_code == 403
    form = moderator.get(page).text
    seen = form.split('name="seen" value="')[1].split('"')[0]
    moderator.post(page, {"text": "All want it.", "seen": seen})
    assert Minutes.objects.get().text == {key: "All want it."}
    assert "All want it." in moderator.get(url).text
    assert moderator.get(f"{url}edit/nothing/").status_code == 404
    with pytest.raises(NoSuchSection):
        write_section(session=room.session, section="x", text="", seen="", by=moderator.reader)


def test_who_saves_second_gets_both_texts(room, closed, moderator, coordinator, url):
    page = f"{url}edit/short/"
    moderator.post(page, {"text": "First", "seen": token_of("")})
    answer = coordinator.post(page, {"text": "Second", "seen": token_of("")})

    assert answer.status_code == 412
    assert "<p>First</p>" in answer.text
    assert "Second</textarea>" in answer.text
    assert Minutes.objects.get().text == {"short": "First"}
    seen = answer.text.split('name="seen" value="')[1].split('"')[0]
    coordinator.post(page, {"text": "First. Second.", "seen": seen})
    assert Minutes.objects.get().text == {"short": "First. Second."}
    with pytest.raises(MinutesOvertaken) as overtaken:
        write_section(session=room.session, section="short", text="Third", seen=token_of("First"),
                      by=moderator.reader)  # fmt: skip
    assert overtaken.value.theirs == "First. Second."


def test_they_go_to_everybody_who_was_there(room, small, moderator, closed, member, home, url):
    seat_member(room, small.home, member)
    absent = room.seat_person(small.home)
    absent.joined_at = None
    absent.email = "absent@guest.example"
    absent.save()
    home[0].email = "ann@guest.example"
    home[0].save()
    Mail.objects.all().delete()

    assert moderator.post(f"{url}circulate/")["Location"] == url
    minutes = Minutes.objects.get()
    assert (minutes.state, minutes.circulated_at is not None) == ("circulated", True)
    letters = dict(Mail.objects.values_list("to", "body"))
    assert set(letters) == {member.user.email, "ann@guest.example"}
    assert f"{url}?version=1" in letters[member.user.email]
    token = letters["ann@guest.example"].split("/minutes/")[1].split("/")[0]
    assert "No budget line" in Persona().get(f"/minutes/{token}/").text
    assert moderator.post(f"{url}circulate/").status_code == 409


def test_not_before_the_session_is_closed(room, moderator, told):
    with pytest.raises(CannotChange) as refused:
        circulate_minutes(session=room.session, by=moderator.reader)
    assert [str(each) for each in refused.value.reasons] == ["Close the session first."]


def test_those_present_ask_for_changes_and_are_answered(
    room, small, moderator, sent, home, coordinator, stranger, url
):
    guest = guest_of(home[0])

    assert "Propose an amendment" in guest.get(url).text
    guest.post(f"{url}amendments/", {"text": "2011, not 2010"})
    assert guest.post(f"{url}amendments/", {"text": ""}).status_code == 400
    assert coordinator.post(f"{url}amendments/", {"text": "x"}).status_code == 403
    assert stranger.post(f"{url}amendments/", {"text": "x"}).status_code == 404
    amendment = Amendment.objects.get()
    assert (amendment.participation, amendment.state) == (home[0], "open")
    refused = moderator.post(f"{url}confirm/")
    assert refused.status_code == 409
    assert "Answer every amendment first." in refused.text
    answering = f"{url}amendments/{amendment.pk}/"
    guest.post(answering, {"state": "taken"})  # without an account one does not get that far
    amendment.refresh_from_db()
    assert amendment.state == "open"
    moderator.post(answering, {"state": "declined", "answer": "It was 2010"})
    amendment.refresh_from_db()
    assert (amendment.state, amendment.answer) == ("declined", "It was 2010")
    assert moderator.post(answering, {"state": "taken"}).status_code == 409
    assert "Not taken over: It was 2010" in guest.get(url).text


def test_confirmed_minutes_are_frozen_with_a_fingerprint(room, small, moderator, sent, home, url):
    moderator.post(f"{url}confirm/")
    minutes = Minutes.objects.get()
    room.session.refresh_from_db()

    assert minutes.state == "confirmed"
    assert minutes.sha256 == sha256(canonical(minutes.content)).hexdigest()
    assert room.session.confirmed_at is not None
    assert {each.sealed_at is not None for each in Round.objects.all()} == {True}
    home[0].partner.short = "Renamed"
    home[0].partner.save()
    room.practice.title = "Another title"
    room.practice.save()
    page = moderator.get(url).text
    assert minutes.sha256 in page
    assert f"{url}?version=1" in page
    assert "Another title" not in page.split('class="prose')[1]
    assert guest_of(home[0]).get(url).status_code == 404
    downloaded = moderator.get(f"/sessions/{room.session.pk}/minutes.json").content
    assert sha256(downloaded).hexdigest() == minutes.sha256
    with pytest.raises(CannotChange, match="The minutes are confirmed already"):
        confirmed(room, moderator)
    with pytest.raises(NotYourMinutes, match="Only people who were there"):
        propose_amendment(minutes=minutes, text="x", by=guest_of(home[0]).reader)


def test_a_correction_is_a_new_version_that_names_the_first(
    room, moderator, sent, member, url, small
):
    seat_member(room, small.home, member)
    first = confirmed(room, moderator)

    assert moderator.post(f"{url}correct/")["Location"] == url
    assert "Draft, version 2" in moderator.get(url).text
    assert "Confirmed, version 1" in member.get(url).text
    write_section(session=room.session, section="short", text="Corrected", seen=token_of(""),
                  by=moderator.reader)  # fmt: skip
    circulate_minutes(session=room.session, by=moderator.reader)
    second = confirmed(room, moderator)
    first.refresh_from_db()

    assert second.content["replaces"] == {"version": 1, "sha256": first.sha256}
    assert second.sha256 != first.sha256
    page = member.get(url).text
    assert first.sha256 in page
    assert second.sha256 in page
    old = member.get(f"{url}?version=1").text
    assert "There is a newer version of these minutes." in old
    assert "Corrected" not in old
    correct_minutes(session=room.session, by=moderator.reader)
    with pytest.raises(CannotChange, match="not confirmed yet"):
        correct_minutes(session=room.session, by=moderator.reader)


def test_moderators_are_told_of_an_amendment(room, small, moderator, member, sent, home):
    seat_member(room, small.home, member)
    propose_amendment(minutes=sent, text="Not that many", by=guest_of(home[0]).reader)

    [notice] = Notice.objects.visible_to(moderator.reader)
    who = f"Policy maker, {home[0].partner.short}"
    assert notice.text == f"{who} asks for a change in the minutes of “{room.session.title}”."
    assert notice.url == f"/sessions/{room.session.pk}/minutes/?version=1#amendments"
    assert not Notice.objects.visible_to(member.reader).exists()
    room.group.memberships.update(left_at=clock.now())
    assert not Notice.objects.visible_to(moderator.reader).exists()


def test_a_guests_link_opens_the_minutes_alone(room, moderator, sent, home, visitor):
    home[0].email = "ann@guest.example"
    home[0].save()
    minutes = confirmed(room, moderator)
    letter = Mail.objects.get(to="ann@guest.example", subject__startswith="Minutes confirmed")
    token = letter.body.split("/minutes/")[1].split("/")[0]

    page = visitor.get(f"/minutes/{token}/")
    assert minutes.sha256 in page.text
    assert "no-store" in page["Cache-Control"]
    assert visitor.get(f"/minutes/{token}/pdf/").content[:5] == b"%PDF-"
    assert visitor.get(f"/sessions/{room.session.pk}/minutes/").status_code in {302, 404}
    assert visitor.get(f"/minutes/{token}x/").status_code == 404
    with clock.at(clock.now() + timedelta(days=366)):
        assert visitor.get(f"/minutes/{token}/").status_code == 404
    type(home[0]).objects.filter(pk=home[0].pk).update(state="withdrawn")
    assert visitor.get(f"/minutes/{token}/").status_code == 404
    type(home[0]).objects.filter(pk=home[0].pk).update(state="accepted")
    assert visitor.get(f"/minutes/{token}/").status_code == 200
    draft = correct_minutes(session=room.session, by=moderator.reader)
    forged = SignedLink.make(
        purpose=MINUTES_LINK, object_id=draft.pk, recipient_id=home[0].pk,
        valid_for=timedelta(days=1),
    )  # fmt: skip
    assert visitor.get(f"/minutes/{forged.token}/").status_code == 404


def test_pages_ask_as_often_for_two_practices_as_for_one(room, small, moderator, sent, url):
    from peergroups.models import AgendaItem
    from practices.tests.factories import make_practice

    one = count_queries(moderator, url)
    AgendaItem.objects.create(session=room.session, position=2, practice=make_practice())
    assert count_queries(moderator, url) == one
    assert_few_queries(moderator, url)


@pytest.mark.parametrize(
    "change", [{"content": {}}, {"sha256": "0" * 64}, {"text": {"short": "x"}}]
)
def test_the_database_refuses_to_change_confirmed_minutes(room, moderator, sent, change):
    rows = Minutes.objects.filter(pk=confirmed(room, moderator).pk)

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        rows.delete()
