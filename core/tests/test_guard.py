"""Impossible input is answered with 400 and a sentence before any view sees it."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import RequestFactory

from core import guard

FORM = guard.URLENCODED
factory = RequestFactory()


def answer(request):
    """What the guard says; a request that it lets through is answered with "seen"."""
    return guard.GuardMiddleware(lambda _request: HttpResponse("seen"))(request)


def sentence(response):
    return json.loads(response.content)["detail"]


def get(address):
    path, _, query = address.partition("?")
    return factory.get(path, query_params=None, QUERY_STRING=query, headers=JSON)


def post(body, content_type=FORM, path="/"):
    return factory.post(path, body, content_type=content_type, headers=JSON)


JSON = {"Accept": "application/json"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/?q=%00", guard.UNSTORABLE),
        ("/?%00=q", guard.UNSTORABLE),
        ("/?q=a%01b", guard.UNSTORABLE),
        ("/?q=%EF%BF%BE", guard.UNSTORABLE),
        ("/?q=%ED%A0%80", guard.ENCODING),
        ("/?q=%FF%FE", guard.ENCODING),
        ("/?q=%C0%80", guard.ENCODING),
        ("/?q=%EF%BF%BD", guard.ENCODING),
        ("/?" + "q=" + "a" * 4_000, guard.QUERY_TOO_LONG),
        ("/?year=" + "9" * 3_000, guard.NUMBER),
        ("/?region=-9999999999999999999", guard.NUMBER),
        ("/?page=0", guard.PAGE),
        ("/?page=-1", guard.PAGE),
        ("/?page=--5", guard.PAGE),
        ("/?page=-", guard.PAGE),
        ("/?page=100001", guard.PAGE),
        ("/?page=" + "9" * 18, guard.PAGE),
        ("/?page=%D9%A3", guard.PAGE),
        ("/?page=1e3", guard.PAGE),
        ("/?page=last", guard.PAGE),
        ("/?page=%201", guard.PAGE),
    ],
)
def test_an_address_that_cannot_be_meant(address, expected):
    response = answer(get(address))
    assert (response.status_code, sentence(response)) == (400, str(expected))


def test_a_path_with_nul():
    request = factory.get("/practices/x/", headers=JSON)
    request.path = "/practices/\x00/"
    assert sentence(answer(request)) == str(guard.UNSTORABLE)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?",
        "/?page=",
        "/?page=1",
        "/?page=100000",
        "/?q=%F0%9F%98%80",
        "/?q=%0A%09",
        "/?q=%zz",
        "/?q=a&q=b&theme=" + "x" * 3_000,
        "/?q=Sk%C3%A5ne+%26+Bornholm",
    ],
)
def test_an_address_that_can_be_meant(address):
    assert answer(get(address)).content == b"seen"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"title=%00", guard.UNSTORABLE),
        (b"title=a%0Bb", guard.UNSTORABLE),
        (b"title=%ED%A0%80", guard.ENCODING),
        (b"title=%FF", guard.ENCODING),
        (b"title=\xff", guard.ENCODING),
        (b"title=" + b"a" * 100_001, guard.TOO_LONG),
        (b"partner=" + b"9" * 5_000, guard.NUMBER),
        (b"partner=+" + b"9" * 19 + b"+", guard.NUMBER),
        (b"a" * 201 + b"=x", guard.TOO_LONG),
    ],
)
def test_a_form_that_no_column_could_hold(body, expected):
    response = answer(post(body))
    assert (response.status_code, sentence(response)) == (400, str(expected))


@pytest.mark.parametrize("name", ["a\x01b.pdf", "half\ufffd.pdf"])
def test_a_file_with_a_name_that_no_column_could_hold(name):
    request = factory.post("/", {"file": SimpleUploadedFile("x.pdf", b"x")}, headers=JSON)
    request.FILES["file"].__dict__["_name"] = name  # past Django's own cleaning
    assert answer(request).status_code == 400


@pytest.mark.parametrize("lines", ["one\ntwo", "one\r\ntwo", "\tone", "a" * 100_000, "Ω ≈ ç √ 😀"])
def test_a_form_that_a_column_can_hold(lines):
    assert answer(factory.post("/", {"title": lines}, headers=JSON)).content == b"seen"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"title": "\\u0000"}', guard.UNSTORABLE),
        (b'{"\\u0000": 1}', guard.UNSTORABLE),
        (b'{"title": "\\ud800"}', guard.SURROGATE),
        (b'["\\udfff"]', guard.SURROGATE),
        (b'{"value": NaN}', guard.NUMBER),
        (b'{"value": -Infinity}', guard.NUMBER),
        (b'{"value": 1e999}', guard.NUMBER),
        (b'{"value": "' + b"9" * 5_000 + b'"}', guard.NUMBER),
        (b'{"value": ' + b"9" * 5_000 + b"}", guard.NUMBER),
        (b'{"value": 1000000000000000000}', guard.NUMBER),
        (b"[" * 22 + b"]" * 22, guard.DEEP),
        (b"[" * 100_000, guard.DEEP),
        (b'{"title": ', guard.NOT_JSON),
        (b"title=x", guard.NOT_JSON),
        ('{"title": "x"}'.encode("utf-16-le"), guard.NOT_JSON),
        (b'{"title": "\xff"}', guard.ENCODING),
        (json.dumps({"title": "a" * 100_001}).encode(), guard.TOO_LONG),
    ],
)
@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("application/json", "/"),
        ("application/json; charset=utf-8", "/"),
        ("application/merge-patch+json", "/"),
        ("text/plain", "/api/v1/practices"),
        (FORM, "/api/v1/practices"),
    ],
)
def test_json_that_no_column_could_hold(body, expected, kind, path):
    response = answer(post(body, kind, path))
    assert (response.status_code, sentence(response)) == (400, str(expected))


@pytest.mark.parametrize(
    "data", [{}, [], None, {"a": [1, 2.5, True, None, "x"]}, 999_999_999_999_999_999]
)
def test_json_that_a_column_can_hold(data):
    assert answer(post(json.dumps(data), "application/json")).content == b"seen"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_every_method_that_writes_is_guarded(method):
    send = getattr(factory, method)
    response = answer(send("/", b'["\\u0000"]', content_type="application/json", headers=JSON))
    assert sentence(response) == str(guard.UNSTORABLE)


def test_a_page_for_people_holds_the_sentence():
    response = answer(factory.get("/", {"q": "\x00"}))
    assert str(guard.UNSTORABLE) in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_data_that_nobody_reads_is_let_through():
    request = factory.generic("POST", "/", BytesIO(b"\x00").read(), "application/octet-stream")
    assert answer(request).content == b"seen"
