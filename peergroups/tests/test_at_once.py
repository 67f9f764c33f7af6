"""Many people tap while the moderator closes: each answer counts in time or is refused."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from assessments.actions import close_round
from assessments.actions.answers import CannotAnswer
from assessments.models import Rating, Seat
from peergroups.actions import close_session
from peergroups.models import Session
from peergroups.tests.factories import open_in, say, three_guests

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(*acts):
    """Run all at the same moment, each on a connection of its own; their results or errors."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        except CannotAnswer as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.parametrize("end", [close_round, close_session])
def test_closing_while_everybody_sends_their_last_answer(room, small, moderator, end):
    people = [*three_guests(room, small.home), *three_guests(room, small.other)]
    opened = open_in(room, moderator)
    by = moderator.reader
    closing = {
        close_round: lambda: close_round(round_=opened, by=by),
        close_session: lambda: close_session(session=room.session, by=by),
    }[end]

    results = in_threads(
        *[lambda person=person: say(opened, person, R1=1, F3=-1) for person in people], closing
    )

    refused = [each for each in results if isinstance(each, CannotAnswer)]
    answers = Counter(Rating.objects.values_list("seat", flat=True))
    assert len(answers) == len(people) - len(refused)
    assert set(answers.values()) <= {2}  # all or none of what was sent together
    finished = Seat.objects.filter(finished_at__isnull=False).values_list("pk", flat=True)
    assert sorted(finished) == sorted(answers)
    opened.refresh_from_db()
    assert not opened.is_open
    assert Session.objects.get().revision > 1
