"""core.progress: how far a long work is, and how it ends."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from clusterix.testing.fixtures import NOW
from core import clock, jobs, progress
from core.errors import BadInput, NotAllowed
from core.models import Notice, Work
from core.progress import Cancelled, Tell, TooManyAtOnce
from regions.reader import Reader


@pytest.fixture
def work(member):
    return start(member.reader)


def start(by, name="test"):
    with transaction.atomic():
        return progress.start(name=name, by=by, title="a.xlsx", url="/practices/")


def run(work, effect):
    """As the queue does it."""
    progress.register("test", effect)
    jobs.work_on_one.func("test", work.pk, "")
    work.refresh_from_db()
    return work


def ended(work):
    return work.outcome, work.said, work.ended_at


def finish(work, _tell):
    with transaction.atomic():
        progress.finish(work, lambda: "a.xlsx is there.")


def notices():
    return list(Notice.objects.values_list("user_id", "kind", "text", "url"))


def test_a_work_is_queued_with_its_cause(member):
    work = start(member.reader)
    assert (work.user, work.partner_id) == (member.user, member.reader.partner_id)
    assert (work.step, work.outcome, work.is_active, work.is_final) == ("", "", True, False)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'name', (args->>'pk')::bigint FROM procrastinate_jobs "
            "WHERE status = 'todo' AND task_name = 'for_each' ORDER BY id DESC LIMIT 1"
        )
        assert cursor.fetchone() == ("test", work.pk)


def test_one_person_has_three_at_once(member, colleague, visitor):
    works = [start(member.reader) for _each in range(3)]
    with pytest.raises(TooManyAtOnce):
        start(member.reader)
    start(colleague.reader)
    progress.cancel(works[0])
    start(member.reader)
    with pytest.raises(NotAllowed):
        start(Reader.visitor())


@pytest.mark.usefixtures("frozen")
def test_what_is_done_tells_its_person(work, member):
    run(work, finish)
    assert ended(work) == ("done", "", NOW)
    assert notices() == [(member.user.pk, "work.ended", "a.xlsx is there.", "/practices/")]


def test_the_notice_is_shown_to_its_person_alone(work, member, colleague, coordinator):
    run(work, finish)
    counts = [
        Notice.objects.visible_to(person.reader).count()
        for person in (member, colleague, coordinator)
    ]
    assert counts == [1, 0, 0]


@pytest.mark.usefixtures("frozen")
def test_a_refusal_is_said_in_its_sentence(work, member):
    def refuse(_work, _tell):
        raise BadInput("The file is empty.", "Send another.")

    run(work, refuse)
    assert ended(work) == ("failed", "The file is empty. Send another.", NOW)
    assert notices()[0][2] == "a.xlsx: The file is empty. Send another."


def test_a_fault_is_logged_and_said_in_one_sentence(work, caplog):
    def break_down(_work, _tell):
        raise ZeroDivisionError("secret")

    run(work, break_down)
    assert work.outcome == "failed"
    assert work.said == str(progress.FAULT)
    assert [each.levelname for each in caplog.records] == ["ERROR"]


def test_without_the_database_the_queue_tries_again(work):
    def lose(_work, _tell):
        raise OperationalError

    with pytest.raises(OperationalError):
        run(work, lose)
    work.refresh_from_db()
    assert work.is_active
    run(work, finish)
    assert work.outcome == "done"


def test_what_has_ended_is_not_done_again(work):
    run(work, finish)

    def count(_work, _tell):
        pytest.fail("It has ended.")

    run(work, count)
    assert Notice.objects.count() == 1


def test_what_was_called_off_is_not_begun(work):
    assert progress.cancel(work)
    run(work, lambda _work, _tell: pytest.fail("It was called off."))
    assert work.outcome == "cancelled"
    assert notices() == []


def test_called_off_in_the_middle_it_ends_without_a_word(work):
    def cancelled(work, tell):
        progress.cancel(Work.objects.get(pk=work.pk))
        tell("read")
        pytest.fail("The count says that it was called off.")

    run(work, cancelled)
    assert work.outcome == "cancelled"
    with pytest.raises(Cancelled), transaction.atomic():
        progress.finish(work, lambda: "")
    assert notices() == []


def test_what_writes_cannot_be_called_off(work):
    def write(work, tell):
        progress.begin_writing(work)
        assert not progress.cancel(work)
        finish(work, tell)

    run(work, write)
    assert work.outcome == "done"
    with pytest.raises(Cancelled):
        progress.begin_writing(work)


@pytest.mark.django_db(transaction=True)
def test_counts_are_seen_before_the_work_commits(member):
    work = start(member.reader)
    with Tell(work) as tell:
        with transaction.atomic():
            assert list(tell.each("write", "abc", 3)) == ["a", "b", "c"]
            tell("pack", 7, 5)
            assert seen_from_outside(work) == ("pack", 5, 5)
            transaction.set_rollback(True)
        assert seen_from_outside(work) == ("pack", 5, 5)


def seen_from_outside(work):
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute("SELECT step, done, total FROM core_work WHERE id = %s", [work.pk])
            return cursor.fetchone()
    finally:
        beside.close()


def test_counts_are_written_twice_a_second(work, monkeypatch):
    now = iter([0.0, 0.1, 0.4, 0.6, 0.7, 0.8])
    monkeypatch.setattr(progress, "monotonic", lambda: next(now))
    written = []
    monkeypatch.setattr(
        Tell, "_write", lambda self, step, done, total: written.append((step, done))
    )
    tell = Tell(work)
    for number in range(5):
        tell("read", number)
    tell("plan", 0)
    assert written == [("read", 0), ("read", 3), ("plan", 0)]


def test_at_night_old_works_go_and_lost_ones_end(member):
    with clock.at(NOW):
        old, lost = start(member.reader), start(member.reader)
        progress.fail(old, ["No."])
    with clock.at(NOW + timedelta(days=2)):
        assert progress.forget_old() == 0
        lost.refresh_from_db()
        assert ended(lost) == ("failed", str(progress.FAULT), NOW + timedelta(days=2))
    with clock.at(NOW + timedelta(days=31)):
        assert progress.forget_old() == 1
    assert list(Work.objects.all()) == [lost]


@pytest.mark.parametrize("wrong", [{"outcome": "done"}, {"ended_at": NOW}, {"total": 2, "done": 3}])
def test_the_table_takes_no_contradiction(work, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.filter(pk=work.pk).update(**wrong)
