"""How far a large file is, in words: the steps of its work, done, current and to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models import Work
from practices.models import ImportRun, ImportState

type Steps = Sequence[tuple[str, str | Promise]]

READING: Final[Steps] = (
    ("read", _("The file is opened and read")),
    ("plan", _("Each row is compared with the catalogue")),
)
WRITING: Final[Steps] = (
    ("check", _("The plan is checked once more")),
    ("write", _("The rows are written")),
)
UNDOING: Final[Steps] = (
    ("undo", _("Each row is looked at, and changed ones get their earlier text")),
    ("delete", _("The drafts that the import began are deleted")),
)
MAKING: Final[Steps] = (
    ("rows", _("The rows are fetched and written")),
    ("pack", _("The workbook is packed")),
)


@dataclass(frozen=True)
class Step:
    words: str | Promise
    is_done: bool
    is_current: bool


def steps_of(work: Work, steps: Steps) -> list[Step]:
    """A work that waits in the queue has no current step yet."""
    keys = [key for key, _words in steps]
    at = keys.index(work.step) if work.step in keys else -1
    return [
        Step(words, is_done=number < at, is_current=number == at)
        for number, (_key, words) in enumerate(steps)
    ]


def steps_of_import(run: ImportRun, work: Work) -> list[Step]:
    """By what can be asked for in each state."""
    by_state = {ImportState.READING: READING, ImportState.DONE: UNDOING}
    return steps_of(work, by_state.get(ImportState(run.state), WRITING))
