"""Long works: one row says how far the worker is with what somebody waits for.

An app registers what is to be done under a name, and starts it with its cause; the effect gets the
row and a `Tell`, which counts on a connection of its own, so that it is seen before the work
commits. Who has ended a work tells its person in the same transaction.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from types import TracebackType
from typing import Final, NamedTuple, Self
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock, jobs, notices
from core.audit import Actor
from core.errors import NotAllowed, NotNow, Refusal
from core.models import Outcome, Work
from core.querysets import Person, WorkQuerySet

AT_ONCE: Final = 3  # of one person
SECONDS_BETWEEN: Final = 0.5  # a page looks every two seconds
KEPT: Final = timedelta(days=30)
GIVEN_UP: Final = timedelta(days=1)  # the queue itself has given up by then
FAULT: Final = gettext_lazy(
    "Something went wrong on our side, and nothing was changed. Try again, and tell the "
    "administrator if it happens twice."
)

type Effect = Callable[[Work, "Tell"], None]

log = logging.getLogger(__name__)


class TooManyAtOnce(NotNow):
    status = 429
    sentence: str | Promise = gettext_lazy(
        "Other files of yours are still being worked on. Wait until one of them is done."
    )


class Cancelled(Exception):
    """The person called it off; the effect ends without a word."""


class Nobody(NamedTuple):
    """Who tells: the product itself, so that the person who asked is told, too."""

    user_id: int | None = None
    person_key: UUID | None = None
    partner_id: int | None = None


def register(name: str, effect: Effect) -> None:
    """Say what is done under this name; called when the apps are ready."""

    def run(pk: int, _about: str) -> None:
        _run(pk, effect)

    jobs.for_each(name, run)


def start(*, name: str, by: Actor, title: str, url: str) -> Work:
    """Begin a work in the caller's transaction; `url` is of the page that shows how far it is.

    Raises `TooManyAtOnce`.
    """
    if by.user_id is None:
        raise NotAllowed  # a visitor has no page to come back to
    if Work.objects.filter(user_id=by.user_id).active().count() >= AT_ONCE:
        raise TooManyAtOnce
    work: Work = Work.objects.create(
        user_id=by.user_id, partner_id=by.partner_id, title=title[:150], url=url
    )
    jobs.defer_each(name, [work.pk], "")
    return work


def finish(work: Work, text: Callable[[], str]) -> None:
    """It is done, in the caller's transaction: the last thing that happens there.

    Nothing may be told after it, for `Tell` would wait for this transaction. Raises `Cancelled`
    when the work has ended meanwhile: what was done for it is to be undone.
    """
    if not _end(work, Outcome.DONE):
        raise Cancelled
    _notify(work, text)


def fail(work: Work, reasons: Sequence[str | Promise]) -> None:
    """Say in a sentence why it was not done; a work that has ended stays as it is."""
    said = " ".join(str(each) for each in reasons)
    with transaction.atomic():
        if _end(work, Outcome.FAILED, said):
            _notify(work, lambda: _("%(title)s: %(said)s") % {"title": work.title, "said": said})


def cancel(work: Work) -> bool:
    """Call it off unless it writes already; whether it was."""
    return _end(work, Outcome.CANCELLED, is_final=False)


def begin_writing(work: Work) -> None:
    """From here on it cannot be cancelled; outside the transaction that writes."""
    if not Work.objects.active().filter(pk=work.pk).update(is_final=True):
        raise Cancelled


def readable_works(reader: Person) -> WorkQuerySet:
    return Work.objects.visible_to(reader)


def forget_old() -> int:
    """Remove the rows of works that ended a month ago; end those that nobody works on any more."""
    now = clock.now()
    for work in Work.objects.active().filter(asked_at__lt=now - GIVEN_UP):
        fail(work, [FAULT])
    return Work.objects.filter(ended_at__lt=now - KEPT).delete()[0]


class Tell:
    """Says how far it is, as often as one likes: at most twice a second it is written down.

    Raises `Cancelled` when the person called the work off.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._beside: BaseDatabaseWrapper | None = None
        self._step = ""
        self._next = 0.0

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        now = monotonic()
        if step == self._step and now < self._next:
            return
        self._step, self._next = step, now + SECONDS_BETWEEN
        self._write(step, min(done, total) if total else done, total)

    def _write(self, step: str, done: int, total: int) -> None:
        if self._beside is None:
            # Commits each statement by itself, whatever transaction the work is in.
            self._beside = connection.copy()
        with self._beside.cursor() as cursor:
            cursor.execute(
                "UPDATE core_work SET step = %s, done = %s, total = %s "
                "WHERE id = %s AND ended_at IS NULL",
                [step, done, total, self._work.pk],
            )
        if not Work.objects.active().filter(pk=self._work.pk).exists():
            raise Cancelled

    def each[T](self, step: str, things: Iterable[T], total: int) -> Iterator[T]:
        """The same things, counted as they are taken."""
        self(step, 0, total)
        for number, thing in enumerate(things, start=1):
            yield thing
            self(step, number, total)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._beside is not None:
            with suppress(DatabaseError):
                self._beside.close()


def _run(pk: int, effect: Effect) -> None:
    """Once more after a worker died; a work that has ended is left alone."""
    work = Work.objects.active().select_related("user").filter(pk=pk).first()
    if work is None:
        return
    with translation.override(work.user.language), Tell(work) as tell:
        try:
            effect(work, tell)
        except Cancelled:
            return
        except Refusal as refusal:
            fail(work, refusal.reasons)
        except (OperationalError, InterfaceError):
            raise  # the database is away: the queue tries again
        except Exception:
            log.exception("The long work %s failed.", pk)
            fail(work, [FAULT])


def _end(work: Work, outcome: Outcome, said: str = "", **only: bool) -> bool:
    ended = {"outcome": outcome, "said": said, "ended_at": clock.now()}
    active = Work.objects.active().filter(pk=work.pk, **only)
    if not active.update(**ended):
        return False
    for name, value in ended.items():
        setattr(work, name, value)
    return True


def _notify(work: Work, text: Callable[[], str]) -> None:
    notices.post(
        to=[work.user_id], kind="work.ended", obj=work, text=text, url=work.url, by=Nobody()
    )
