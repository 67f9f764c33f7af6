"""Who submits, confirms or publishes a text means the words on their page, not later ones."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from core import clock
from core.signed_links import SignedLink
from practices.actions import (
    add_documents,
    ask_partner_to_confirm,
    save_draft,
    submit,
    withdraw,
)
from practices.actions.draft import Seen
from practices.models import Practice, Revision
from practices.querysets import ENTRY_LINK
from practices.tests.files import received
from practices.tests.reading import text_of
from practices.tests.writing import make_entered, make_open, text
from practices.upkeep.confirming import LINK_IS_GOOD_FOR, link_object

CHANGED = "This text was changed after you opened the page. Read it again, then decide."


def now():
    return Revision.objects.select_related("practice__partner__region").get()


def url(act):
    return reverse(f"practice_{act}", args=[now().practice.slug])


def seen_on(page, act=""):
    """What the form of the page says was read."""
    form = re.search(rf'<form[^>]*{act}[^>]*>.*?name="seen" value="([^"]*)"', page.text, re.DOTALL)
    return {"seen": form[1]}


def change(by, **words):
    revision = now()
    seen = Seen(revision.pk, revision.edit)
    save_draft(revision=revision, manuscript=text(**words), seen=seen, by=by.reader)


@pytest.fixture
def submitted(small, member):
    draft = make_open(partner=small.home.partner, title="Cluster school", caveats="No theme fits.")
    return submit(revision=draft, by=member.reader)


@pytest.fixture
def asked(small, lead, coordinator, frozen):
    return make_entered(partner=small.home.partner, asked_at=clock.now(), title="Cluster school")


def address(user):
    link = SignedLink.make(
        purpose=ENTRY_LINK,
        object_id=link_object(now()),
        recipient_id=user.pk,
        valid_for=LINK_IS_GOOD_FOR,
    )
    return reverse("entry_by_link", args=[link.token])


@pytest.mark.rights("P11")
def test_what_the_coordinator_has_not_read_is_not_published(submitted, member, coordinator):
    read = seen_on(coordinator.get(url("review")), url("approve"))
    withdraw(revision=now(), by=member.reader)
    change(member, problem="Buy our thing.")
    submit(revision=now(), by=member.reader)
    answer = coordinator.post(url("approve"), read)
    assert (answer.status_code, CHANGED in text_of(answer)) == (412, True)
    assert "Buy our thing." in text_of(answer)
    assert not Practice.objects.published().exists()
    assert coordinator.post(url("approve"), seen_on(answer, url("approve"))).status_code == 302
    assert Practice.objects.published().get().problem == "Buy our thing."


def test_a_document_that_came_later_counts_as_well(submitted, member, coordinator):
    read = seen_on(coordinator.get(url("review")), url("approve"))
    withdraw(revision=now(), by=member.reader)
    add_documents(revision=now(), files=[received()], by=member.reader)
    submit(revision=now(), by=member.reader)
    assert coordinator.post(url("approve"), read).status_code == 412


def test_who_submits_hands_in_what_they_read(small, member, colleague):
    make_open(partner=small.home.partner, title="Cluster school", caveats="No theme fits.")
    read = seen_on(member.get(url("review")), url("submit"))
    change(colleague, problem="Half a sent")
    answer = member.post(url("submit"), read)
    assert (answer.status_code, CHANGED in text_of(answer)) == (412, True)
    assert now().state == "draft"


@pytest.mark.rights("P40")
def test_people_of_the_partner_confirm_what_they_read(asked, member, coordinator):
    read = seen_on(member.get(url("review")), url("confirm"))
    withdraw(revision=now(), by=coordinator.reader)
    change(coordinator, problem="Something else.")
    ask_partner_to_confirm(revision=now(), by=coordinator.reader)
    answer = member.post(url("confirm"), {"answer": "yes"} | read)
    assert (answer.status_code, CHANGED in text_of(answer)) == (412, True)
    assert now().waits_for_partner


@pytest.mark.rights("LK01")
def test_the_holder_of_a_link_confirms_the_documents_they_saw(
    asked, lead, coordinator, visitor, frozen
):
    here = address(lead.user)
    read = seen_on(visitor.get(here))
    withdraw(revision=now(), by=coordinator.reader)
    with clock.at(frozen + timedelta(minutes=5)):
        add_documents(revision=now(), files=[received()], by=coordinator.reader)
    ask_partner_to_confirm(revision=now(), by=coordinator.reader)
    answer = visitor.post(here, {"answer": "yes"} | read)
    assert (answer.status_code, CHANGED in text_of(answer)) == (412, True)
    assert now().waits_for_partner
    assert visitor.post(here, {"answer": "yes"} | seen_on(answer)).status_code == 302
    assert not now().waits_for_partner
