"""/letter/stop/<token>/: GET asks, POST stops at once, without login and CSRF (RFC 8058)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from clusterix.letter.actions import stopping_token
from core import clock
from core.models import Activity
from core.signed_links import SignedLink


@pytest.fixture
def url(member):
    return reverse("letter_stop", args=[stopping_token(member.user)])


@pytest.fixture
def mail_program(small):
    """It sends no cookie and no token, only what the header says."""
    program = Client(enforce_csrf_checks=True)
    return lambda url: program.post(url, {"List-Unsubscribe": "One-Click"})


def wants(persona):
    persona.user.refresh_from_db()
    return persona.user.wants_digest


def test_one_click_stops_at_once(url, member, mail_program):
    answer = mail_program(url)
    assert answer.status_code == 200
    assert "You get no weekly letter any more" in answer.content.decode()
    assert wants(member) is False
    line = Activity.objects.get(verb="account.letters_stopped")
    assert line.changes == {"link": "stop_weekly_letter", "link_sent_to": member.user.pk}
    assert line.actor is None
    assert mail_program(url).status_code == 200
    assert Activity.objects.filter(verb="account.letters_stopped").count() == 1


def test_opening_the_page_changes_nothing(url, member, visitor):
    page = visitor.get(url)
    assert page.status_code == 200
    assert "Stop the weekly letter?" in page.content.decode()
    assert member.user.email not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert wants(member) is True
    assert "You get no weekly letter any more" in visitor.post(url).content.decode()
    assert "You get no weekly letter any more" in visitor.get(url).content.decode()


def test_it_stops_the_letter_of_its_person_alone(url, member, colleague, visitor):
    colleague.post(url)
    assert [wants(member), wants(colleague)] == [False, True]


@pytest.mark.rights("LK01")
def test_other_links_do_nothing(url, member, mail_program):
    other = SignedLink.make(
        purpose="something_else",
        object_id=member.user.pk,
        recipient_id=member.user.pk,
        valid_for=timedelta(days=1),
    )
    for token in ("x", url.rstrip("/").rpartition("/")[2] + "x", other.token):
        assert mail_program(reverse("letter_stop", args=[token])).status_code == 404
    with clock.at(clock.now() + timedelta(days=401)):
        assert mail_program(url).status_code == 404
    assert wants(member) is True


def test_of_a_closed_account_there_is_no_page(url, member, mail_program):
    member.user.is_active = False
    member.user.save()
    assert mail_program(url).status_code == 404


def test_the_switch_stands_in_the_account_too(member):
    form = {"name": "Eva", "language": "en"}
    assert "Send me the weekly letter" in member.get("/accounts/profile/").content.decode()
    member.post("/accounts/profile/", form)
    assert wants(member) is False
    member.post("/accounts/profile/", form | {"wants_digest": "on"})
    assert wants(member) is True
