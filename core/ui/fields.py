"""What a form field and an error summary show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _

type AnyForm = BaseForm | BaseFormSet[Any]

NEAR = 0.9  # from here on the counter warns


@dataclass(frozen=True)
class Problem:
    """One line of the error summary; `anchor` is the id of the field, or empty."""

    sentence: str
    anchor: str


@dataclass(frozen=True)
class Counter:
    """How many characters a text has and may have."""

    used: int
    limit: int

    @property
    def words(self) -> str:
        """The pattern, which the page's script fills in anew while somebody types."""
        return _("{used} of {limit}")

    @property
    def text(self) -> str:
        return self.words.format(used=self.used, limit=self.limit)

    @property
    def state(self) -> str:
        """The class of the counter: near from 90 %, over the limit."""
        if self.used > self.limit:
            return "over"
        return "near" if self.used >= self.limit * NEAR else ""


def shape_of(field: BoundField, look: str) -> str:
    """Which markup a field takes: hidden, check, seg, choices, options or line."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, CheckboxInput):
        return "check"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return look or str(widget.attrs.get("data-look", "")) or "options"
    return "line"


def counter_of(field: BoundField) -> Counter | None:
    """The counter of a field whose widget names a limit in `data-limit`."""
    limit = field.field.widget.attrs.get("data-limit")
    if not limit:
        return None
    # Browsers send a line break as two characters; people count it as one.
    text = str(field.value() or "").replace("\r\n", "\n")
    return Counter(len(text), int(limit))


def says_required(field: BoundField) -> bool:
    """Whether to mark the field: only where some must be filled in and others need not."""
    asked = [
        each
        for each in field.form.visible_fields()
        if not (each.field.disabled or isinstance(each.field.widget, CheckboxInput))
    ]
    required = [each for each in asked if each.field.required]
    return field.name in {each.name for each in required} and len(required) < len(asked)


def anchor_of(field: BoundField) -> str:
    """The id of the first control, so that a link can lead to it."""
    if field.id_for_label:
        return field.id_for_label
    return f"{field.auto_id}_0" if field.auto_id else ""


def problems_of(forms: Iterable[AnyForm]) -> list[Problem]:
    """Every error of the forms, in the order of the page."""
    found: list[Problem] = []
    for form in forms:
        if isinstance(form, BaseFormSet):
            if form.is_bound:
                found += [Problem(str(error), "") for error in form.non_form_errors()]
            found += problems_of(form.forms)
        elif form and form.is_bound:
            found += [Problem(str(error), "") for error in form.non_field_errors()]
            found += [
                Problem(_named(str(error), field), "" if field.is_hidden else anchor_of(field))
                for field in form
                for error in field.errors
            ]
    return found


def _named(sentence: str, field: BoundField) -> str:
    """Django's own sentences do not say which field they are about."""
    label = str(field.label)
    if field.is_hidden or label.casefold() in sentence.casefold():
        return sentence
    return f"{label}: {sentence}"
