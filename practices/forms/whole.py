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
from practices.forms.text import COLUMNS_AS_TYPED, PracticeForm
from practices.manuscript import Manuscript
from practices.partial_dates import PartialDate
from practices.rules import Gap
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

    def show_gaps(self, gaps: list[Gap]) -> None:
        """Put what is missing beside its fields."""
        for gap in gaps:
            field, sentence = gap.field, str(gap.sentence)
            if field.startswith("statements-"):
                _list, index, name = field.split("-")
                written = [each for each in self.statements.forms if each.has_changed()]
                written[int(index)].add_error(name, sentence)
            else:
                self.form.add_error(field, sentence)


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
