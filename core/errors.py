"""Refusals with a sentence: what people may read when something cannot be done."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DISK_IS_FULL: Final = {errno.ENOSPC, errno.EDQUOT}


class Refusal(Exception):
    """The base of every error that a person may read; `status` is the answer's HTTP status."""

    status: int = 409
    sentence: str | Promise = _("This cannot be done now.")

    def __init__(self, *reasons: str | Promise) -> None:
        self.reasons: Sequence[str | Promise] = reasons or (self.sentence,)
        super().__init__(*[str(reason) for reason in self.reasons])


class BadInput(Refusal):
    """What was sent cannot be used; nothing was changed."""

    status = 400
    sentence = _("What was sent cannot be read. Check it and send it again.")


class NotAllowed(Refusal):
    """The person may see this but not do it."""

    status = 403
    sentence = _("You cannot do this. Ask the lead of your partner organisation.")


class NotNow(Refusal):
    """A rule stands against it as things are; the reasons say which."""

    status = 409


class Stale(Refusal):
    """Somebody else changed the text in the meantime."""

    status = 412
    sentence = _(
        "Somebody saved this text while you were writing. Compare both versions and save again."
    )


class Gone(Refusal):
    """It was taken down."""

    status = 410
    sentence = _("This page was taken down.")


class TooLarge(BadInput):
    """More than anybody needs to send at once."""

    status = 413
    sentence = _("This is too large to be sent at once. Send less, or smaller files.")


class NoRoom(Refusal):
    """The disk is full."""

    status = 507
    sentence = _(
        "There is no room for more files at the moment. Nothing was changed. "
        "Tell the administrator, and try again later."
    )


@contextmanager
def room_or_refusal() -> Iterator[None]:
    """A full disk is a sentence; any other fault of it is one to look into."""
    try:
        yield
    except OSError as error:
        if error.errno in DISK_IS_FULL:
            raise NoRoom from error
        raise
