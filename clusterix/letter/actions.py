"""Writes the weekly letter, once per person and week; and stops it."""

from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from clusterix.letter.content import Letter, by_way_of_login
from clusterix.letter.outgoing import CHECK, told_in
from clusterix.letter.week import Week
from core import clock, jobs
from core.audit import action, record
from core.links import absolute
from core.mail import post
from core.models import Mail
from core.signed_links import SignedLink
from practices.models import SavedSearch
from regions.reader import Reader

NAME: Final = "weekly_letter"
STOP: Final = "stop_weekly_letter"
VALID_FOR: Final = timedelta(days=400)  # a letter of last year can still be stopped


def begin() -> None:
    """On Monday from seven on: one job per person who wants the letter and has none yet."""
    week = Week.due_at(clock.now())
    if week is None:
        return
    with transaction.atomic():
        people = User.people.active().filter(wants_digest=True, erased_at__isnull=True)
        jobs.defer_each(NAME, people.order_by("pk").values_list("pk", flat=True), str(week))


def write(person_id: int, written: str) -> Mail | None:
    """The letter of one person and week, if something is new for them and it was not written yet.

    Two workers come one after the other; a killed one leaves either everything or nothing.
    """
    week = Week.read(written)
    with transaction.atomic():
        people = User.people.active().filter(wants_digest=True, erased_at__isnull=True)
        person = people.select_for_update().filter(pk=person_id).first()
        if person is None or Mail.objects.filter(message_id=id_of(person, week)).exists():
            return None
        reader = Reader.for_user(person.pk, is_admin=person.is_admin)
        with translation.override(person.language):
            letter = Letter.of(reader, week)
            if letter.is_empty:
                return None
            return post_letter(person=person, letter=letter, week=week, by=Reader.system())


@action
def post_letter(*, person: User, letter: Letter, week: Week, by: Reader) -> Mail:
    """Put it into the outbox; its practices are not new to the person's searches any more."""
    stop = absolute(reverse("letter_stop", args=[stopping_token(person)]))
    mail = post(
        to=person.email,
        subject=letter.subject,
        body=render_to_string("letter/letter.txt", _context(person, letter, stop)),
        message_id=id_of(person, week),
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",  # no answer from who is on holiday
        },
        person=person.pk,
        check=CHECK,
        about=told_in(letter, week),
    )
    told = SavedSearch.objects.filter(user=person, sends_mail=True, told_until__lt=week.until)
    told.update(told_until=week.until)
    record(by=by, verb="letter.written", obj=person, changes={"week": str(week)})
    return mail


def id_of(person: User, week: Week) -> str:
    """The same letter has the same id, whoever writes it."""
    return f"<letter-{week}-{person.pk}@{settings.MAIL_DOMAIN}>"


def stopping_token(person: User) -> str:
    """Bearer of it may stop the letter of this person, and nothing else."""
    link = SignedLink.make(
        purpose=STOP, object_id=person.pk, recipient_id=person.pk, valid_for=VALID_FOR
    )
    return link.token


def _context(person: User, letter: Letter, stop: str) -> dict[str, Any]:
    return {
        "person": person,
        "letter": letter,
        "found": [
            (each, _list(each.search), [_public(p) for p in each.practices])
            for each in letter.found
        ],
        "said": [
            (
                each.practice,
                [(who, c, by_way_of_login(c.get_absolute_url())) for who, c in each.comments],
            )
            for each in letter.said
        ],
        "notices": [(each, by_way_of_login(each.url)) for each in letter.notices],
        "steps": [(each, by_way_of_login(each.url)) for each in letter.steps],
        "all_notices": by_way_of_login(reverse("notice_list")),
        "home": by_way_of_login(reverse("home")),
        "profile": by_way_of_login(reverse("profile")),
        "stop": stop,
    }


def _public(practice: Any) -> tuple[str, str]:
    return practice.title, absolute(practice.get_absolute_url())


def _list(search: SavedSearch) -> str:
    query = f"?{search.query}" if search.query else ""
    return absolute(f"{reverse('practice_list')}{query}")
