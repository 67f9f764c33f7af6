"""Mail: a row and its job are written with their cause, and sent after the commit.

Between the two, minutes or a night may pass. Whether a letter may still go is asked when it goes.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from email.message import MIMEPart
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction

from core import clock
from core.jobs import defer
from core.models import Mail

log = logging.getLogger(__name__)
_checks: dict[str, Callable[[Mail], bool]] = {}
_is_story: ContextVar[bool] = ContextVar("mail_is_story", default=False)


@contextmanager
def nothing_sent() -> Iterator[None]:
    """Let letters count as sent when written: a told story writes to nobody."""
    token = _is_story.set(True)
    try:
        yield
    finally:
        _is_story.reset(token)


def register_check(name: str, may_go: Callable[[Mail], bool]) -> None:
    """Say who knows whether a letter of this kind may still go; called when the apps are ready."""
    _checks[name] = may_go


def post(
    *,
    to: str,
    subject: str,
    body: str,
    message_id: str = "",
    headers: Mapping[str, str] | None = None,
    person: int | None = None,
    check: str = "",
    about: Mapping[str, Any] | None = None,
    calendar: str = "",
) -> Mail:
    """Put one letter into the outbox, in the caller's transaction; a worker sends it.

    `person` is whose account it goes to: once that is closed, the letter does not go. A letter that
    tells what not everybody may read names its `check` as well, which is asked before it goes, with
    what the letter is `about` (ids, no words): rights may have ended since.

    `calendar` is a meeting as iCalendar; it goes along as a file.

    `message_id` makes a letter unique (a reminder of one week, say); a second one with the same
    id is not written again and the first is returned.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A letter needs the transaction of its cause.")
    subject = " ".join(subject.split())  # titles come from forms; a header has one line
    unique = message_id or f"<{uuid4()}@{settings.MAIL_DOMAIN}>"
    sent_at = clock.now() if _is_story.get() else None
    mail, created = Mail.objects.get_or_create(
        message_id=unique,
        defaults={
            "to": to,
            "subject": subject[:200],
            "body": body,
            "headers": dict(headers or {}),
            "calendar": calendar,
            "person_id": person,
            "check_name": check,
            "about": dict(about or {}),
            "sent_at": sent_at,
        },
    )
    if created and not sent_at:
        defer("send_mail", mail_id=mail.pk)
    return mail


def send(mail_id: int) -> None:
    """Send one letter of the outbox; one already sent, or erased with its reader, is left alone.

    One that may not go any more is removed: nobody should find its words later.
    """
    with transaction.atomic():
        mail = Mail.objects.select_for_update().filter(pk=mail_id, sent_at__isnull=True).first()
        if mail is None:
            return
        if not _may_go(mail):
            log.debug("Letter %s was not sent: its reader may not read it any more.", mail.pk)
            mail.delete()
            return
        letter = EmailMessage(
            mail.subject,
            mail.body,
            to=[mail.to],
            headers={**mail.headers, "Message-ID": mail.message_id},
        )
        if mail.calendar:
            letter.attach(_attached(mail.calendar))
        letter.send()
        mail.sent_at = clock.now()
        mail.save(update_fields=["sent_at"])


def _attached(calendar: str) -> MIMEPart:
    """A file that calendars offer to add, change or remove, by the method it names."""
    method = next((each for each in ("CANCEL", "REQUEST") if f"METHOD:{each}" in calendar), "")
    part = MIMEPart()
    part.set_content(
        calendar,
        subtype="calendar",
        charset="utf-8",
        params={"method": method or "PUBLISH"},
        disposition="attachment",
        filename="invitation.ics",
    )
    return part


def _may_go(mail: Mail) -> bool:
    if mail.person_id:
        people = get_user_model().objects.filter(is_active=True)
        if not people.filter(pk=mail.person_id).exists():
            return False
    return not mail.check_name or _checks[mail.check_name](mail)


def forget(beginning: str) -> int:
    """Remove the letters whose ids begin so, sent or not: an address ends with its purpose."""
    letters = Mail.objects.filter(message_id__startswith=beginning)
    return letters.delete()[0]
