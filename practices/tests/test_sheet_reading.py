"""Files of any making: one table, or one sentence."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from django.conf import settings
from django.test import override_settings
from openpyxl import Workbook
from openpyxl.styles import NamedStyle

from practices.sheets.files import NoRoom, Table, Unreadable, data_of
from practices.tests.sheets import csv_file, xlsx_file

ROWS = (["Title", "Place"], ["Åbo school", "Łódź"], ["Zwei\nZeilen", "x;y,z"])
PLAIN = (["Title", "Place"], ["Åbo school", "Malmö"], ["Zwei\nZeilen", "x;y,z"])


def table(file):
    return Table.of_data(data_of(file))


def cells(file):
    found = table(file)
    return [list(found.headings), *(list(row.cells) for row in found.rows)]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_separators_and_encodings(separator, encoding):
    assert cells(csv_file(*ROWS, separator=separator, encoding=encoding)) == list(ROWS)


def test_windows_letters():
    found = table(csv_file(*PLAIN, encoding="windows-1252"))
    assert found.encoding == "windows-1252"
    assert [row.cells for row in found.rows] == [tuple(row) for row in PLAIN[1:]]


def test_a_hint_about_the_separator_is_no_row():
    found = table(b"sep=,\r\nTitle,Place\r\nSchool,Lund\r\n")
    assert [(row.number, row.cells) for row in found.rows] == [(3, ("School", "Lund"))]


def test_rows_have_the_numbers_of_the_program():
    found = table(csv_file(["Title"], [""], ["One"], [""], ["Two\nlines"], ["Three"]))
    assert [(row.number, row.cells) for row in found.rows] == [
        (3, ("One",)),
        (5, ("Two\nlines",)),
        (6, ("Three",)),
    ]


def test_the_last_line_of_an_export_is_no_practice():
    found = table(csv_file(["Title", "Place"], ["School", "Lund"], ["# end, 1 rows", ""]))
    assert [row.cells for row in found.rows] == [("School", "Lund")]


def test_headings_may_stand_below_an_ornament():
    book = Workbook()
    sheet = book.active
    for row in (["Our practices"], [], ["Title", "Place"], ["School", "Lund"]):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    found = table(saved(book))
    assert found.headings == ("Title", "Place")
    assert [(row.number, row.cells) for row in found.rows] == [(4, ("School", "Lund"))]


def test_a_workbook_says_what_its_cells_show():
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("Practices")
        sheet.write_row(0, 0, ["Title", "From", "Until", "Place", "Level", "Kind", "Still running"])
        sheet.write_string(1, 0, "007 ")
        for column, shown in ((1, "yyyy"), (2, "mmm yyyy"), (3, 'd"."m"."yyyy')):
            sheet.write_number(1, column, 40_638, book.add_format({"num_format": shown}))
        sheet.write_number(1, 4, 2011)
        sheet.write_number(1, 5, 1.5)
        sheet.write_boolean(1, 6, True)
    [row] = table(buffer.getvalue()).rows
    assert row.cells == ("007 ", "2011", "2011-04", "2011-04-05", "2011", "1.5", "yes")


def test_a_formula_counts_by_its_value_and_says_so_without_one():
    book = Workbook()
    sheet = book.active
    sheet.append(["Title", "Place", "Level"])
    sheet.append(["School", "=A2", "#N/A"])
    [row] = table(saved(book)).rows  # this library computes nothing
    assert row.faults == {1: "formula", 2: "error"}
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Title", "Place"])
        page.write_string(1, 0, "School")
        page.write_formula(1, 1, "=A2", value="School")
    [row] = table(buffer.getvalue()).rows
    assert (row.cells, row.faults) == (("School", "School"), {})


def test_the_sheet_with_that_name_is_read():
    file = xlsx_file(*ROWS, Notes=[["Title", "Place"], ["Not", "this"]])
    found = table(file)
    assert found.sheet == "Practices"
    assert [row.cells for row in found.rows] == [tuple(row) for row in ROWS[1:]]


def test_a_cell_that_cannot_be_stored_is_named():
    [row] = table(b"Title;Place\r\nSchool;a\x07b\r\n").rows
    assert row.faults == {1: "control"}
    [row] = table(csv_file(["Title", "Place"], ["School", "x" * 40_000])).rows
    assert row.faults == {1: "long"}


def saved(book):
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def far_cell():
    book = Workbook()
    book.active.append(["Title"])
    book.active["XFD1048576"] = "x"
    return saved(book)


def merged():
    book = Workbook()
    for row in (["Title", "Place"], ["School", "Lund"], ["", "Lund"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    return saved(book)


def bomb():
    """A sheet of 200 MB in a file of 200 KB."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return buffer.getvalue()


def entities():
    """Letters that stand for more letters that stand for more."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    begin = f'<!DOCTYPE x [<!ENTITY a0 "ha">{lines}]>'
    buffer = BytesIO()
    with (
        ZipFile(BytesIO(xlsx_file(*ROWS))) as good,
        ZipFile(buffer, "w", ZIP_DEFLATED) as packed,
    ):
        for name in good.namelist():
            text = good.read(name).decode()
            is_sheet = name.endswith("sheet1.xml")
            packed.writestr(name, begin + text.replace("Place", "&a8;") if is_sheet else text)
    return buffer.getvalue()


def packed(*names):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
TAKES_TOO_MUCH = (
    "The file takes far too much room or time when it is unpacked. Copy the rows into a new file, "
    "without empty formatted rows and columns, and send that one."
)
DAMAGED = (
    "The file is damaged and cannot be opened. Open it in your office program, save it as XLSX and "
    "send it again."
)
NO_TABLE = "This is no spreadsheet. Send an XLSX or a CSV file."
EMPTY = "The file is empty. Send one with headings and rows."


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: b"", EMPTY),
        (lambda: b"\xef\xbb\xbf \r\n\r\n", EMPTY),
        (lambda: saved(Workbook()), EMPTY),
        (
            lambda: csv_file(["Title"], ["# end, 0 rows"]),
            "The file has headings and nothing below them. Fill in a row and send it again.",
        ),
        (
            lambda: csv_file(["Farbe", "Menge"], ["rot", "3"]),
            "No headings were found. The first row must name the columns, as in the template.",
        ),
        (bomb, TAKES_TOO_MUCH),
        (entities, DAMAGED),
        (lambda: xlsx_file(*ROWS)[:-600], DAMAGED),
        (
            far_cell,
            "Cell XFD1048576 holds something far away from the table, which may have 100 columns. "
            "Delete it and send the file again.",
        ),
        (
            lambda: csv_file(["Title"], *[[f"School {n}"] for n in range(200_000)]),
            "The file has more than 2,000 rows. Split it into several files.",
        ),
        (
            lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
            "The file is protected by a password. Save it without one and send it again.",
        ),
        (
            lambda: OLE,
            "This is a file of an old Excel (.xls). Open it and save it as XLSX, then send that "
            "one.",
        ),
        (
            lambda: packed("mimetype", "content.xml"),
            "This is an OpenDocument file (.ods). Open it and save it as XLSX, then send that one.",
        ),
        (
            lambda: packed("[Content_Types].xml", "xl/workbook.bin"),
            "This is a binary Excel file (.xlsb). Open it and save it as XLSX, then send that one.",
        ),
        (lambda: packed("[Content_Types].xml", "word/document.xml"), NO_TABLE),
        (lambda: packed("a.txt"), NO_TABLE),
        (lambda: b"%PDF-1.7 ...", NO_TABLE),
        (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, NO_TABLE),
        (lambda: bytes(range(256)) * 20, NO_TABLE),
        (
            lambda: b"<html><body><table><tr><td>Title</td></tr></table></body></html>",
            "This is a web page under another name. Open it in your office program and save it as "
            "XLSX.",
        ),
        (
            lambda: b"Title;Place\r\nSchool;\x81\x8d\r\n",
            "The letters of this file cannot be read. Save it as “CSV UTF-8” or as XLSX.",
        ),
        (
            lambda: b'Title;Place\r\nSchool;Lund\r\nOther;"Ma',
            "The file ends inside row 3: it was cut off. Download or save it again.",
        ),
        (  # the cells that are missing would be cleared
            lambda: b"Title;Place;Level\r\nSchool;Lund;\r\nOther;Ma",
            "The file ends inside row 3: it was cut off. Download or save it again.",
        ),
        (
            lambda: "\ufeffTitle;Place\r\nSchool;Malmö".encode()[:-1],
            "The file ends inside row 2: it was cut off. Download or save it again.",
        ),
        (
            lambda: "\ufeffTitle;Place\r\n".encode() + b"School;Malm\xf6\r\n",
            "The letters of this file cannot be read. Save it as “CSV UTF-8” or as XLSX.",
        ),
        (lambda: b'{"practices": [{"Title": "School"}], "count": 1}', NO_TABLE),
        (
            lambda: b'Title;Place\r\n"School" one;Lund\r\n',
            "A quotation mark in row 2 does not end with its cell. Save the file anew from your "
            "office program.",
        ),
        (
            lambda: xlsx_file(*ROWS, title="One", Two=[["Title", "Place"], ["a", "b"]]),
            "Several sheets hold practices: “One”, “Two”. Keep one, or call it “Practices”.",
        ),
        (merged, "Cells are merged: A2:A3. Split them, so that each row has values of its own."),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(make, sentence):
    with pytest.raises(Unreadable) as refused:
        data_of(make())
    assert [str(each) for each in refused.value.reasons] == [sentence]
    assert refused.value.status == 400


def test_a_cell_with_megabytes_is_named():
    found = table(csv_file(["Title", "Place"], ["School", "x" * 3_000_000], ["Other", "Lund"]))
    assert [(row.number, dict(row.faults)) for row in found.rows] == [(2, {1: "long"}), (3, {})]


def test_a_last_line_of_western_letters_is_whole():
    assert cells("Title;Place\r\nSchool;Orléé".encode("windows-1252"))[1] == ["School", "Orléé"]


def test_a_file_that_is_too_large_is_not_read_at_all():
    limits = {**settings.PRACTICE_IMPORT, "megabytes": 1}
    with override_settings(PRACTICE_IMPORT=limits), pytest.raises(Unreadable) as refused:
        data_of(b"Title\r\n" + b"x" * 1_100_000)
    assert [str(each) for each in refused.value.reasons] == [
        "The file is larger than 1 MB. Split it, or leave pictures out."
    ]


def test_a_reader_that_takes_too_long_is_ended():
    limits = {**settings.PRACTICE_IMPORT, "seconds": 0.01}
    with override_settings(PRACTICE_IMPORT=limits), pytest.raises(Unreadable) as refused:
        data_of(csv_file(*ROWS))
    assert [str(each) for each in refused.value.reasons] == [TAKES_TOO_MUCH]


def test_styles_and_notes_of_a_workbook_do_not_matter():
    book = Workbook()
    book.add_named_style(NamedStyle("ours", number_format="@"))
    for row in (["Title", "Place"], ["School", "Lund"]):
        book.active.append(row)
    book.active["A2"].style = "ours"
    book.active["B2"].hyperlink = "https://a.example"
    assert cells(saved(book)) == [["Title", "Place"], ["School", "Lund"]]


def test_when_there_is_no_room_for_a_file_the_page_says_so(monkeypatch):
    def no_room(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("core.sandbox.run", no_room)
    with pytest.raises(NoRoom) as refused:
        data_of(csv_file(*ROWS))
    assert refused.value.status == 503
