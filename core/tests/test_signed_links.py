"""Signed links: what opens one, what does not, and where its secret must not appear."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import Signer
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from core import clock
from core.signed_links import LinkClosed, SignedLink, WithoutTokens, page_of_link

MADE = datetime(2026, 5, 4, 10, 0, 0, 700_000, tzinfo=UTC)
DAYS = timedelta(days=30)


def make(**changes):
    given = {"purpose": "entry", "object_id": "12:3", "recipient_id": 7, "valid_for": DAYS}
    with clock.at(MADE):
        return SignedLink.make(**given | changes)


def read(token, purpose="entry", after=timedelta(0)):
    with clock.at(MADE + after):
        return SignedLink.read(token, purpose)


def test_a_link_says_what_it_was_made_for():
    assert read(make().token) == SignedLink(
        purpose="entry",
        object_id="12:3",
        recipient_id=7,
        made_at=datetime(2026, 5, 4, 10, tzinfo=UTC),
        expires_at=datetime(2026, 6, 3, 10, tzinfo=UTC),
    )


@pytest.mark.parametrize("token", ["", "x", "a.b", ".", "é", "0" * 500])
def test_what_was_not_made_here_opens_nothing(token):
    with pytest.raises(LinkClosed):
        read(token)


def test_each_letter_of_a_token_counts():
    token = make().token
    for place in range(len(token)):
        other = "A" if token[place] != "A" else "B"
        with pytest.raises(LinkClosed):
            read(token[:place] + other + token[place + 1 :])


def test_a_link_of_one_purpose_opens_no_other():
    with pytest.raises(LinkClosed):
        read(make().token, purpose="still-true")


def test_a_link_ends_with_its_day():
    token = make().token
    assert read(token, after=DAYS - timedelta(seconds=1)).object_id == "12:3"
    with pytest.raises(LinkClosed):
        read(token, after=DAYS)


def test_another_instance_makes_other_links():
    with override_settings(SECRET_KEY="another-key-of-another-instance-with-enough-letters-in-it"):
        token = make().token
    with pytest.raises(LinkClosed):
        read(token)


@pytest.mark.parametrize("content", [[], ["1"], "text", {"a": 1}, ["1", 2, None, "x"]])
def test_signed_content_of_another_shape_opens_nothing(content):
    token = Signer(salt="core.signed_links.entry", sep=".").sign_object(content)
    with pytest.raises(LinkClosed):
        read(token)


def answer(view):
    return page_of_link(view)(RequestFactory().get("/"))


def closed(request):
    raise LinkClosed


@pytest.mark.parametrize(("view", "status"), [(lambda _r: HttpResponse("x"), 200), (closed, 404)])
def test_nobody_keeps_the_page_of_a_link(view, status):
    response = answer(view)
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Referrer-Policy"] == "strict-origin"


def test_a_closed_link_says_what_to_do():
    assert "Look for a newer letter, or sign in and answer there." in (
        answer(closed).content.decode()
    )


@pytest.mark.parametrize(
    "address",
    [
        f"/practices/confirm/{make().token}/",
        "/rate/0123456789abcdef0123456789abcdef01234567/",
        "/invitation/q8sN3hC5vJ1rT0xZ7wYbLkM2pDfG4eAoUiQtRzXcVnB/",
    ],
)
def test_the_log_keeps_no_secret(address):
    record = logging.LogRecord("x", 30, "f", 1, "%s: %s", ("Not Found", address), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == f"Not Found: {address.rsplit('/', 2)[0]}/[secret]/"


def test_the_log_keeps_slugs():
    line = "Not Found: /practices/national-cluster-programme-for-small-and-medium-firms-2/edit/"
    record = logging.LogRecord("x", 30, "f", 1, line, None, None)
    WithoutTokens().filter(record)
    assert record.getMessage() == line


def test_the_log_of_the_product_is_filtered(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_tokens"]
