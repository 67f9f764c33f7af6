"""Repeated lines: evidence statements, requirements, sources. One empty line is always there."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.forms import BaseFormSet, formset_factory
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.forms.fields import LimitedText, PartialDateField, column_limit, short
from practices.models import EvidenceStatement, Requirement, RequirementKind
from practices.partial_dates import PartialDate
from practices.writing.manuscript import Need, Statement

MOST_LINES = 20
SOME = 2  # of 3


class Line(forms.Form):
    """One line; it counts once something was typed into it.

    What a line needs is in `needed_fields`, not in `required`: an empty line needs nothing, and
    the page must not say that it does.
    """

    typed: tuple[str, ...] = ()
    needed_fields: Mapping[str, str | Promise] = {}

    def has_changed(self) -> bool:
        return any(str(self[name].value() or "").strip() for name in self.typed)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, sentence in self.needed_fields.items():
            if name in data and not data[name]:
                self.add_error(name, str(sentence))
        return data


class StatementLine(Line):
    typed = ("dated_on", "source", "figure", "text")
    needed_fields = {"text": _("Say what happened, or clear the line.")}

    dated_on = PartialDateField(label=_("Date"), required=False)
    source = short(EvidenceStatement, "source", label=_("Source"))
    text = LimitedText(
        label=_("What happened"),
        limit=min(settings.PRACTICE_LIMITS["evidence"], column_limit(EvidenceStatement, "text")),
        rows=1,
        required=False,
    )
    figure = short(EvidenceStatement, "figure", label=_("Figure"))

    def value(self) -> Statement:
        data = self.cleaned_data
        known: PartialDate | None = data["dated_on"]
        return Statement(
            text=data["text"],
            source=data["source"],
            dated_on=known.on if known else None,
            date_precision=known.precision if known else "year",
            figure=data["figure"],
        )


class RequirementLine(Line):
    typed = ("kind", "text")
    needed_fields = {
        "kind": _("Choose what kind of requirement it is."),
        "text": _("Say in a sentence what is needed."),
    }

    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("Choose")), *RequirementKind.choices],
    )
    needed = forms.TypedChoiceField(
        label=_("Needed"),
        coerce=int,
        required=False,
        initial="2",
        choices=[("1", _("1 a little")), ("2", _("2 some")), ("3", _("3 much"))],
    )
    is_core = forms.BooleanField(label=_("Core: cannot be left out"), required=False, initial=True)
    text = short(Requirement, "text", label=_("In a sentence"))

    def value(self) -> Need:
        data = self.cleaned_data
        return Need(data["kind"], data["needed"] or SOME, data["text"], data["is_core"])


class SourceLine(Line):
    typed = ("label", "url")
    needed_fields = {"label": _("Say what the link leads to.")}

    label = LimitedText(label=_("What it is"), required=False, limit=200, counts=False)
    url = forms.URLField(
        label=_("Web address"), required=False, max_length=500, assume_scheme="https"
    )
    del url.widget.attrs["maxlength"]  # the browser would cut a pasted address off

    def value(self) -> dict[str, str]:
        return {"label": self.cleaned_data["label"], "url": self.cleaned_data["url"]}


if TYPE_CHECKING:  # generic for the type checker only
    LineSet = BaseFormSet[Any]
else:
    LineSet = BaseFormSet


class Lines(LineSet):
    """Lines of which the empty ones do not count, wherever they stand."""

    default_error_messages = {
        **BaseFormSet.default_error_messages,
        "missing_management_form": _("Some lines could not be read. Send the form again."),
    }

    def initial_form_count(self) -> int:
        """None has to be kept: a saved line that was emptied is gone."""
        return 0

    def total_form_count(self) -> int:
        if self.is_bound:
            return super().total_form_count()
        return min(len(self.initial or ()) + 1, self.max_num)

    def values(self) -> tuple[Any, ...]:
        return tuple(form.value() for form in self.forms if form.has_changed())


def _lines(line: type[Line]) -> type[Lines]:
    made = formset_factory(
        line, formset=Lines, max_num=MOST_LINES, absolute_max=MOST_LINES + 10, validate_max=True
    )
    return cast(type[Lines], made)


StatementLines = _lines(StatementLine)
RequirementLines = _lines(RequirementLine)
SourceLines = _lines(SourceLine)

# Prefix of each list, as its fields are named on the page, and its words.
LISTS: Mapping[str, tuple[type[Lines], str | Promise]] = {
    "statements": (StatementLines, _("Statement")),
    "requirements": (RequirementLines, _("Requirement")),
    "sources": (SourceLines, _("Source")),
}


def initial_statements(statements: Sequence[Statement]) -> list[dict[str, Any]]:
    return [
        {
            "text": each.text,
            "source": each.source,
            "figure": each.figure,
            "dated_on": each.dated_on and PartialDate(each.dated_on, each.date_precision),
        }
        for each in statements
    ]


def initial_requirements(requirements: Sequence[Need]) -> list[dict[str, Any]]:
    return [
        {"kind": each.kind, "needed": each.needed, "text": each.text, "is_core": each.is_core}
        for each in requirements
    ]
