"""Refusals with a sentence: what people may read when something cannot be done."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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
