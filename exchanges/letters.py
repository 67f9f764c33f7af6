"""Letters about a meeting: invited, changed, cancelled; with the entry for one's calendar."""

from collections.abc import Callable, Iterable
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core import clock
from core.links import absolute
from core.mail import post, register_check
from core.models import Mail
from core.ui.dates import days
from exchanges.calendar import address_of, description_of, invitation
from exchanges.models import Exchange, Participation, ParticipationState
from exchanges.querysets import TAKING_PART
from exchanges.rules import letters_to
from regions.models import Membership

ON_LIST: Final = "exchanges.on_list"
# What makes a calendar's entry wrong when it changes, for everybody or for who has said yes.
WHEN_AND_WHERE: Final = frozenset(
    {"starts_on", "ends_on", "starts_at", "ends_at", "timezone", "place", "form"}
)
LINK: Final = "online_link"


def tell_invited(person: Participation, exchange: Exchange) -> None:
    """Ask somebody whether they come; a guest only if there is an address."""
    if exchange.ends_on < clock.today() or exchange.cancelled_at:
        return
    with _language_of(person):
        url = absolute(exchange.get_absolute_url())
        body = _("Say whether you come:\n%(url)s\n") % {"url": url}
        if person.user is None:
            when = days(exchange.starts_on, exchange.ends_on)
            words = {"when": when, "how": description_of(exchange, person)}
            body = _("You are on the list, for %(when)s.\n\n%(how)s\n") % words
        subject = _("You are invited: %(title)s") % {"title": exchange.title}
        _post(person, exchange, "invited", subject, body)


def tell_changed(exchange: Exchange, changed: Iterable[str]) -> None:
    """Tell when date or place are others: everybody; when only the link is: who comes."""
    names = set(changed)
    people = _people(exchange)
    if not names & WHEN_AND_WHERE:
        people = [each for each in people if each.state == ParticipationState.ACCEPTED]
    for person in people:
        with _language_of(person):
            subject = _("Changed: %(title)s") % {"title": exchange.title}
            body = _("Date, place or link are others now:\n%(url)s\n")
            url = absolute(exchange.get_absolute_url())
            _post(person, exchange, "changed", subject, body % {"url": url})


def tell_cancelled(exchange: Exchange) -> None:
    """Tell everybody on the list, and take it out of their calendars."""
    for person in _people(exchange):
        with _language_of(person):
            subject = _("Cancelled: %(title)s") % {"title": exchange.title}
            body = _("This meeting does not take place.\n")
            _post(person, exchange, "cancelled", subject, body)


def tell_again(
    exchange: Exchange,
    people: Iterable[Participation],
    what: str,
    words: Callable[[], tuple[str, str]],
) -> None:
    """Send people the entry for their calendar anew, with what an upper room says about it."""
    for person in people:
        with _language_of(person):
            subject, body = words()
            _post(person, exchange, what, subject, body)


def send_link(person: Participation, exchange: Exchange) -> None:
    """Who says yes to a meeting with a link gets it into the calendar."""
    with _language_of(person):
        subject = _("How to join: %(title)s") % {"title": exchange.title}
        body = _("You take part. The link to join online is in the calendar entry.\n")
        _post(person, exchange, "link", subject, body)


def _people(exchange: Exchange) -> list[Participation]:
    listed = Participation.objects.all_of(exchange).taking_part().with_people()
    return list(listed) if exchange.ends_on >= clock.today() else []


def _language_of(person: Participation) -> override:
    """That of the account; a guest reads what the one who writes does."""
    return override(person.user.language if person.user else get_language())


def _post(person: Participation, exchange: Exchange, what: str, subject: str, body: str) -> None:
    address = address_of(person)
    if not address:
        return
    beginning = letters_to(person) if person.user is None else f"<place-{person.pk}-"
    post(
        to=address,
        person=person.user_id,
        check=ON_LIST,
        about={"participation": person.pk},
        subject=subject,
        body=body,
        calendar=invitation(exchange, person, clock.now()),
        message_id=f"{beginning}{what}-{exchange.sequence}-{uuid4().hex}@{settings.MAIL_DOMAIN}>",
    )


def is_on_list(letter: Mail) -> bool:
    """For who is still asked or comes, and still acts for the partner."""
    found = Participation.objects.filter(
        pk=letter.about.get("participation"), state__in=TAKING_PART
    ).first()
    if found is None or found.user_id is None:
        return found is not None and found.email == letter.to
    return Membership.objects.active().filter(user=found.user_id).exists()


def register() -> None:
    """Called when the apps are ready."""
    register_check(ON_LIST, is_on_list)
