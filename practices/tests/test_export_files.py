"""/practices/export/: workbooks too large to wait for, made for one person."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from clusterix.testing.fixtures import NOW
from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock, jobs
from core.models import Activity, Notice, Work
from practices.models import ExportFile, Practice
from practices.sheets import made as made_files
from practices.tasks import forget_files
from practices.tests.factories import make_draft, make_practice, make_theme, make_transfer
from practices.tests.reading import text_of
from practices.tests.sheets import make_file, work_all
from regions.models import Membership

LIST = "/practices/export.xlsx"
DESK = "/practices/desk/export.xlsx"
MAKE = "/practices/export/make/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEY = "3f0c6a1e-0000-4000-8000-000000000010"


@pytest.fixture(autouse=True)
def two_rows_are_many(settings):
    settings.PRACTICE_WORKBOOK = settings.PRACTICE_WORKBOOK | {"rows_at_once": 1}


@pytest.fixture(autouse=True)
def empty_folder(db):
    """The storage of tests forgets nothing between them."""
    made_files.remove_unused()


@pytest.fixture
def practices(small):
    return [make_practice(partner=small.home.partner, title=f"School {n}") for n in range(3)]


def make(client, query="", what="practices", **more):
    return client.post(MAKE, {"what": what, "query": query, **more})


def made(client, query="", what="practices"):
    """A workbook that is ready."""
    answer = make(client, query, what)
    assert answer.status_code == 302
    work_all()
    return ExportFile.objects.visible_to(client.reader).get(pk=answer.url.split("/")[-2])


def titles_in(answer):
    assert answer.status_code == 200
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    heads, *rows = sheet.iter_rows(values_only=True)
    return [row[heads.index("Title")] for row in rows]


def download(client, file):
    return client.get(f"/practices/export/{file.pk}/{file.name}")


# --- a list that is too large ---


def test_a_small_list_comes_at_once_and_csv_always(practices, member, settings):
    settings.PRACTICE_WORKBOOK = settings.PRACTICE_WORKBOOK | {"rows_at_once": 3}
    assert titles_in(member.get(LIST)) == ["School 0", "School 1", "School 2"]
    settings.PRACTICE_WORKBOOK = settings.PRACTICE_WORKBOOK | {"rows_at_once": 2}
    for kind in ("csv", "json"):
        assert member.get(f"/practices/export.{kind}").streaming
    assert titles_in(member.get(f"{LIST}?q=School+1")) == ["School 1"]


def test_a_large_list_is_offered_and_nothing_is_made_yet(practices, member):
    answer = member.get(f"{LIST}?q=school")
    page, words = answer.content.decode(), text_of(answer)
    assert (answer.status_code, answer.headers["Content-Type"]) == (
        200,
        "text/html; charset=utf-8",
    )
    assert "3 rows in a workbook" in words
    assert '<input type="hidden" name="query" value="q=school">' in page
    assert 'href="/practices/export.csv?q=school"' in page
    assert 'href="/practices/export.json?q=school"' in page
    assert not ExportFile.objects.exists()


def test_visitors_take_the_csv(practices, visitor):
    answer = visitor.get(f"{LIST}?q=school")
    page, words = answer.content.decode(), text_of(answer)
    assert "Workbooks of this size are made for people with an account." in words
    assert 'href="/practices/export.csv?q=school"' in page
    assert MAKE not in page
    assert make(visitor).url.startswith("/accounts/login/")
    assert not ExportFile.objects.exists()


# --- having it made ---


def test_it_is_made_by_the_worker_and_fetched_by_who_asked(practices, member):
    with clock.at(NOW):
        answer = make(member, "q=school")
        file = ExportFile.objects.get()
        assert (answer.status_code, answer.url) == (302, f"/practices/export/{file.pk}/")
        words = text_of(member.get(answer.url))
        assert "Your file is being made" in words
        assert "Waiting for its turn" in words
        assert download(member, file).status_code == 404
        work_all()
        file.refresh_from_db()
        assert (file.user, file.name) == (member.user, "practices-2026-05-04.xlsx")
        assert file.ids == [each.pk for each in practices]
        assert file.expires_at == NOW + timedelta(hours=24)
        assert file.size == default_storage.size(file.place)
        page = member.get(answer.url)
        assert "You can fetch it until 5 May 2026, 12:00. Nobody else can." in text_of(page)
        assert f'href="/practices/export/{file.pk}/{file.name}"' in page.content.decode()
        got = download(member, file)
        assert got.headers["Content-Type"] == XLSX
        assert got.headers["Content-Disposition"] == f'attachment; filename="{file.name}"'
        assert got.headers["Cache-Control"] == "private, no-store"
        assert titles_in(got) == ["School 0", "School 1", "School 2"]


def test_its_person_is_told(practices, member, colleague):
    file = made(member)
    told = Notice.objects.visible_to(member.reader).values_list("text", "url")
    assert list(told) == [
        (f"{file.name} is ready: 3 rows. It is kept for 24 hours.", f"/practices/export/{file.pk}/")
    ]
    assert not Notice.objects.visible_to(colleague.reader).exists()
    verbs = Activity.objects.filter(object_type="practices.exportfile").order_by("pk")
    assert list(verbs.values_list("verb", "actor_id", "changes")) == [
        ("export.asked", member.user.pk, {"what": "practices"}),
        ("export.made", member.user.pk, {"rows": 3}),
    ]


def test_it_holds_what_the_filters_find_for_this_person(practices, member, small):
    theme = make_theme(name="Cluster financing")
    Practice.objects.filter(pk=practices[1].pk).update(theme=theme)
    make_transfer(practice=practices[2], region=small.home.region, status="interested")
    assert titles_in(download(member, made(member, "q=school+2"))) == ["School 2"]
    found = titles_in(download(member, made(member, "status=interested&scope=own")))
    assert found == titles_in_csv(member, "status=interested&scope=own")


def titles_in_csv(client, query):
    answer = client.get(f"/practices/export.csv?{query}")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [line.split(";")[2] for line in text.splitlines()[1:-1]]


def test_it_holds_what_may_be_read_when_it_is_made(practices, member):
    make_draft(title="Secret school")
    make(member)
    Practice.objects.filter(pk=practices[0].pk).update(archived_at=NOW)
    work_all()
    file = ExportFile.objects.get()
    assert titles_in(download(member, file)) == ["School 1", "School 2"]


def test_the_page_looks_again_until_the_end(practices, member):
    url = make(member).url
    work = Work.objects.get()
    ask = {"headers": {"HX-Request": "true"}}
    assert f"{url}?seen={work.token}" in member.get(url).content.decode()
    assert member.get(f"{url}?seen={work.token}", **ask).status_code == 204
    Work.objects.update(step="rows", done=200, total=12_000)
    assert "Row 200 of 12,000" in text_of(member.get(f"{url}?seen=", **ask))
    work_all()
    assert member.get(f"{url}?seen=", **ask).headers["HX-Redirect"] == url


def test_what_asks_for_nothing_is_refused(practices, member):
    assert make(member, what="users").status_code == 400
    assert make(member, "q=" + "x" * 5_000).status_code == 400
    assert not ExportFile.objects.exists()


def test_one_form_sent_twice_makes_one_file(practices, member):
    first, second = (make(member, idempotency_key=KEY) for _each in range(2))
    assert first.url == second.url
    assert ExportFile.objects.count() == 1


def test_ten_files_an_hour(practices, member, colleague, settings):
    settings.PRACTICE_WORKBOOK = settings.PRACTICE_WORKBOOK | {"per_hour": 2}
    with clock.at(NOW):
        assert [make(member).status_code for _each in range(3)] == [302, 302, 429]
        answer = make(member)
        assert "take the CSV: it comes at once" in text_of(answer)
        assert answer.headers["Retry-After"] == "3600"
        assert make(colleague).status_code == 302
    with clock.at(NOW + timedelta(hours=1)):
        assert make(member).status_code == 302


def test_a_failure_is_said(practices, member, monkeypatch, caplog):
    def fail(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("practices.sheets.made.write_workbook", fail)
    url = make(member).url
    work_all()
    words = text_of(member.get(url))
    assert "The file was not made" in words
    assert "Something went wrong on our side, and nothing was changed." in words
    assert download(member, ExportFile.objects.get()).status_code == 404


def test_a_worker_that_died_half_way_makes_it_anew(practices, member):
    make(member)
    file = ExportFile.objects.get()
    default_storage.save(file.place, BytesIO(b"half"))
    work_all()
    file.refresh_from_db()
    assert titles_in(download(member, file)) == ["School 0", "School 1", "School 2"]
    assert len(default_storage.listdir("exports")[1]) == 1


def test_it_is_called_off_while_it_is_made(practices, member):
    url = make(member).url
    answer = member.post(f"{url}cancel/", follow=True)
    assert answer.redirect_chain == [("/practices/", 302)]
    assert "Called off. The file is not made." in text_of(answer)
    work_all()
    assert not ExportFile.objects.exists()
    assert Work.objects.get().outcome == "cancelled"
    file = made(member)
    assert member.post(f"/practices/export/{file.pk}/cancel/").status_code == 409


# --- who may fetch it ---


def test_somebody_elses_file_does_not_exist(practices, member, colleague, coordinator, visitor):
    file = made(member)
    for person in (colleague, coordinator):
        assert person.get(f"/practices/export/{file.pk}/").status_code == 404
        assert download(person, file).status_code == 404
        assert person.post(f"/practices/export/{file.pk}/cancel/").status_code == 404
    assert download(visitor, file).status_code == 404
    assert member.get(f"/practices/export/{file.pk}/other.xlsx").status_code == 404


def test_what_was_hidden_since_keeps_the_file_back(practices, member):
    file = made(member)
    Practice.objects.filter(pk=practices[2].pk).update(
        taken_down_at=NOW, takedown_reason="Asked for by its owner."
    )
    assert download(member, file).status_code == 404
    page = member.get(f"/practices/export/{file.pk}/")
    assert "This file is kept back" in text_of(page)
    assert file.name + '"' not in page.content.decode()
    again = made(member)
    assert titles_in(download(member, again)) == ["School 0", "School 1"]


def test_after_a_day_it_is_gone(practices, member):
    with clock.at(NOW):
        file = made(member)
    with clock.at(NOW + timedelta(hours=23)):
        assert download(member, file).status_code == 200
        assert forget_files() == 0
    with clock.at(NOW + timedelta(hours=24)):
        assert download(member, file).status_code == 404
        words = text_of(member.get(f"/practices/export/{file.pk}/"))
        assert "This file is gone" in words
        assert "Files are kept for 24 hours. Have it made again." in words
        jobs.nightly.func(0)
    assert not ExportFile.objects.exists()
    assert not default_storage.exists(file.place)
    assert member.get(f"/practices/export/{file.pk}/").status_code == 404
    assert Activity.objects.filter(verb="export.forgotten").count() == 1


def test_at_night_what_was_never_made_goes_too(practices, member, colleague):
    with clock.at(NOW):
        make(member)
        make_file(user=colleague.user, practices=practices)
        default_storage.save("exports/nobodys.xlsx", BytesIO(b"x"))
    with clock.at(NOW + timedelta(hours=20)):
        assert forget_files() == 1
        assert ExportFile.objects.count() == 2
    with clock.at(NOW + timedelta(hours=25)):
        assert forget_files() == 1
    assert not ExportFile.objects.exists()
    assert default_storage.listdir("exports")[1] == []


def test_lost_bytes_are_no_fault_of_the_page(practices, member, caplog):
    file = made(member)
    default_storage.delete(file.place)
    assert download(member, file).status_code == 404
    errors = [each.message for each in caplog.records if each.levelname == "ERROR"]
    assert errors == [f"The bytes of the file {file.pk} are missing."]


# --- drafts ---


def test_drafts_are_made_for_their_people(small, member, stranger, administrator):
    for number in range(2):
        make_draft(partner=small.home.partner, title=f"Draft {number}")
        make_draft(partner=small.other.partner, title=f"Theirs {number}")
    assert "2 rows in a workbook" in text_of(member.get(DESK))
    file = made(member, what="drafts")
    assert file.name.startswith("drafts-")
    assert sorted(titles_in(download(member, file))) == ["Draft 0", "Draft 1"]
    assert make(administrator, what="drafts").status_code == 403
    Membership.objects.filter(user=member.user).update(ended_at=clock.now())
    assert download(member, file).status_code == 404
    assert "This file is kept back" in text_of(member.get(f"/practices/export/{file.pk}/"))


def test_a_right_that_ended_before_it_was_made_leaves_an_empty_file(small, member):
    make_draft(partner=small.home.partner, title="Draft")
    make(member, what="drafts")
    Membership.objects.filter(user=member.user).update(ended_at=clock.now())
    work_all()
    assert titles_in(download(member, ExportFile.objects.get())) == []


def test_the_pages_ask_few_queries(practices, member):
    first = made(member)
    one = count_queries(member, LIST)
    for _each in range(2):
        made(member)
    assert count_queries(member, LIST) == one <= 12
    assert_few_queries(member, f"/practices/export/{first.pk}/", at_most=3)
