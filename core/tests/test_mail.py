"""The outbox: one letter, one line of subject, whatever a form brought into it."""

import pytest
from django.db import transaction

from core.mail import post

pytestmark = pytest.mark.django_db


def test_a_subject_is_one_line(outbox):
    with transaction.atomic():
        post(to="a@example.org", subject="Visit\r\nBcc: b@example.org\tnow", body="Come.")

    (letter,) = outbox()

    assert letter.subject == "Visit Bcc: b@example.org now"
    assert letter.recipients() == ["a@example.org"]
