"""Long plans that the worker carries out and takes back, or that are called off."""

import pytest
from django.db import OperationalError

from core.models import Activity, Work
from practices.models import ImportRun, ImportUpload, Practice, Revision
from practices.tests.large import URL, asked, done, notices, sent, shrink, words_at
from practices.tests.reading import text_of
from practices.tests.sheets import csv_file, plan, work_all
from practices.tests.writing import make_open
from regions.models import Membership


@pytest.fixture(autouse=True)
def small_limits(settings):
    shrink(settings)


# --- writing ---


def test_a_long_plan_is_carried_out_by_the_worker(small, lead):
    run = asked(lead)
    assert (run.state, run.work.title) == ("planned", "practices.xlsx")
    assert not Practice.objects.exists()
    assert "The rows are being imported" in words_at(lead, run)
    work_all()
    run.refresh_from_db()
    assert (run.state, run.work.outcome, run.work.is_final) == ("done", "done", True)
    assert sorted(Practice.objects.values_list("title", flat=True)) == [
        "School 0",
        "School 1",
        "School 2",
    ]
    assert "3 rows were imported" in words_at(lead, run)
    assert notices(lead) == [("practices.xlsx: 3 rows imported.", f"{URL}{run.pk}/")]
    drafted = Activity.objects.filter(verb="practice.drafted")
    assert {(each.actor_id, each.partner_id) for each in drafted} == {
        (lead.user.pk, small.home.partner.pk)
    }


def test_while_it_is_worked_on_nobody_runs_it_again(small, lead):
    run = asked(lead)
    answer = lead.post(f"{URL}{run.pk}/run/", {"seen": run.sha256})
    assert answer.status_code == 409
    assert "This file is being worked on." in text_of(answer)
    assert Work.objects.count() == 1


def test_rows_to_leave_out_are_said_when_it_is_asked_for(small, lead):
    bad = [["Title", "From"], ["A", ""], ["B", ""], ["C", ""], ["Bad", "spring"]]
    run = plan(csv_file(*bad), lead.reader)
    assert lead.post(f"{URL}{run.pk}/run/", {"seen": run.sha256}).status_code == 409
    lead.post(f"{URL}{run.pk}/run/", {"seen": run.sha256, "leave_out": "on"})
    work_all()
    assert sorted(Practice.objects.values_list("title", flat=True)) == ["A", "B", "C"]


def test_what_changed_meanwhile_gives_a_new_plan_in_its_place(small, lead):
    run = asked(lead)
    make_open(partner=small.home.partner, title="School 1")
    work_all()
    words = words_at(lead, run)
    assert "Nothing was imported" in words
    assert "These rows would do something else now: 3. Read the new plan below." in words
    assert "2 New practices 0 Changes 0 No change 1 Cannot be done" in words
    assert Practice.objects.count() == 1
    old = lead.post(f"{URL}{run.pk}/run/", {"seen": run.sha256, "leave_out": "on"})
    assert old.status_code == 412, "The page shows an older plan."
    run.refresh_from_db()
    lead.post(f"{URL}{run.pk}/run/", {"seen": run.sha256, "leave_out": "on"})
    assert Practice.objects.count() == 3


def test_if_one_row_fails_none_is_written(small, lead, monkeypatch, caplog):
    draft = make_open(partner=small.home.partner, title="Draft")
    heads = ["Slug", "Title"]
    changed = [draft.practice.slug, "Draft 2"]
    run = plan(csv_file(heads, changed, ["", "A"], ["", "B"]), lead.reader)
    lead.post(f"{URL}{run.pk}/run/", {"seen": run.sha256})

    def fail(**_options):
        raise RuntimeError

    monkeypatch.setattr("practices.actions.importing.create_drafts", fail)
    work_all()
    draft.refresh_from_db()
    run.refresh_from_db()
    assert (draft.title, Practice.objects.count(), run.state) == ("Draft", 1, "planned")
    assert "Something went wrong on our side, and nothing was changed." in words_at(lead, run)
    assert not Activity.objects.filter(verb="practice.saved").exists()


def test_after_a_lost_connection_it_is_done_once(small, lead, monkeypatch):
    run = asked(lead)
    with monkeypatch.context() as lost:
        lost.setattr("practices.tasks.carry_out", raises(OperationalError))
        with pytest.raises(OperationalError):
            work_all()
    work = Work.objects.get()
    assert (work.is_active, work.is_final) == (True, True)
    work_all(again=work)
    work_all(again=work)
    run.refresh_from_db()
    assert (run.state, Practice.objects.count(), Revision.objects.count()) == ("done", 3, 3)
    assert len(notices(lead)) == 1


def raises(error):
    def fail(**_options):
        raise error

    return fail


def test_the_right_is_read_again_before_it_is_written(small, lead):
    asked(lead)
    Membership.objects.filter(user=lead.user).update(is_lead=False)
    work_all()
    work = Work.objects.get()
    assert (work.outcome, work.said) == (
        "failed",
        "Only the lead of a partner and the coordinator import practices.",
    )
    assert not Practice.objects.exists()


# --- calling it off ---


def test_a_file_that_is_read_is_forgotten_when_it_is_called_off(small, lead):
    run = sent(lead)
    answer = lead.post(f"{URL}{run.pk}/cancel/", follow=True)
    assert answer.redirect_chain == [(URL, 302)]
    assert "Called off. Nothing was changed." in text_of(answer)
    assert not ImportRun.objects.exists()
    assert not ImportUpload.objects.exists()
    work_all()
    assert not ImportRun.objects.exists()
    assert Activity.objects.filter(verb="import.cancelled", object_id=str(run.pk)).count() == 1
    assert lead.get(f"{URL}{run.pk}/").status_code == 404


def test_a_plan_waits_again_when_its_writing_is_called_off(small, lead):
    run = asked(lead)
    answer = lead.post(f"{URL}{run.pk}/cancel/", follow=True)
    assert answer.redirect_chain == [(f"{URL}{run.pk}/", 302)]
    assert "Nothing has been changed yet" in text_of(answer)
    work_all()
    assert not Practice.objects.exists()
    lead.post(f"{URL}{run.pk}/run/", {"seen": run.sha256})
    work_all()
    assert Practice.objects.count() == 3


def test_what_is_being_written_is_not_called_off(small, lead):
    run = asked(lead)
    Work.objects.update(is_final=True, step="write")
    assert "Call it off" not in words_at(lead, run)
    answer = lead.post(f"{URL}{run.pk}/cancel/")
    assert answer.status_code == 409
    assert "It is being written already, or it is done." in text_of(answer)
    work_all()
    assert Practice.objects.count() == 3
    assert lead.post(f"{URL}{run.pk}/cancel/").status_code == 409


def test_a_correction_of_a_long_table_is_compared_by_the_worker(small, coordinator):
    table = [["Title", "Partner"], *([f"School {n}", "Agency of Skone"] for n in range(3))]
    run = plan(csv_file(*table), coordinator.reader)
    form = {"named": "Agency of Skone", "meant": "Agency of Skåne"}
    answer = coordinator.post(f"{URL}{run.pk}/correct/", form)
    fresh = ImportRun.objects.exclude(pk=run.pk).get()
    assert (answer.url, fresh.state) == (f"{URL}{fresh.pk}/", "reading")
    work_all()
    fresh.refresh_from_db()
    assert [row["says"] for row in fresh.plan["rows"]] == ["Draft for Skåne."] * 3


# --- taking it back ---


def test_many_rows_are_undone_by_the_worker(small, lead):
    run = done(lead)
    Revision.objects.filter(title="School 1").update(edit=2)
    answer = lead.post(f"{URL}{run.pk}/undo/")
    assert (answer.status_code, answer.url) == (302, f"{URL}{run.pk}/")
    words = words_at(lead, run)
    assert "The rows are being undone" in words
    assert "The drafts that the import began are deleted" in words
    assert Practice.objects.count() == 3
    assert lead.post(f"{URL}{run.pk}/undo/").status_code == 409
    work_all()
    run.refresh_from_db()
    assert (run.state, run.work.outcome) == ("undone", "done")
    assert [each.title for each in Practice.objects.all()] == ["School 1"]
    assert "2 rows were undone" in words_at(lead, run)
    assert notices(lead)[-1] == ("practices.xlsx: 2 rows undone.", f"{URL}{run.pk}/")


def test_undoing_is_called_off_by_who_asked_for_it(small, lead, coordinator):
    run = done(lead)
    coordinator.post(f"{URL}{run.pk}/undo/")
    assert "Call it off" in words_at(coordinator, run)
    assert "Call it off" not in words_at(lead, run)
    assert lead.post(f"{URL}{run.pk}/cancel/").status_code == 409
    work_all()
    run.refresh_from_db()
    assert run.state == "undone"
    assert notices(coordinator) == [("practices.xlsx: 3 rows undone.", f"{URL}{run.pk}/")]


def test_when_everything_was_touched_the_page_says_so(small, lead):
    run = done(lead)
    lead.post(f"{URL}{run.pk}/undo/")
    Revision.objects.update(edit=9)
    work_all()
    words = words_at(lead, run)
    assert "Nothing was undone" in words
    assert "Somebody has worked on every one of these rows since." in words
    assert Practice.objects.count() == 3
