"""Two versions of a field in words, for the person who has to choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.ui.dates import day
from practices.forms.text import PracticeForm
from practices.models import RequirementKind
from practices.writing.manuscript import Need, Statement
from practices.writing.versions import DATES, Conflict, marked

# Slots whose field on the page has another name.
FIELDS = {"theme_id": "theme", "tag_names": "tags", "industry_codes": "industries"}


@dataclass(frozen=True)
class TwoVersions:
    """What a colleague saved and what the person sent."""

    slot: str
    label: str | Promise
    theirs: str
    yours: str
    is_text: bool
    is_list: bool
    saved_at: str = ""  # 14:02, where that is today

    @classmethod
    def of(cls, conflict: Conflict, form: PracticeForm, saved_at: str = "") -> "TwoVersions":
        slot = conflict.slot
        return cls(
            slot,
            label_of(slot, form),
            in_words(slot, conflict.theirs, form),
            in_words(slot, conflict.yours, form),
            conflict.is_text,
            conflict.is_list,
            saved_at,
        )

    @property
    def theirs_marked(self) -> list[tuple[str, bool]]:
        return marked(self.theirs, self.yours)

    @property
    def yours_marked(self) -> list[tuple[str, bool]]:
        return marked(self.yours, self.theirs)


def label_of(slot: str, form: PracticeForm) -> str | Promise:
    lists = {
        "statements": _("Evidence of success"),
        "requirements": _("What it needs"),
        "sources": _("Sources"),
    }
    if slot in lists:
        return lists[slot]
    return form.fields[FIELDS.get(slot, slot)].label or slot


def in_words(slot: str, value: Any, form: PracticeForm) -> str:
    """The value as the page says it; an empty one says so."""
    if isinstance(value, str) and slot not in FIELDS and not _choices(slot, form):
        return value or _("nothing")
    if slot in DATES:
        return day(*value) if value else _("nothing")
    if isinstance(value, list | tuple):
        return _listed(slot, value, form) or _("nothing")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return _choices(slot, form).get(str(value or ""), str(value or _("nothing")))


def lines_in_words(slot: str, values: Sequence[Any], form: PracticeForm) -> list[str]:
    """Each entry of a list with everything that it says."""
    known = _choices(slot, form)
    return [
        known.get(str(each), str(each)) if isinstance(each, str) else whole_line(each)
        for each in values
    ]


def whole_line(value: Statement | Need | dict[str, str]) -> str:
    """A statement, a requirement or a source in one line."""
    match value:
        case Statement():
            dated = day(value.dated_on, value.date_precision)
            parts = [value.text, value.figure, ", ".join(filter(None, [dated, value.source]))]
        case Need():
            part = _("core") if value.is_core else _("adaptable")
            level = _("%(n)s of 3") % {"n": value.needed}
            parts = [f"{RequirementKind(value.kind).label} ({level}, {part})", value.text]
        case _:
            parts = [value["label"], value.get("url", "")]
    return " – ".join(part for part in parts if part)


def _listed(slot: str, values: Sequence[Any], form: PracticeForm) -> str:
    if slot in {"statements", "requirements", "sources"}:
        return "; ".join(_line(each) for each in values)
    known = _choices(slot, form)
    return ", ".join(known.get(str(each), str(each)) for each in values)


def _line(value: Statement | Need | dict[str, str]) -> str:
    return value["label"] if isinstance(value, dict) else value.text


def _choices(slot: str, form: PracticeForm) -> dict[str, str]:
    field = form.fields.get(FIELDS.get(slot, slot))
    return {str(value): str(label) for value, label in getattr(field, "choices", ())}
