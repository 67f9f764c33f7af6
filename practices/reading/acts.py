"""What a reader may do with a practice: the buttons of its page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from practices.models import Practice, Revision, RevisionState
from practices.rules import (
    Reasons,
    archive_blockers,
    archiving_refusals,
    checking_refusals,
    restore_blockers,
    take_down_blockers,
    taking_down_refusals,
    text_refusals,
    writing_refusals,
)
from practices.slugs import address_blockers, address_refusals
from practices.upkeep.confirming import (
    asking_refusals,
    confirm_blockers,
    confirming_refusals,
    too_early,
)
from regions.reader import Reader


@dataclass(frozen=True)
class Entry:
    """Where a text stands that was entered for its partner, and what the reader can do about it."""

    can_ask: bool  # for the first time, or again
    waits: Reasons  # why not yet
    can_answer: bool
    is_of_partner: bool  # the reader

    @classmethod
    def of(cls, revision: Revision, reader: Reader, now: datetime) -> Self | None:
        if not revision.is_entered_for_partner:
            return None
        may_ask = not asking_refusals(reader) and revision.waits_for_partner
        is_sent = revision.state == RevisionState.SUBMITTED
        waits = too_early(revision.partner_asked_at, now) if may_ask and is_sent else []
        may_answer = not confirming_refusals(reader, revision)
        return cls(
            can_ask=may_ask and is_sent and not waits,
            waits=waits,
            can_answer=may_answer and not confirm_blockers(revision),
            is_of_partner=may_answer,
        )


@dataclass(frozen=True)
class Acts:
    """True where both the person's role and the state of the practice allow it."""

    edit: bool = False
    has_open: bool = False
    review: bool = False
    waits_for_reader: bool = False
    archive: bool = False
    restore: bool = False
    take_down: bool = False
    move: bool = False
    copy: bool = False

    @property
    def more(self) -> bool:
        """Whether something stands behind “More”."""
        return self.archive or self.take_down or self.copy

    @property
    def any(self) -> bool:
        return self.edit or self.review or self.restore or self.more

    @classmethod
    def of(cls, practice: Practice, reader: Reader) -> Self:
        if not reader.is_member:
            return cls()
        opened: Revision | None = (
            Revision.objects.visible_to(reader).open().filter(practice=practice).first()
        )
        is_submitted = opened is not None and opened.state == RevisionState.SUBMITTED
        if opened is None:
            reasons = writing_refusals(reader, practice.partner)
        else:
            opened.practice = practice
            reasons = text_refusals(reader, opened)
        may_write = not reasons and not practice.taken_down_at
        may_archive = not archiving_refusals(reader, practice.partner)
        return cls(
            edit=may_write and not is_submitted,
            has_open=opened is not None,
            review=is_submitted,
            waits_for_reader=is_submitted and not checking_refusals(reader),
            copy=practice.taken_down_at is None and not practice.is_stub,
            archive=may_archive and not archive_blockers(practice),
            restore=may_archive and not restore_blockers(practice),
            take_down=not (taking_down_refusals(reader) or take_down_blockers(practice)),
            move=not (address_refusals(reader) or address_blockers(practice)),
        )
