"""The outbox: one letter, one line of subject, whatever a form brought into it."""

import pytest
from django.db import transaction

from core.mail import post, register_check, send
from core.models import Mail

pytestmark = pytest.mark.django_db


def test_a_subject_is_one_line(outbox):
    with transaction.atomic():
        post(to="a@example.org", subject="Visit\r\nBcc: b@example.org\tnow", body="Come.")

    (letter,) = outbox()

    assert letter.subject == "Visit Bcc: b@example.org now"
    assert letter.recipients() == ["a@example.org"]


def test_an_account_that_was_closed_gets_no_letter(outbox, member, colleague):
    with transaction.atomic():
        for person in (member.user, colleague.user):
            post(to=person.email, subject="Visit", body="Come.", person=person.pk)
    member.user.is_active = False
    member.user.save()

    assert [letter.to for letter in outbox()] == [[colleague.user.email]]
    assert [letter.to for letter in Mail.objects.all()] == [colleague.user.email]


def test_who_knows_is_asked_before_a_letter_goes(outbox, member):
    asked = []
    register_check("test.even", lambda letter: asked.append(letter) or letter.about["n"] % 2 == 0)
    with transaction.atomic():
        for n in (1, 2):
            post(to="a@example.org", subject=f"{n}", body=".", check="test.even", about={"n": n})
    assert asked == []

    assert [letter.subject for letter in outbox()] == ["2"]
    assert not Mail.objects.filter(subject="1").exists()


def test_a_letter_that_nobody_can_judge_stays(outbox):
    with transaction.atomic():
        letter = post(to="a@example.org", subject="?", body=".", check="test.unknown")
    with pytest.raises(KeyError):
        send(letter.pk)
    assert Mail.objects.get().sent_at is None
