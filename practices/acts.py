"""What a reader may do with a practice: the buttons of its page."""

from dataclasses import dataclass
from typing import Self

from practices.models import Practice, Revision, RevisionState
from practices.rules import (
    archive_blockers,
    archiving_refusals,
    checking_refusals,
    restore_blockers,
    take_down_blockers,
    taking_down_refusals,
    writing_refusals,
)
from regions.reader import Reader


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

    @property
    def any(self) -> bool:
        return self.edit or self.review or self.archive or self.restore or self.take_down

    @classmethod
    def of(cls, practice: Practice, reader: Reader) -> Self:
        if not reader.is_member:
            return cls()
        opened: Revision | None = (
            Revision.objects.visible_to(reader).open().filter(practice=practice).first()
        )
        is_submitted = opened is not None and opened.state == RevisionState.SUBMITTED
        may_write = not writing_refusals(reader, practice.partner) and not practice.taken_down_at
        may_archive = not archiving_refusals(reader, practice.partner)
        return cls(
            edit=may_write and not is_submitted,
            has_open=opened is not None,
            review=is_submitted,
            waits_for_reader=is_submitted and not checking_refusals(reader),
            archive=may_archive and not archive_blockers(practice),
            restore=may_archive and not restore_blockers(practice),
            take_down=not (taking_down_refusals(reader) or take_down_blockers(practice)),
        )
