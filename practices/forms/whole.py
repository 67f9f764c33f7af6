"""The form with its three lists of lines, handled as one."""

from collections.abc import Iterator
from typing import Any, Self

from django import forms
from django.http import QueryDict

from practices.forms.lines import (
    LISTS,
    Lines,
    initial_requirements,
    initial_statements,
)
from practices.forms.text import COLUMNS_AS_TYPED, SLOTS, PracticeForm
from practices.partial_dates import PartialDate
from practices.rules import Gap
from practices.writing.manuscript import Manuscript
from practices.writing.versions import slots, text_of
from regions.reader import Reader


class Writing:
    """Bound to what was sent, or showing a text."""

    def __init__(self, form: PracticeForm, lists: dict[str, Lines]) -> None:
        self.form = form
        self.lists = lists

    @property
    def statements(self) -> Lines:
        return self.lists["statements"]

    @property
    def requirements(self) -> Lines:
        return self.lists["requirements"]

    @property
    def sources(self) -> Lines:
        return self.lists["sources"]

    def __iter__(self) -> Iterator[PracticeForm | Lines]:
        """In the order of the page."""
        yield self.form
        yield from self.lists.values()

    @classmethod
    def of(cls, text: Manuscript, reader: Reader, *, is_new: bool, seen: str, base: str) -> Self:
        """Showing a text; `seen` and `base` say which one it is."""
        initial = _initial(text) | {"seen": seen, "base": base}
        lines: dict[str, list[dict[str, Any]]] = {
            "statements": initial_statements(text.statements),
            "requirements": initial_requirements(text.requirements),
            "sources": list(text["sources"]),
        }
        return cls(
            PracticeForm(initial=initial, reader=reader, is_new=is_new),
            {
                name: kind(initial=lines[name], prefix=name)
                for name, (kind, _words) in LISTS.items()
            },
        )

    @classmethod
    def sent(cls, data: QueryDict, reader: Reader, *, is_new: bool) -> Self:
        """Bound to what was sent."""
        return cls(
            PracticeForm(data, reader=reader, is_new=is_new),
            {name: kind(data, prefix=name) for name, (kind, _words) in LISTS.items()},
        )

    @classmethod
    def kept(cls, data: QueryDict, reader: Reader, *, is_new: bool, longer: str = "") -> Self:
        """Showing what was typed, unchecked; the list named `longer` gets one more empty line."""
        sent = cls.sent(data, reader, is_new=is_new)
        lists = {}
        for name, (kind, _words) in LISTS.items():
            lines = sent.lists[name].forms
            typed = [_typed(line) for line in lines if line.has_changed()]
            if name == longer:
                typed += [{} for line in lines if not line.has_changed()]
            lists[name] = kind(initial=typed, prefix=name)
        form = PracticeForm(initial=_typed(sent.form), reader=reader, is_new=is_new)
        return cls(form, lists)

    def is_valid(self) -> bool:
        """Every part is looked at, so that all problems are said at once."""
        answers = [each.is_valid() for each in self]
        return all(answers)

    def manuscript(self) -> Manuscript:
        """What was written; call it when valid."""
        data = self.form.cleaned_data
        return Manuscript(
            content=self.form.content() | {"sources": list(self.sources.values())},
            tag_names=data["tags"],
            industry_codes=tuple(data["industries"]),
            statements=self.statements.values(),
            requirements=self.requirements.values(),
        )

    @property
    def invalid_slots(self) -> set[str]:
        """What of the text cannot be used as it was sent; call it after `is_valid()`."""
        fields = {SLOTS.get(name, name) for name in self.form.errors}
        return fields | {name for name, lines in self.lists.items() if not lines.is_valid()}

    def as_far_as_valid(self, earlier: Manuscript) -> Manuscript:
        """What was written; what cannot be used keeps what the earlier text says."""
        data, lists = self.form.cleaned_data, self.lists
        lines = {name: kept.values() if kept.is_valid() else None for name, kept in lists.items()}
        sent = Manuscript(
            content=self.form.content() | {"sources": list(lines["sources"] or ())},
            tag_names=data.get("tags") or (),
            industry_codes=tuple(data.get("industries") or ()),
            statements=lines["statements"] or (),
            requirements=lines["requirements"] or (),
        )
        known = slots(earlier)
        kept = {slot: known[slot] for slot in self.invalid_slots if slot in known}
        return text_of(slots(sent) | kept, earlier)

    def field_of(self, gap: Gap) -> tuple[forms.Form, str]:
        """Where on the page something is missing; empty lines between others do not count."""
        if not gap.field.startswith("statements-"):
            return self.form, gap.field
        _list, number, name = gap.field.split("-")
        written = [each for each in self.statements.forms if each.has_changed()]
        # Lines that cannot be used are counted as they were saved: there may have been more.
        return (written or self.statements.forms)[: int(number) + 1][-1], name

    def anchor_of(self, gap: Gap) -> str:
        form, name = self.field_of(gap)
        return f"id_{form.add_prefix(name)}"

    def show_gaps(self, gaps: list[Gap]) -> None:
        """Put what is missing beside its fields."""
        for gap in gaps:
            form, name = self.field_of(gap)
            form.add_error(name, str(gap.sentence))


def _typed(form: forms.Form) -> dict[str, Any]:
    """The fields as they were sent."""
    return {bound.name: bound.data for bound in form}


def _initial(text: Manuscript) -> dict[str, Any]:
    values = {name: text[name] for name in COLUMNS_AS_TYPED}
    return values | {
        "theme": text["theme_id"],
        "countries": text["countries"],
        "nuts_codes": text["nuts_codes"],
        "language": text["language"],
        "starts": _date(text, "starts"),
        "ends": _date(text, "ends"),
        "is_ongoing": {True: "yes", False: "no", None: ""}[text["is_ongoing"]],
        "tags": text.tag_names,
        "industries": text.industry_codes,
    }


def _date(text: Manuscript, name: str) -> PartialDate | None:
    known = text[f"{name}_on"]
    return PartialDate(known, text[f"{name}_precision"]) if known else None
