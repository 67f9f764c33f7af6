"""/practices/import/ and its plans"""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from clusterix.testing.fixtures import NOW
from clusterix.testing.queries import assert_few_queries, count_queries
from core import clock
from practices.models import ImportRun, Practice, Revision
from practices.sheets.template import HEADINGS
from practices.tests.factories import make_practice, make_theme
from practices.tests.reading import text_of
from practices.tests.sheets import SameFile, csv_file, make_done_import, plan, run
from practices.tests.writing import make_open
from regions.tests.factories import make_membership

URL = "/practices/import/"
KEY = "3f0c6a1e-0000-4000-8000-000000000002"


def send(client, file, name="practices.csv", **fields):
    return client.post(URL, {"file": SimpleUploadedFile(name, file), **fields})


def kept(client, *rows):
    return plan(csv_file(*rows), client.reader)


def test_the_lead_sends_a_file_and_reads_its_plan(small, lead):
    answer = send(lead, csv_file(["Title"], ["Vouchers"]), name="März.csv")
    found = ImportRun.objects.get()
    assert (answer.status_code, answer.url) == (302, f"{URL}{found.pk}/")
    assert (found.user, found.partner, found.file_name) == (
        lead.user,
        small.home.partner,
        "März.csv",
    )
    words = text_of(lead.get(answer.url))
    assert "Nothing has been changed yet" in words
    assert "2 New Vouchers Draft for Skåne." in words
    assert "Import 1 row" in words
    assert not Practice.objects.exists()


def test_letters_that_were_guessed_are_looked_at_first(small, lead):
    pages = [
        text_of(lead.get(send(lead, csv_file(["Title"], ["Wörkshop"], encoding=encoding)).url))
        for encoding in ("windows-1252", "utf-8")
    ]
    assert ["read as Western European ones" in each for each in pages] == [True, False]


def test_a_lead_is_not_asked_for_whom_and_the_coordinator_is(small, lead, coordinator):
    assert 'name="partner"' not in lead.get(URL).content.decode()
    page = coordinator.get(URL).content.decode()
    for place in small.places:
        assert f'<option value="{place.partner.pk}"' in page
    send(coordinator, csv_file(["Title"], ["Vouchers"]), partner=small.home.partner.pk)
    assert ImportRun.objects.get().partner == small.home.partner


def test_who_leads_two_partners_chooses_between_them(small, lead):
    make_membership(user=lead.user, partner=small.third.partner, is_lead=True)
    file = csv_file(["Title"], ["Vouchers"])
    assert send(lead, file).status_code == 400
    refused = send(lead, file, partner=small.other.partner.pk)
    assert refused.status_code == 403
    assert "You import for your own organisation only." in text_of(refused)
    assert send(lead, file, partner=small.third.partner.pk).status_code == 302


def test_others_do_not_import(small, member, steering, administrator, visitor):
    for person in (member, steering, administrator):
        for answer in (person.get(URL), send(person, csv_file(["Title"], ["x"]))):
            assert answer.status_code == 403
            assert "Only the lead of a partner and the coordinator import" in text_of(answer)
    assert visitor.get(URL).status_code == 302
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("file", "status", "sentence"),
    [
        (b"", 400, "The file is empty. Send one with headings and rows."),
        (b"%PDF-1.7", 400, "This is no spreadsheet. Send an XLSX or a CSV file."),
        (
            csv_file(["Title", "Role"], ["x", "lead"]),
            422,
            "These columns cannot be imported: “Role”.",
        ),
        (csv_file(["Place"], ["Lund"]), 400, "No column is called “Title”."),
    ],
)
def test_a_file_that_cannot_be_read_keeps_the_page(small, coordinator, file, status, sentence):
    answer = send(coordinator, file, partner=small.home.partner.pk)
    assert answer.status_code == status
    words = text_of(answer)
    assert "There is 1 problem" in words
    assert sentence in words
    assert f'<option value="{small.home.partner.pk}" selected>' in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_form_without_a_file(small, lead):
    answer = lead.post(URL, {})
    assert answer.status_code == 400
    assert "Choose a file for “File”." in text_of(answer)


def test_the_same_form_sent_twice_makes_one_plan(small, lead):
    form = {"file": SameFile("a.csv", csv_file(["Title"], ["x"])), "idempotency_key": KEY}
    first, second = lead.post(URL, form), lead.post(URL, form)
    assert first.url == second.url
    assert ImportRun.objects.count() == 1


def test_the_plan_says_what_each_row_would_do(small, lead):
    practice = make_practice(partner=small.home.partner, title="Fund")
    found = kept(
        lead,
        ["Slug", "Name", "Until", "Remarks"],
        ["", "New", "", ""],
        [practice.slug, "Fund", "2015", "x"],
        [practice.slug + "x", "Lost", "", ""],
    )
    words = text_of(lead.get(f"{URL}{found.pk}/"))
    assert "3 All rows 1 New practices 1 Changes 0 No change 1 Cannot be done" in words
    assert words.index("Cannot Lost") < words.index("2 New New")
    assert "Until was empty becomes 2015" in words
    assert "Name Title" in words, "How the file calls it, and we."
    assert "Remarks not known, not used" in words
    assert "1 new draft; nothing is published" in words
    assert "Leave out the row" in words
    assert "Import 2 rows" in words


def test_one_kind_of_rows_can_be_shown_alone(small, lead):
    found = kept(lead, ["Title", "From"], ["Good", "2011"], ["Bad", "spring"])
    words = text_of(lead.get(f"{URL}{found.pk}/?show=cannot"))
    assert "Bad" in words
    assert "Good" not in words
    assert "Good" in text_of(lead.get(f"{URL}{found.pk}/?show=nonsense"))
    assert lead.get(f"{URL}{found.pk}/?page=9").status_code == 400


def test_plans_are_their_makers_alone(small, lead, colleague, stranger_lead, coordinator):
    found = kept(lead, ["Title"], ["Secret school"])
    others = (colleague, stranger_lead, coordinator)
    for address in (f"{URL}{found.pk}/", f"{URL}{found.pk}/plan.xlsx"):
        assert lead.get(address).status_code == 200
        assert [person.get(address).status_code for person in others] == [404, 404, 404]
    for act in ("run", "undo", "correct"):
        answers = [person.post(f"{URL}{found.pk}/{act}/").status_code for person in others]
        assert answers == [404, 404, 404]


@pytest.mark.rights("P04")
def test_of_a_carried_out_import_the_coordinator_reads_what_they_may_read(small, lead, coordinator):
    found = run(kept(lead, ["Title"], ["Secret school"], ["Open school"]), lead.reader)
    Revision.objects.filter(title="Open school").update(
        state="submitted", submitted_at="2026-03-01T09:00Z"
    )
    words = text_of(coordinator.get(f"{URL}{found.pk}/"))
    assert "Open school" in words
    assert "Secret school" not in words
    assert "1 row is not shown: only the people of Agency of Skåne read it" in words
    assert "Secret school" in text_of(lead.get(f"{URL}{found.pk}/"))
    assert coordinator.get(f"{URL}{found.pk}/plan.xlsx").status_code == 404
    assert coordinator.post(f"{URL}{found.pk}/correct/").status_code == 404
    assert coordinator.post(f"{URL}{found.pk}/undo/").status_code == 302
    assert list(Practice.objects.values_list("title", flat=True)) == ["Open school"]


@pytest.mark.rights("P16")
def test_of_what_was_taken_down_since_nothing_stands_in_the_import(small, lead, coordinator):
    """Neither what was written nor what was there before, on the page and in the workbook."""
    old = make_practice(partner=small.home.partner, slug="old", title="Old school", problem="Was.")
    rows = (["Slug", "Title", "Problem"], ["old", "Old school", "Becomes."], ["", "New", "Words."])
    checked = kept(lead, *rows)
    done = run(kept(lead, *rows), lead.reader)
    pages = [f"{URL}{each.pk}/" for each in (done, checked)]
    assert all("Old" in text_of(lead.get(page)) for page in pages)
    Practice.objects.filter(pk=old.pk).update(
        slug="moved", taken_down_at=clock.now(), takedown_reason="x"
    )
    old.former_slugs.create(slug="old", since=clock.now())
    for page in pages:
        words = text_of(lead.get(page))
        assert [each for each in ("Old", "Was.", "Becomes.") if each in words] == []
        assert words.count("This practice was taken down.") == 1
        assert "New" in words
        book = load_workbook(BytesIO(lead.get(f"{page}plan.xlsx").content))
        cells = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]
        assert sorted(cells, key=str) == [
            ["Change", "This practice was taken down.", None, None, None],
            ["New", None, None, "New", "Words."],
        ]
        assert "Old school" not in lead.get(f"{page}?show=change").text


def test_running_the_plan_leads_to_the_drafts(small, lead):
    found = kept(lead, ["Title"], ["Vouchers"], ["Loans"])
    answer = lead.post(f"{URL}{found.pk}/run/", {"seen": found.sha256}, follow=True)
    words = text_of(answer)
    assert "2 rows were imported" in words
    assert "2 rows imported." in words
    for practice in Practice.objects.all():
        assert f'href="/practices/{practice.slug}/review/"' in answer.content.decode()
    assert "2 rows are untouched since." in words


def test_a_plan_sent_twice_is_carried_out_once(small, lead):
    found = kept(lead, ["Title"], ["Vouchers"])
    form = {"seen": found.sha256, "idempotency_key": KEY}
    first, second = (lead.post(f"{URL}{found.pk}/run/", form) for _each in range(2))
    assert first.url == second.url == f"{URL}{found.pk}/"
    again = lead.post(f"{URL}{found.pk}/run/", {"seen": found.sha256})
    assert again.status_code == 302 or again.status_code == 409
    assert Practice.objects.count() == 1


def test_rows_that_cannot_be_done_must_be_left_out(small, lead):
    found = kept(lead, ["Title", "From"], ["Good", "2011"], ["Bad", "spring"])
    answer = lead.post(f"{URL}{found.pk}/run/", {"seen": found.sha256})
    assert answer.status_code == 409
    assert "Some rows cannot be done." in text_of(answer)
    assert not Practice.objects.exists()
    form = {"seen": found.sha256, "leave_out": "on"}
    assert lead.post(f"{URL}{found.pk}/run/", form).status_code == 302


def test_what_changed_since_gives_a_new_plan(small, lead):
    found = kept(lead, ["Title"], ["Vouchers"], ["Loans"])
    make_open(partner=small.home.partner, title="Vouchers")
    answer = lead.post(f"{URL}{found.pk}/run/", {"seen": found.sha256, "idempotency_key": KEY})
    fresh = ImportRun.objects.exclude(pk=found.pk).get()
    words = text_of(answer)
    assert answer.status_code == 412
    assert "These rows would do something else now: 2." in words
    assert "1 New practices 0 Changes 0 No change 1 Cannot be done" in words
    assert f'action="{URL}{fresh.pk}/run/"' in answer.content.decode()
    assert f'href="{URL}{fresh.pk}/?show=new"' in answer.content.decode()
    assert Practice.objects.count() == 1
    form = {"seen": fresh.sha256, "leave_out": "on"}
    assert lead.post(f"{URL}{fresh.pk}/run/", form).status_code == 302
    assert sorted(Practice.objects.values_list("title", flat=True)) == ["Loans", "Vouchers"]


def test_a_name_that_nobody_has_is_not_written_into_the_rows(small, coordinator):
    found = kept(coordinator, ["Title", "Partner"], ["One", "Agency of Skone"])
    form = {"named": "Agency of Skone", "meant": "x" * 50_000}
    coordinator.post(f"{URL}{found.pk}/correct/", form)
    fresh = ImportRun.objects.order_by("pk").last()
    assert fresh.plan["table"] == found.plan["table"]


def test_a_partners_name_is_put_right_on_the_page(small, coordinator):
    found = kept(
        coordinator, ["Title", "Partner"], ["One", "Agency of Skone"], ["Two", "agency of skone"]
    )
    page = coordinator.get(f"{URL}{found.pk}/")
    assert "Use “Agency of Skåne” for 2 rows" in text_of(page)
    form = {"named": "Agency of Skone", "meant": "Agency of Skåne"}
    answer = coordinator.post(f"{URL}{found.pk}/correct/", form)
    fresh = ImportRun.objects.exclude(pk=found.pk).get()
    assert answer.url == f"{URL}{fresh.pk}/"
    assert [row["says"] for row in fresh.plan["rows"]] == ["Draft for Skåne."] * 2
    found.refresh_from_db()
    assert [row["would"] for row in found.plan["rows"]] == ["cannot"] * 2


def test_columns_are_put_right_on_the_page(small, lead):
    found = kept(lead, ["Title", "Wo", "Farbe"], ["One", "Lund", "red"])
    page = lead.get(f"{URL}{found.pk}/").content.decode()
    assert '<select id="column-1" name="column-1">' in page
    form = {"column-1": "place", "column-2": "", "column-99": "title", "column-x": "title"}
    lead.post(f"{URL}{found.pk}/correct/", form)
    fresh = ImportRun.objects.exclude(pk=found.pk).get()
    assert fresh.plan["columns"] == [["Title", "Title"], ["Place", "Place"]]
    assert fresh.plan["unknown"] == [[2, "Farbe"]]
    run(fresh, lead.reader)
    assert Revision.objects.get().place == "Lund"


def test_undo_on_the_page(small, lead):
    with clock.at(NOW):
        found = run(kept(lead, ["Title"], ["Vouchers"], ["Loans"]), lead.reader)
        Revision.objects.filter(title="Loans").update(edit=2)
        words = text_of(lead.get(f"{URL}{found.pk}/"))
        assert "1 row is untouched since. It can be undone until 5 May 2026, 12:00." in words
        assert "1 row was worked on and stays." in words
        answer = lead.post(f"{URL}{found.pk}/undo/", follow=True)
    words = text_of(answer)
    assert "1 row was undone" in words
    assert "Somebody has worked on it since: it stays." in words
    assert [each.title for each in Practice.objects.all()] == ["Loans"]


def test_after_a_day_the_page_says_that_it_is_too_late(small, lead):
    with clock.at(NOW):
        found = run(kept(lead, ["Title"], ["Vouchers"]), lead.reader)
    with clock.at(NOW + timedelta(hours=25)):
        page = lead.get(f"{URL}{found.pk}/")
        assert "An import can be undone for 24 hours." in text_of(page)
        assert f"{URL}{found.pk}/undo/" not in page.content.decode()
        assert lead.post(f"{URL}{found.pk}/undo/").status_code == 409


def test_earlier_imports_are_listed(small, lead, coordinator, stranger_lead):
    make_done_import(partner=small.home.partner, user=lead.user)
    for person in (lead, coordinator):
        words = text_of(person.get(URL))
        assert "practices.xlsx" in words
        assert "Agency of Skåne · 1 row" in words
    assert "practices.xlsx" not in text_of(stranger_lead.get(URL))


def test_the_template_can_be_filled_in_and_sent(small, lead):
    make_theme(name="Cluster financing")
    book = load_workbook(BytesIO(lead.get(f"{URL}template.xlsx").content))
    sheet, values = book["Practices"], book["Allowed values"]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS)
    assert sheet["A2"].value.startswith("# help: ")
    assert sheet["A3"].value == "# example, not imported"
    lists = {column[0].value: [cell.value for cell in column[1:]] for column in values.columns}
    assert [each for each in lists["Theme"] if each] == ["Cluster financing"]
    assert [each for each in lists["Partner"] if each] == ["Agency of Skåne"]
    assert [each for each in lists["Maturity"] if each] == [
        "Established",
        "Proven",
        "Pilot",
        "Idea",
    ]
    sheet.append(["", "", "Vouchers", "", "Cluster financing"])
    buffer = BytesIO()
    book.save(buffer)
    [row] = plan(buffer.getvalue(), lead.reader).plan["rows"]
    assert (row["row"], row["would"], row["title"]) == (4, "new", "Vouchers")


def test_the_example_of_the_template_could_be_imported(small, lead):
    book = load_workbook(BytesIO(lead.get(f"{URL}template.xlsx").content))
    book["Practices"]["A3"] = None
    buffer = BytesIO()
    book.save(buffer)
    [row] = plan(buffer.getvalue(), lead.reader).plan["rows"]
    assert (row["would"], row.get("problems")) == ("new", None)


def test_the_plan_is_taken_home_corrected_and_sent_again(small, lead):
    found = kept(lead, ["Title", "From"], ["'=Good", "2011"], ["Bad", "spring"])
    book = load_workbook(BytesIO(lead.get(f"{URL}{found.pk}/plan.xlsx").content))
    sheet = book.active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Would be", "Why not", "Title", "From"],
        ["New", None, "'=Good", "2011"],
        [
            "Cannot",
            "Cell B3, “From”, holds “spring”. Write a year, a month or a day: 2011, April 2011 or "
            "2011-04-05.",
            "Bad",
            "spring",
        ],
    ]
    sheet["D3"] = "2012"
    buffer = BytesIO()
    book.save(buffer)
    again = plan(buffer.getvalue(), lead.reader)
    assert [row["title"] for row in again.plan["rows"]] == ["=Good", "Bad"]
    assert [row["would"] for row in again.plan["rows"]] == ["new", "new"]
    assert again.plan["unknown"] == []


def test_the_pages_ask_a_constant_number_of_queries(small, lead):
    one = run(kept(lead, ["Title"], ["A"]), lead.reader)
    three = run(kept(lead, ["Title"], ["B"], ["C"], ["D"]), lead.reader)
    assert count_queries(lead, f"{URL}{one.pk}/") == count_queries(lead, f"{URL}{three.pk}/")
    for found in (one, kept(lead, ["Title"], ["E"])):
        assert_few_queries(lead, f"{URL}{found.pk}/", at_most=8)
    assert_few_queries(lead, URL, at_most=6)


def test_the_desk_leads_who_may_to_the_import(small, lead, member, coordinator):
    for person, leads in ((lead, True), (coordinator, True), (member, False)):
        assert (f'href="{URL}"' in person.get("/practices/desk/").content.decode()) is leads
