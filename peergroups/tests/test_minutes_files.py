"""PDF and DOCX of the minutes, drawn from the same content."""

from io import BytesIO

import docx
import pytest

from peergroups.actions import circulate_minutes, close_session, open_item_second_round
from peergroups.minutes.content import read_content
from peergroups.minutes.files import docx_of, pdf_of
from peergroups.models import Minutes
from peergroups.tests.factories import open_in, say, show, three_guests

pytestmark = pytest.mark.django_db

TYPED = ["Győr, București ș ț, Skåne", "#let x = 1 *bold* $x$", "😀 العربية"]


def content(room) -> dict:
    return read_content(room.session, Minutes(session=room.session), None)


@pytest.fixture
def sent(room, small, moderator):
    """Minutes of two rounds that were sent to those present."""
    people = three_guests(room, small.home)
    first = open_in(room, moderator)
    for person in people:
        say(first, person, R1=1, F3=-1)
    show(first, moderator)
    second = open_item_second_round(item=room.item, by=moderator.reader)
    say(second, people[0], obstacle="No budget line", F3=1)
    show(second, moderator)
    close_session(session=room.session, by=moderator.reader)
    return circulate_minutes(session=room.session, by=moderator.reader)


def test_pdf_is_accessible_and_docx_has_headings(room, moderator, sent):
    address = f"/sessions/{room.session.pk}/minutes"
    pdf = moderator.get(f"{address}.pdf")
    word = moderator.get(f"{address}.docx")

    assert pdf["Content-Type"] == "application/pdf"
    assert b"pdfuaid" in pdf.content
    assert b"StructTreeRoot" in pdf.content
    assert "minutes-" in word["Content-Disposition"]
    made = docx.Document(BytesIO(word.content))
    heads = [each.text for each in made.paragraphs if each.style.name == "Heading 1"]
    place = room.practice.origin_region.name
    assert heads[:3] == ["In short", "Who was there", f"{room.practice.title}, {place}"]
    tables = [[cell.text for cell in table.rows[0].cells] for table in made.tables]
    assert ["Question", "First round", "Last round", "Why, as said in the room"] in tables


@pytest.mark.parametrize("words", TYPED)
def test_what_people_typed_is_drawn_and_never_read_as_markup(room, moderator, sent, words):
    room.session.notes = words
    pdf = pdf_of(content(room), "")

    assert pdf[:5] == b"%PDF-"
    assert b"StructTreeRoot" in pdf
    text = "\n".join(
        each.text for each in docx.Document(BytesIO(docx_of(content(room), ""))).paragraphs
    )
    assert words in text
