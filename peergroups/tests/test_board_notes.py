"""Notes that save themselves: two moderators lose nothing to each other."""

import pytest

from peergroups.actions import add_notes, save_notes
from peergroups.actions.notes import NotesChanged
from peergroups.actions.sessions import CannotChange, NotTheModerator
from peergroups.rules import base_of

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}


@pytest.fixture
def url(room):
    return f"/sessions/{room.session.pk}/board/notes/"


def noted(room):
    room.session.refresh_from_db()
    return room.session.notes


def test_a_text_is_kept_and_names_its_base(moderator, room, url):
    answer = moderator.post(url, {"text": "Ask Lyon.\r\n", "base": base_of("")}, headers=JSON)
    assert answer.json() == {"text": "Ask Lyon.", "base": base_of("Ask Lyon.")}
    again = moderator.post(url, {"text": "Ask Lyon.", "base": base_of("")}, headers=JSON)
    assert again.status_code == 200  # the first answer was lost on its way
    assert "Ask Lyon." in moderator.get(url.removesuffix("notes/")).text


def test_the_second_sees_both_texts(moderator, room, url):
    moderator.post(url, {"text": "Ask Lyon.", "base": base_of("")}, headers=JSON)
    mine = {"text": "Ask Turin.", "base": base_of("")}
    answer = moderator.post(url, mine, headers=JSON)
    assert answer.status_code == 412
    assert (answer.json()["text"], answer.json()["base"]) == ("Ask Lyon.", base_of("Ask Lyon."))
    page = moderator.post(url, mine)  # without a script
    assert page.status_code == 412
    assert "Ask Lyon." in page.text
    assert "Ask Turin.</textarea>" in page.text
    assert noted(room) == "Ask Lyon."
    moderator.post(url, {"text": "Ask Lyon.\nAsk Turin.", "base": base_of("Ask Lyon.")})
    assert noted(room) == "Ask Lyon.\nAsk Turin."


@pytest.mark.parametrize(
    ("there", "brought", "base", "kept"),
    [
        ("", "mine", "", "mine"),
        ("theirs", "mine", "", "theirs\n\nmine"),
        ("theirs", "theirs and mine", "", "theirs and mine"),
        ("mine and theirs", "mine", "", "mine and theirs"),
        ("before", "mine", "before", "mine"),
    ],
)
def test_a_text_from_a_device_takes_nothing_away(moderator, room, there, brought, base, kept):
    save_notes(session=room.session, text=there, base=base_of(""), by=moderator.reader)
    add_notes(session=room.session, text=brought, base=base_of(base), by=moderator.reader)
    assert noted(room) == kept


def test_nobody_else_notes_and_long_is_refused(moderator, member, coordinator, room, url):
    assert member.post(url, {"text": "x"}).status_code == 404
    assert coordinator.post(url, {"text": "x"}).status_code == 403
    with pytest.raises(NotTheModerator):
        save_notes(session=room.session, text="x", base=base_of(""), by=member.reader)
    long = moderator.post(url, {"text": "x" * 5001, "base": base_of("")}, headers=JSON)
    assert long.status_code == 400
    assert noted(room) == ""


def test_notes_end_with_the_minutes(moderator, room, frozen):
    room.session.closed_at = room.session.confirmed_at = frozen
    room.session.save()
    with pytest.raises(CannotChange):
        save_notes(session=room.session, text="x", base=base_of(""), by=moderator.reader)


def test_the_error_holds_their_text():
    assert NotesChanged("theirs").theirs == "theirs"
