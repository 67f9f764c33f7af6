"""The fixtures of every test: `member.get(url)`, `lead.post(url, data)`, `visitor.get(url)`.

Personas (each a `Persona`: a test client with `.user` and `.reader`)
- `visitor`: nobody; `guest`: a name with a seat in the open round of `room`
- `member`, `colleague`, `lead`: of `small.home`; `stranger`, `stranger_lead`: of `small.other`
- `moderator` (of `room`), `steering`, `coordinator`: of `small.third`, the lead partner
- `administrator`: no membership
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from clusterix.testing.partnership import SmallPartnership, make_person, make_small_partnership
from clusterix.testing.persona import Persona
from clusterix.testing.room import Room, make_room
from clusterix.testing.settings import FOR_TESTS
from clusterix.testing.template import use_template
from core import clock
from core.mail import send
from core.models import Mail

NOW: Final = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)  # a Monday, noon in Vienna


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests() -> Iterator[None]:
    """One settings file, adjusted where tests need it."""
    with override_settings(**FOR_TESTS):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> None:
    """In place of pytest-django's own: the database of each worker is a copy."""
    with django_db_blocker.unblock():
        use_template(keeps_database=django_db_keepdb and not django_db_createdb)


@pytest.fixture(scope="module")
def for_the_file(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, settings_for_tests: None
) -> Iterator[None]:
    """What fixtures of a whole file write stays until its end; each test undoes its own.

    For files marked with `pytest.mark.django_db`. What such a fixture returns is given to a test
    as a deep copy, or one test would see what another did to an object.
    """
    with django_db_blocker.unblock(), transaction.atomic(), clock.at(NOW):
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def empty_cache(settings_for_tests: None) -> None:
    """What one test cached, or a limit it used up, is unknown to the next."""
    cache.clear()


@pytest.fixture
def frozen() -> Iterator[datetime]:
    """It is noon on 4 May 2026. For another moment: `with clock.at(moment):`."""
    with clock.at(NOW):
        yield NOW


@pytest.fixture
def outbox(db: None) -> Callable[[], list[EmailMessage]]:
    """`outbox()`: sends all letters written so far, as the worker would, and returns them."""

    def sent() -> list[EmailMessage]:
        for letter in Mail.objects.filter(sent_at__isnull=True).order_by("pk"):
            send(letter.pk)
        return list(mail.outbox)

    return sent


@pytest.fixture
def small(db: None) -> SmallPartnership:
    """A partnership of three regions: `small.home`, `small.other`, `small.third`."""
    return make_small_partnership()


@pytest.fixture
def room(small: SmallPartnership) -> Room:
    """A coming session with one practice on its agenda; no round yet."""
    return make_room(small)


@pytest.fixture
def visitor(small: SmallPartnership) -> Persona:
    """Nobody in particular, in a partnership that is set up."""
    return Persona()


@pytest.fixture
def guest(small: SmallPartnership, room: Room) -> Persona:
    """A name without an account, with a seat for `small.home` in an open round of `room`."""
    person = room.seat_person(small.home)
    room.open_round(person)
    return Persona(person_key=person.person_key)


@pytest.fixture
def member(small: SmallPartnership) -> Persona:
    """A practitioner of the home partner, without any role."""
    return Persona(user=make_person(small, "member"))


@pytest.fixture
def colleague(small: SmallPartnership) -> Persona:
    """Another person of the home partner, without any role."""
    return Persona(user=make_person(small, "colleague"))


@pytest.fixture
def lead(small: SmallPartnership) -> Persona:
    """The lead of the home partner."""
    return Persona(user=make_person(small, "lead"))


@pytest.fixture
def stranger(small: SmallPartnership) -> Persona:
    """A member of the other partner."""
    return Persona(user=make_person(small, "stranger"))


@pytest.fixture
def stranger_lead(small: SmallPartnership) -> Persona:
    """The lead of the other partner."""
    return Persona(user=make_person(small, "stranger_lead"))


@pytest.fixture
def moderator(small: SmallPartnership, room: Room) -> Persona:
    """A member of the third partner who moderates the group of `room`."""
    user = make_person(small, "moderator")
    room.moderate(user)
    return Persona(user=user)


@pytest.fixture
def steering(small: SmallPartnership) -> Persona:
    """The third partner's seat in the steering committee."""
    return Persona(user=make_person(small, "steering"))


@pytest.fixture
def coordinator(small: SmallPartnership) -> Persona:
    """The lead partner's editor."""
    return Persona(user=make_person(small, "coordinator"))


@pytest.fixture
def administrator(small: SmallPartnership) -> Persona:
    """Runs the instance and holds no membership."""
    return Persona(user=make_person(small, "administrator"))
