"""/practices/import/ with files that nobody waits for: the worker reads them."""

import pytest

from clusterix.testing.queries import assert_few_queries, count_queries
from core.models import Activity, Work
from practices.models import ImportRun, ImportUpload, Practice
from practices.tests.large import LARGE, URL, asked, look, notices, send, sent, shrink, words_at
from practices.tests.reading import text_of
from practices.tests.sheets import csv_file, work_all
from regions.models import Membership

KEY = "3f0c6a1e-0000-4000-8000-000000000009"


@pytest.fixture(autouse=True)
def small_limits(settings):
    shrink(settings)


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
