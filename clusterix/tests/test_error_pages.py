"""Each error page says what happened, what is safe and what to do; none needs the database."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from clusterix.views import server_error
from core.contexts import request_id
from core.errors import Gone, NotAllowed, NotNow, Stale
from core.refusals import refusal_response


def words(html):
    main = html.split('<main id="main">')[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize(
    ("template", "heading"),
    [
        ("400.html", "This address cannot be read"),
        ("403.html", "You cannot do this"),
        ("404.html", "There is nothing at this address"),
        ("410.html", "This page was taken down"),
        ("429.html", "Too many attempts"),
        ("500.html", "Something broke on our side"),
        ("not_set_up.html", "This place is not set up yet"),
        ("refused.html", "This cannot be done now"),
    ],
)
def test_pages_render_without_database_and_request(template, heading):
    html = render_to_string(template)
    assert re.findall(r"<h1>(.*?)</h1>", html) == [heading]
    assert f"<title>{heading} – Clusterix</title>" in html
    assert 'class="oops panel narrow"' in html


@pytest.mark.parametrize(
    ("method", "path", "sentence"),
    [
        ("get", "/notices/1/", "This address takes only what a form sends."),
        ("post", "/practices/", "This address can only be looked at"),
    ],
)
def test_the_other_way_round_is_said_in_words(member, method, path, sentence):
    answer = getattr(member, method)(path)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == {"get": "POST", "post": "GET, HEAD"}[method]
    assert sentence in words(answer.content.decode())
    assert "This address is not a page" in words(answer.content.decode())


def test_404_does_not_say_whether_something_is_there(visitor):
    answer = visitor.get("/nowhere/")
    assert answer.status_code == 404
    assert words(answer.content.decode()) == (
        "404 There is nothing at this address Perhaps the address has a typing error, or the page "
        "is not for you to see. We do not say which. Search good practices Sign in to see more "
        "Go to the start page"
    )


def test_404_of_a_member_leads_to_their_start_page(member):
    assert "Go to your start page" in words(member.get("/nowhere/").content.decode())


@pytest.mark.parametrize(
    ("refusal", "status", "heading"),
    [
        (NotAllowed("Only the lead of Skåne can do this."), 403, "You can read this, but not"),
        (NotNow("The round is open."), 409, "This cannot be done now"),
        (Stale(), 412, "There are two versions now"),
        (Gone(), 410, "This page was taken down"),
    ],
)
def test_a_refusal_says_its_sentences(refusal, status, heading):
    answer = refusal_response(RequestFactory().get("/"), refusal)
    html = answer.content.decode()
    assert answer.status_code == status
    assert words(html).startswith(f"{status} {heading}")
    assert all(f"<p>{reason}</p>" in html for reason in map(str, refusal.reasons))
    assert ("Nothing was changed." in html) is (status != 410)


def test_reasons_of_a_refusal_are_escaped():
    answer = refusal_response(RequestFactory().get("/"), NotNow("<b>", "Second."))
    assert "<p>&lt;b&gt;</p><p>Second.</p>" in answer.content.decode()


def test_a_fault_has_a_number_and_a_way_to_try_again(frozen):
    token = request_id.set("7f3a22c9-0000-4000-8000-000000000000")
    try:
        answer = server_error(RequestFactory().get("/practices/?q=<b>"))
    finally:
        request_id.reset(token)
    assert answer.status_code == 500
    html = answer.content.decode()
    assert '<a class="btn btn-main" href="/practices/?q=%3Cb%3E">Try again</a>' in html
    assert "Number 7F3A-22C9, 4 May 2026, 12:00" in html


def test_a_fault_while_sending_is_not_sent_again_by_a_link():
    html = server_error(RequestFactory().post("/practices/new/")).content.decode()
    assert "Try again<" not in html
    assert words(html).startswith("500 Something broke on our side Nothing was half saved")


def test_an_empty_instance_says_so(client, db):
    answer = client.get("/practices/")
    assert answer.status_code == 503
    assert words(answer.content.decode()).startswith("This place is not set up yet")
