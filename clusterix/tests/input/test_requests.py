"""Whole requests that are wrong: hosts, bodies, uploads, methods."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clusterix.testing.forms import read_form
from practices.models import Practice

MULTIPART = "multipart/form-data; boundary=x"
NEW = "/practices/new/"


@pytest.fixture
def careless(member):
    """A member whose faults are answered instead of raised."""
    member.raise_request_exception = False
    return member


def words(response):
    return response.content.decode()


@pytest.mark.parametrize(
    "host",
    ["evil.example", "testserver/x", "a b", "[::1", "testserver,evil", "é"],
)
def test_a_foreign_host_is_refused_without_repeating_it(visitor, host):
    visitor.raise_request_exception = False
    response = visitor.get("/", headers={"Host": host})
    assert response.status_code == 400
    assert len(words(response).split()) > 5
    assert "evil" not in words(response)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--x\r\nContent-Disposition: form-data; name=", MULTIPART),
        (b"--x\r\n\r\nx", "multipart/form-data"),
        (b"x" * 100, "multipart/form-data; boundary=" + "y" * 300),
        (b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\xff\r\n--x--', MULTIPART),
        (b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\x00\r\n--x--', MULTIPART),
        (b"title=%E4", "application/x-www-form-urlencoded; charset=latin-1"),
        (b"title=x", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"&".join(b"f%d=1" % number for number in range(1_100)), None),
        (b"title=" + b"x" * 2_700_000, None),
    ],
)
def test_a_body_that_cannot_be_read(careless, body, kind):
    kind = kind or "application/x-www-form-urlencoded"
    response = careless.generic("POST", NEW, body, content_type=kind)
    assert response.status_code in {400, 413}
    assert len(words(response).split()) > 5
    assert Practice.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["", "a" * 300 + ".pdf", "../../etc/passwd", "a\x00b.pdf", "\u202efdp.exe", "é" * 200]
)
def test_a_file_that_nobody_asked_for(careless, name):
    form = read_form(words(careless.get(NEW)), having="title")
    upload = SimpleUploadedFile("x", b"x", content_type="text/plain")
    upload.__dict__["_name"] = name
    response = careless.post(NEW, form | {"title": ["A title"], "file": upload})
    assert response.status_code < 500


def test_too_many_files(careless):
    form = {f"file{number}": SimpleUploadedFile("a.txt", b"x") for number in range(25)}
    response = careless.post(NEW, form | {"title": "A title"})
    assert response.status_code == 400
    assert len(words(response).split()) > 5
    assert Practice.objects.count() == 0


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "x"])
@pytest.mark.parametrize("path", ["/", NEW, "/practices/", "/livez"])
def test_methods_that_no_page_knows(careless, method, path):
    response = careless.generic(method, path)
    assert response.status_code in {403, 404, 405}


def test_a_form_from_another_page_is_refused_with_a_sentence(small, member):
    client = Client(enforce_csrf_checks=True)
    client.cookies = member.cookies
    response = client.post(NEW, {"title": "A title"})
    assert response.status_code == 403
    assert "This form was open too long or came from another page." in words(response)
    assert Practice.objects.count() == 0


@pytest.mark.parametrize("value", ["x" * 5_000, "../../etc/passwd", "'; --", "é"])
def test_a_session_that_never_was(visitor, value):
    visitor.cookies[settings.SESSION_COOKIE_NAME] = value
    assert visitor.get("/practices/").status_code == 200


@pytest.mark.parametrize("language", ["x" * 5_000, "de;q=nan", "*", "en-\xff"])
def test_a_language_that_nobody_speaks(visitor, language):
    assert visitor.get("/practices/", headers={"Accept-Language": language}).status_code == 200


@pytest.mark.parametrize("key", ["x" * 65, "é", "a b", "'"])
def test_an_idempotency_key_that_is_odd(careless, key):
    form = read_form(words(careless.get(NEW)), having="title") | {"title": ["A title"]}
    response = careless.post(NEW, form | {"idempotency_key": [key]})
    assert response.status_code == (400 if len(key) > 64 else 302)
