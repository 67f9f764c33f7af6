"""Who becomes a moderator is told, and nobody appoints themselves."""

import pytest

from core.models import Mail
from peergroups.actions import add_member
from peergroups.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def appoint(room, coordinator):
    def send(membership, answer="yes"):
        url = f"/groups/{room.group.slug}/members/moderator/"
        return coordinator.post(url, {"membership": membership.pk, "is_moderator": answer})

    return send


def test_the_person_is_told_once_each_time(room, member, coordinator, appoint):
    own = add_member(group=room.group, user=member.user, by=coordinator.reader)

    for answer in ("yes", "yes", "no"):
        assert appoint(own, answer).status_code == 302

    letters = Mail.objects.order_by("pk").values_list("to", "subject")
    assert list(letters) == [
        (member.user.email, f"You moderate “{room.group.name}”"),
        (member.user.email, f"You moderate “{room.group.name}” no more"),
    ]


@pytest.mark.rights("U07")
def test_the_coordinator_does_not_become_one_alone(room, coordinator, appoint):
    """A moderator reads single answers with names; the coordinator never does (R04)."""
    own = add_member(group=room.group, user=coordinator.user, by=coordinator.reader)
    page = coordinator.get(room.group.get_absolute_url()).text

    refused = appoint(own)

    assert "Make moderator" not in page
    assert refused.status_code == 403
    assert "Nobody changes their own roles." in refused.text
    assert not Session.objects.moderated_by(coordinator.reader).exists()
