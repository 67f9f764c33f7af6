"""/practices/import/ with files that nobody waits for: the worker reads and writes them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from clusterix.testing.queries import assert_few_queries, count_queries
from core.models import Activity, Notice, Work
from practices.models import ImportRun, ImportUpload, Practice, Revision
from practices.tests.reading import text_of
from practices.tests.sheets import csv_file, plan, work_all
from practices.tests.writing import make_open
from regions.models import Membership

URL = "/practices/import/"
KEY = "3f0c6a1e-0000-4000-8000-000000000009"


@pytest.fixture(autouse=True)
def small_limits(settings):
    """Three rows are many, and half a kilobyte is large."""
    limits = {"rows_at_once": 2, "workbook_kilobytes_at_once": 0.5, "text_kilobytes_at_once": 0.5}
    settings.PRACTICE_IMPORT = settings.PRACTICE_IMPORT | limits


def rows(count, words="Forty firms came."):
    return [["Title", "Evidence of success"], *([f"School {n}", words] for n in range(count))]


LARGE = csv_file(*rows(3, "x" * 200))


def send(client, file=LARGE, **more):
    upload = SimpleUploadedFile("march.csv", file)
    return client.post(URL, {"file": upload, **more})


def sent(client):
    """A large file that waits to be read."""
    answer = send(client)
    run = ImportRun.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{URL}{run.pk}/")
    return run


def asked(client):
    """A long plan that waits to be carried out."""
    run = plan(csv_file(*rows(3)), client.reader)
    answer = client.post(f"{URL}{run.pk}/run/", {"seen": run.sha256})
    assert (answer.status_code, answer.url) == (302, f"{URL}{run.pk}/")
    run.refresh_from_db()
    return run


def words_at(client, run):
    return text_of(client.get(f"{URL}{run.pk}/"))


def look(client, run, seen):
    """As the page does it every two seconds."""
    return client.get(f"{URL}{run.pk}/", {"seen": seen}, headers={"HX-Request": "true"})


def notices(person):
    return list(Notice.objects.visible_to(person.reader).values_list("text", "url"))


# --- reading ---


def test_a_large_file_is_kept_and_read_by_the_worker(small, lead):
    run = sent(lead)
    assert (run.state, run.plan, bytes(run.upload.content)) == ("reading", {}, LARGE)
    words = words_at(lead, run)
    assert "The file is being read" in words
    assert "Waiting for its turn" in words
    work_all()
    run.refresh_from_db()
    assert (run.state, len(run.plan["rows"]), run.work.outcome) == ("planned", 3, "done")
    assert not ImportUpload.objects.exists()
    assert "Nothing has been changed yet" in words_at(lead, run)
    assert notices(lead) == [("march.csv is read: 3 rows. Look at its plan.", f"{URL}{run.pk}/")]
    verbs = Activity.objects.filter(object_type="practices.importrun").order_by("pk")
    assert list(verbs.values_list("verb", "actor_id")) == [
        ("import.sent", lead.user.pk),
        ("import.checked", lead.user.pk),
    ]


def test_a_small_file_with_many_rows_is_compared_by_the_worker(small, lead):
    send(lead, csv_file(["Title"], ["A"], ["B"], ["C"]))
    run = ImportRun.objects.get()
    assert (run.state, list(run.plan)) == ("reading", ["table"])
    assert not ImportUpload.objects.exists()
    work_all()
    run.refresh_from_db()
    assert (run.state, [row["title"] for row in run.plan["rows"]]) == ("planned", ["A", "B", "C"])


def test_a_small_file_is_planned_at_once(small, lead):
    send(lead, csv_file(["Title"], ["A"], ["B"]))
    assert ImportRun.objects.get().state == "planned"
    assert not Work.objects.exists()


def test_a_file_that_cannot_be_read_says_why(small, lead):
    send(lead, b"%PDF-1.7" + b"x" * 600)
    work_all()
    run = ImportRun.objects.get()
    words = words_at(lead, run)
    assert "This file could not be read" in words
    assert "This is no spreadsheet. Send an XLSX or a CSV file." in words
    assert notices(lead)[0][0] == "march.csv: This is no spreadsheet. Send an XLSX or a CSV file."
    assert "march.csv" in text_of(lead.get(URL))
    assert "not read" in text_of(lead.get(URL))


def test_the_largest_file_is_refused_before_it_is_kept(small, lead, settings):
    settings.PRACTICE_IMPORT = settings.PRACTICE_IMPORT | {"megabytes": 0}
    answer = send(lead)
    assert answer.status_code == 400
    assert "The file is larger than 0 MB." in text_of(answer)
    assert not ImportRun.objects.exists()


def test_one_form_sent_twice_is_read_once(small, lead):
    first, second = (send(lead, idempotency_key=KEY) for _each in range(2))
    assert first.url == second.url
    assert (ImportRun.objects.count(), Work.objects.count()) == (1, 1)


def test_four_files_at_once_are_one_too_many(small, lead):
    for _each in range(3):
        assert send(lead).status_code == 302
    answer = send(lead)
    assert answer.status_code == 429
    assert "Other files of yours are still being worked on." in text_of(answer)
    assert ImportRun.objects.count() == 3


def test_the_right_is_read_again_before_the_plan_is_kept(small, lead):
    run = sent(lead)
    Membership.objects.filter(user=lead.user).update(is_lead=False)
    work_all()
    run.refresh_from_db()
    assert (run.state, run.work.outcome) == ("reading", "failed")
    assert run.work.said == "Only the lead of a partner and the coordinator import practices."
    assert lead.get(f"{URL}{run.pk}/").status_code == 404


def test_an_account_that_ended_imports_nothing(small, lead):
    run = asked(lead)
    lead.user.is_active = False
    lead.user.save()
    work_all()
    assert Work.objects.get().outcome == "failed"
    assert not Practice.objects.exists()
    assert run.state == "planned"


# --- looking ---


def test_the_page_looks_again_until_the_end(small, lead):
    run = sent(lead)
    page = lead.get(f"{URL}{run.pk}/").content.decode()
    assert f'hx-get="{URL}{run.pk}/?seen={run.work.token}"' in page
    assert 'hx-trigger="every 2s"' in page
    assert f'<a id="look" href="{URL}{run.pk}/">Look again</a>' in page
    assert look(lead, run, run.work.token).status_code == 204
    Work.objects.update(step="plan", done=420, total=2000)
    answer = look(lead, run, run.work.token)
    assert "Row 420 of 2,000" in text_of(answer)
    assert 'value="420" max="2000"' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    work_all()
    answer = look(lead, run, "plan.420.2000.0")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, f"{URL}{run.pk}/")
    assert "Nothing has been changed yet" in words_at(lead, run)


def test_a_failure_ends_the_looking_too(small, lead):
    send(lead, b"%PDF-1.7" + b"x" * 600)
    work_all()
    answer = look(lead, ImportRun.objects.get(), "...0")
    assert answer.headers["HX-Redirect"].startswith(URL)


def test_others_learn_nothing_of_it(small, lead, colleague, stranger_lead, coordinator, visitor):
    for run in (sent(lead), asked(lead)):
        for person in (colleague, stranger_lead, coordinator):
            assert person.get(f"{URL}{run.pk}/").status_code == 404
            assert look(person, run, "").status_code == 404
            assert person.post(f"{URL}{run.pk}/cancel/").status_code == 404
        assert visitor.get(f"{URL}{run.pk}/").status_code == 302
    assert Work.objects.filter(outcome="").count() == 2
    for person in (stranger_lead, coordinator):
        assert "march.csv" not in text_of(person.get(URL))


def test_who_closed_the_page_finds_it_in_the_list(small, lead):
    run = sent(lead)
    assert "waiting for its turn" in text_of(lead.get(URL))
    Work.objects.update(step="plan", done=1, total=3)
    assert "being read, row 1 of 3" in text_of(lead.get(URL))
    work_all()
    assert "read: look at its plan" in text_of(lead.get(URL))
    run.refresh_from_db()
    lead.post(f"{URL}{run.pk}/run/", {"seen": run.sha256})
    Work.objects.filter(outcome="").update(step="write", done=2, total=3)
    assert "being imported, row 2 of 3" in text_of(lead.get(URL))
    work_all()
    words = text_of(lead.get(URL))
    assert "On the way" not in words
    assert "Earlier imports march.csv" in words


def test_the_pages_ask_a_constant_number_of_queries(small, lead, settings):
    run = sent(lead)
    assert_few_queries(lead, f"{URL}{run.pk}/", at_most=2)
    one = count_queries(lead, URL)
    send(lead)
    send(lead)
    assert count_queries(lead, URL) == one <= 6


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
