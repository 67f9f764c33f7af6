"""On Monday at seven a job per person; killed or twice, nobody gets two letters."""

import os
import signal
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from clusterix.letter import actions
from clusterix.letter.week import Week
from clusterix.testing.partnership import make_person, make_small_partnership
from core import clock, jobs
from core.models import Mail
from core.tests.factories import make_notice
from core.tests.test_worker import PATIENCE, letters_in, worker
from practices.tests.factories import make_practice

WEEK = Week.read("2026-W19")


def waiting():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args->>'pk')::bigint FROM procrastinate_jobs WHERE task_name = 'for_each' "
            "AND status = 'todo' AND args->>'about' = '2026-W19' ORDER BY id"
        )
        return [row[0] for row in cursor.fetchall()]


def make_news(*names):
    small = make_small_partnership()
    practice = make_practice()
    people = [make_person(small, name) for name in names]
    for person in people:
        make_notice(person, practice, at=WEEK.until - timedelta(days=1))
    return people


@pytest.mark.django_db
def test_one_job_for_each_who_wants_the_letter(small, member, colleague, stranger):
    colleague.user.wants_digest = False
    colleague.user.save()
    with clock.at(WEEK.until - timedelta(seconds=1)):
        jobs.hourly(timestamp=0)
    assert waiting() == []
    for hour in (0, 1):  # the second time they still wait
        with clock.at(WEEK.until + timedelta(hours=hour)):
            jobs.hourly(timestamp=0)
        assert waiting() == [member.user.pk, stranger.user.pk]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_one_letter():
    (person,) = make_news("member")
    gate, made = threading.Barrier(2), []

    def write():
        gate.wait()
        try:
            made.append(actions.write(person.pk, str(WEEK)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _each in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(each is None for each in made) == [False, True]
    assert Mail.objects.count() == 1


@pytest.mark.kills
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_everything_or_nothing(tmp_path):
    people = make_news("member", "colleague", "stranger")
    with transaction.atomic():
        jobs.defer_each(actions.NAME, [each.pk for each in people], str(WEEK))
    killed = worker(tmp_path.as_uri())
    time.sleep(1.2)  # in the middle of something, or before, or after
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait(PATIENCE)
    time.sleep(1.1)
    for _each in range(2):
        second = worker(tmp_path.as_uri(), "--until-empty", "--stalled-after", "1")
        assert second.wait(PATIENCE) == 0
    assert letters_in(tmp_path) == ["Your week: 1 notice"] * 3
    assert Mail.objects.filter(sent_at__isnull=False).count() == 3
