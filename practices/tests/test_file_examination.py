"""A file is what its content says; what cannot be taken is refused with a sentence."""

import json
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from practices.documents import pictures
from practices.documents.limits import LIMITS, Unreadable
from practices.documents.reading import read_all, read_one
from practices.tests.files import (
    WORD,
    WORD_MACRO,
    archive,
    office,
    open_document,
    pdf,
    picture,
    upload,
)

SHEET = WORD.replace("wordprocessingml.document", "spreadsheetml.sheet")
SLIDES = WORD.replace("wordprocessingml.document", "presentationml.presentation")
ODT = "application/vnd.oasis.opendocument.text"
POSSIBLE = "Possible are PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, TXT, CSV, PNG, JPEG, WebP, GIF."


def refusal(content, name):
    with pytest.raises(Unreadable) as caught:
        read_one(upload(content, name))
    return [str(each) for each in caught.value.reasons]


def shown(file):
    return Image.open(BytesIO(file.content))


@pytest.mark.parametrize(
    ("content", "name", "kept_as", "content_type"),
    [
        (pdf(), "report.exe", "report.pdf", "application/pdf"),
        (office(), "Brief.docx", "Brief.docx", WORD),
        (office(SHEET), "table.pdf", "table.xlsx", SHEET),
        (office(SLIDES), "talk", "talk.pptx", SLIDES),
        (open_document(), "letter.odt", "letter.odt", ODT),
        ("Ä".encode(), "note.txt", "note.txt", "text/plain; charset=utf-8"),
        ("a;Ä".encode("cp1252"), "t.csv", "t.csv", "text/csv; charset=windows-1252"),
        ("a;Ä".encode("utf-16"), "t.csv", "t.csv", "text/csv; charset=utf-16"),
        (picture("PNG"), "plan.png", "plan.webp", "image/webp"),
        (picture("GIF"), "plan.gif", "plan.webp", "image/webp"),
        (picture("JPEG"), "photo.png", "photo.jpg", "image/jpeg"),
        (picture("WEBP"), "photo.webp", "photo.webp", "image/webp"),
    ],
)
def test_what_can_be_taken(content, name, kept_as, content_type):
    file = read_one(upload(content, name))
    assert (file.name, file.columns["content_type"]) == (kept_as, content_type)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.pdf", "“a.pdf” is empty. Look at the file and choose it again."),
        (
            b"<html><script>alert(1)</script>",
            "bill.pdf",
            f"“bill.pdf” cannot be added: its content looks like HTML. {POSSIBLE}",
        ),
        (
            b"MZ\x90\x00" + bytes(200),
            "photo.jpg",
            f"“photo.jpg” cannot be added: its content looks like EXE. {POSSIBLE}",
        ),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "logo.svg",
            f"“logo.svg” cannot be added. {POSSIBLE}",
        ),
        (b"#!/bin/sh\nrm -r /", "run.txt", f"“run.txt” cannot be added. {POSSIBLE}"),
        (b"hello <script>", "a.csv", f"“a.csv” cannot be added. {POSSIBLE}"),
        (b"plain words", "run.bat", f"“run.bat” cannot be added. {POSSIBLE}"),
        (b"a\x00b", "a.txt", f"“a.txt” cannot be added. {POSSIBLE}"),
        (archive({"x.exe": "MZ"}), "x.zip", f"“x.zip” cannot be added. {POSSIBLE}"),
        (open_document("formula"), "f.odf", f"“f.odf” cannot be added. {POSSIBLE}"),
    ],
)
def test_what_cannot_be_taken(content, name, sentence):
    assert refusal(content, name) == [sentence]


MACROS = (
    "“%s” holds macros, which are small programs. Save it without them, for example as DOCX, "
    "XLSX, PPTX or PDF."
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (office(WORD_MACRO), "a.docx"),
        (office(extra={"word/vbaProject.bin": b"x"}), "a.docx"),
        (office(extra={"word/activeX/activeX1.bin": b"x"}), "a.docx"),
        (open_document(extra={"Basic/Standard/Module1.xml": b"x"}), "a.odt"),
    ],
)
def test_macros_are_refused_whatever_the_name(content, name):
    assert refusal(content, name) == [MACROS % name]


BOMB = (
    "“a.docx” would become far larger when somebody opens it, so it cannot be added. "
    "Save it as PDF."
)


@pytest.mark.parametrize(
    "parts",
    [
        {"word/media/zeros.bin": bytes(5_000_000)},
        {f"{number}.xml": "" for number in range(10_001)},
    ],
)
def test_an_archive_that_would_fill_the_disk(parts):
    assert refusal(office(extra=parts), "a.docx") == [BOMB]


def test_old_and_encrypted_office_files():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    assert refusal(ole, "a.doc") == [
        "“a.doc” is in an old Office format. Save it as DOCX, XLSX, PPTX or PDF."
    ]
    locked = ole + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked, "a.docx") == [
        "“a.docx” is protected by a password, so nobody here could open it. "
        "Save it without a password."
    ]


DAMAGED = "“%s” is damaged or not complete. Open it, save it again, and add it once more."


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (picture("JPEG", (300, 200))[:500], "a.jpg"),
        (picture("PNG", (300, 200))[:60], "a.png"),
        (b"\x89PNG\r\n\x1a\n" + b"<html>", "a.png"),
        (b"%PDF-1.4\n cut off", "a.pdf"),
        (office()[:-30], "a.docx"),
        (archive({"[Content_Types].xml": "<not xml"}), "a.docx"),
        (archive({"[Content_Types].xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "a.docx"),
    ],
)
def test_damaged_files(content, name):
    assert refusal(content, name) == [DAMAGED % name]


def test_a_picture_that_would_fill_the_memory():
    bomb = picture("PNG", (12_000, 12_000), mode="1", colour=0)
    assert len(bomb) < 25_000
    assert refusal(bomb, "sky.png") == [
        "“sky.png” has too many pixels. A picture can have 50 million. Make it smaller."
    ]


def test_a_picture_that_takes_more_memory_than_there_is(monkeypatch):
    monkeypatch.setitem(LIMITS, "megabytes", 150)
    large = picture("PNG", (7_000, 7_000))
    assert refusal(large, "sky.png") == [
        "“sky.png” takes too much time or memory to read. Make it smaller."
    ]


def test_two_renditions_of_a_large_picture():
    file = read_one(upload(picture("JPEG", (3000, 1500)), "a.jpg"))
    small = Image.open(BytesIO(file.small))
    assert (shown(file).size, small.size, small.format) == ((2000, 1000), (640, 320), "WEBP")
    assert (file.columns["width"], file.columns["height"]) == (2000, 1000)


def test_a_small_picture_has_one():
    assert read_one(upload(picture("PNG", (640, 10)), "a.png")).small is None


def test_nothing_of_the_foreign_file_is_kept_but_what_one_sees():
    image = Image.new("RGB", (30, 20), "red")
    notes = image.getexif()
    notes[0x0112] = 6  # lies on its side
    notes[0x010F] = "Camera of somebody"
    notes.get_ifd(0x8825)[1] = "N"
    file = BytesIO()
    image.save(file, "JPEG", exif=notes, comment=b"Somebody was here")
    found = read_one(upload(file.getvalue() + b"<script>alert(1)</script>", "a.jpg"))
    assert dict(shown(found).getexif()) == {}
    assert shown(found).size == (20, 30)
    assert not any(each in found.content for each in (b"Camera", b"Somebody", b"script"))


@pytest.mark.parametrize(
    ("mode", "format_", "colour", "expected"),
    [
        ("CMYK", "JPEG", (0, 255, 255, 0), (254, 0, 0)),
        ("I;16", "PNG", 0x8000, (128, 128, 128)),
        ("1", "PNG", 1, (255, 255, 255)),
        ("LA", "PNG", (90, 120), (90, 90, 90, 120)),
        ("P", "GIF", 0, (0, 0, 0)),
    ],
)
def test_colours_stay(mode, format_, colour, expected):
    content = picture(format_, mode=mode, colour=colour)
    assert shown(read_one(upload(content, "a"))).getpixel((3, 3)) == expected


def test_a_profile_becomes_srgb_and_a_damaged_one_is_none():
    swapped = ImageCms.createProfile("LAB")
    damaged = picture("PNG", colour=(10, 200, 30), icc_profile=b"nonsense" * 20)
    of_other_colours = picture(
        "PNG", colour=(10, 200, 30), icc_profile=ImageCms.ImageCmsProfile(swapped).tobytes()
    )
    for content in (damaged, of_other_colours):
        assert shown(read_one(upload(content, "a.png"))).getpixel((3, 3)) == (10, 200, 30)


def test_of_an_animation_the_first_picture():
    frames = [Image.new("RGB", (30, 20), each) for each in ("red", "blue")]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    found = read_one(upload(file.getvalue(), "a.gif"))
    assert (found.moves, shown(found).getpixel((3, 3))) == (True, (255, 0, 0))


def test_all_or_none():
    with pytest.raises(Unreadable) as caught:
        read_all([upload(pdf(), "a.pdf"), upload(b"", "b.pdf"), upload(b"", "c.pdf")])
    assert [str(each)[:7] for each in caught.value.reasons] == ["“b.pdf”", "“c.pdf”"]


def test_a_kind_that_this_instance_does_not_take(settings):
    settings.DOCUMENT_KINDS = ["pdf"]
    assert refusal(picture(), "a.png") == ["“a.png” cannot be added. Possible are PDF."]


def test_more_than_20_megabytes():
    large = pdf() + bytes(30_000_000)
    assert refusal(large, "a.pdf") == ["“a.pdf” has 30 MB. A file can have 20 MB."]


def test_no_format_but_ours_is_opened():
    assert pictures.format_of(b"II*\x00") == ()  # TIFF
    assert json.dumps(pictures.format_of(b"RIFF\x00\x00\x00\x00WAVE")) == "[]"
