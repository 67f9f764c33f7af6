"""What the form of a new session says before anything is chosen."""

import pytest

from assessments.actions import ensure_default_sets
from clusterix.testing.forms import read_form
from regions.reader import Reader

pytestmark = pytest.mark.django_db


def test_the_six_questions_of_meetings_are_asked_unless_others_are_chosen(room, moderator):
    meeting = ensure_default_sets(by=Reader.system())["meeting"]
    page = moderator.get(f"/groups/{room.group.slug}/sessions/new/").content.decode()
    assert read_form(page, having="criteria_set")["criteria_set"] == [str(meeting.pk)]
