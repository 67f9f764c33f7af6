"""A session that was planned with an earlier version of the questions says so."""

import pytest

from assessments.actions import ensure_default_sets
from assessments.actions.versions import release_version, start_version
from assessments.questions import rules
from peergroups.models import Session
from regions.reader import Reader

pytestmark = pytest.mark.django_db
SYSTEM = Reader.system()


def test_it_names_both_versions_until_it_is_closed(small, room, moderator):
    meeting = ensure_default_sets(by=SYSTEM)["meeting"]
    Session.objects.filter(pk=room.session.pk).update(criteria_set=meeting)
    url = room.session.get_absolute_url()
    assert "Planned with version" not in moderator.get(url).text
    newer = start_version(code="meeting", by=SYSTEM)
    assert "Planned with version" not in moderator.get(url).text
    seen = rules.mark_of_all(newer, newer.criteria.all())
    release_version(criteria_set=newer, seen=seen, by=SYSTEM)
    page = moderator.get(url).text
    assert "Planned with version 1; version 2 is in use now." in page
    assert 'href="/method/questions/meeting/2/">What changed</a>' in page
    assert f'href="{url}edit/">Choose other questions</a>' in page
