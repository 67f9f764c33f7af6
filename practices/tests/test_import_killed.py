"""A worker that is killed in the middle of an import: all rows or none, then all of them once."""

import signal
import time

import pytest

from clusterix.testing.partnership import make_person, make_small_partnership
from core.models import Notice, Work
from core.tests.test_worker import PATIENCE, worker
from practices.actions import ask_to_carry_out
from practices.models import Practice
from practices.tests.sheets import csv_file, plan
from regions.reader import Reader

ROWS = 600


@pytest.mark.kills
@pytest.mark.django_db(transaction=True)
def test_a_killed_import_is_done_once(tmp_path):
    lead = make_person(make_small_partnership(), "lead")
    by = Reader.for_user(lead.pk)
    run = plan(csv_file(["Title"], *([f"School {n}"] for n in range(ROWS))), by)
    ask_to_carry_out(run=run, seen=run.sha256, leaves_out=False, by=by)
    killed = worker(tmp_path.as_uri())
    deadline = time.monotonic() + PATIENCE
    while not Work.objects.filter(is_final=True).exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.wait(PATIENCE)
    assert Practice.objects.count() in {0, ROWS}
    time.sleep(1.1)
    second = worker(tmp_path.as_uri(), "--until-empty", "--stalled-after", "1")
    assert second.wait(PATIENCE) == 0
    assert Practice.objects.count() == ROWS
    assert [(each.outcome, each.is_final) for each in Work.objects.all()] == [("done", True)]
    assert list(Notice.objects.values_list("user", "text")) == [
        (lead.pk, f"practices.xlsx: {ROWS} rows imported.")
    ]
