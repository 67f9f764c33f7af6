"""What every form of the product shares: errors that name their field, dates, counters."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.utils import pretty_name
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import Refusal

ENTER = _("Enter “%(label)s”.")
CHOOSE = _("Choose “%(label)s”.")
CHOOSE_A_FILE = _("Choose a file for “%(label)s”.")
TICK = _("Tick “%(label)s”.")
NOT_OFFERED = _("Choose “%(label)s” from the list.")
NO_DATE = _("Enter “%(label)s” as a date: year-month-day, for example 2013-05-09.")
NO_TIME = _("Enter “%(label)s” as a time, for example 14:05.")
NO_NUMBER = _("Enter “%(label)s” as a number.")
TOO_LONG = _("Shorten “%(label)s” to %(limit)s characters.")

ROWS = 3  # a textarea grows with its text


class DateInput(forms.DateInput):
    """The browser's date field; it takes and sends year-month-day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's time field."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(forms.DateTimeInput):
    """The browser's field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


INPUTS: dict[type[forms.Widget], type[DateInput | TimeInput | DateTimeInput]] = {
    forms.DateInput: DateInput,
    forms.TimeInput: TimeInput,
    forms.DateTimeInput: DateTimeInput,
}


def show_refusal(form: forms.BaseForm, refusal: Refusal) -> None:
    """Say above the form why it could not be done: what was typed is kept with it."""
    form.add_error(None, [str(reason) for reason in refusal.reasons])


class PlainForm:
    """Mix it in before `forms.Form` or `forms.ModelForm`.

    Errors say what to do and name their field, dates use the browser's own fields, and a textarea
    with `max_length` gets a counter instead of a `maxlength` that would cut pasted text silently.
    A field whose form wrote its own sentence or chose its own widget keeps it.
    """

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(field.label or pretty_name(name))
            _use_browser_fields(field)
            _name_in_errors(field, label)
            _count(field, label)


def _use_browser_fields(field: forms.Field) -> None:
    if replacement := INPUTS.get(type(field.widget)):
        old, field.widget = field.widget, replacement(field.widget.attrs)
        field.widget.is_required = old.is_required


def _name_in_errors(field: forms.Field, label: str) -> None:
    for code, sentence in _sentences(field).items():
        if field.error_messages.get(code) == _default_sentence(field, code):
            field.error_messages[code] = str(sentence) % {"label": label}


def _sentences(field: forms.Field) -> dict[str, str | Promise]:
    match field:
        case forms.FileField():
            return {"required": CHOOSE_A_FILE}
        case forms.BooleanField():
            return {"required": TICK}
        case forms.ChoiceField() | forms.ModelChoiceField():
            return {"required": CHOOSE, "invalid_choice": NOT_OFFERED}
        case forms.DateField() | forms.DateTimeField():
            return {"required": ENTER, "invalid": NO_DATE}
        case forms.TimeField():
            return {"required": ENTER, "invalid": NO_TIME}
        case forms.IntegerField():  # decimals and floats are kinds of it
            return {"required": ENTER, "invalid": NO_NUMBER}
    return {"required": ENTER}


def _default_sentence(field: forms.Field, code: str) -> Any:
    for each in type(field).__mro__:
        if code in vars(each).get("default_error_messages", {}):
            return vars(each)["default_error_messages"][code]
    return None


def _count(field: forms.Field, label: str) -> None:
    widget = field.widget
    if isinstance(widget, forms.Textarea):
        widget.attrs.pop("cols", None)
        if str(widget.attrs.get("rows")) == "10":  # Django's default
            widget.attrs["rows"] = ROWS
    limit = getattr(field, "max_length", None)
    if limit is None:
        return
    if isinstance(widget, forms.Textarea):
        widget.attrs.setdefault("data-limit", limit)
    if "data-limit" in widget.attrs:
        widget.attrs.pop("maxlength", None)
    sentence = str(TOO_LONG) % {"label": label, "limit": limit}
    field.validators = [
        MaxLengthValidator(limit, sentence) if isinstance(each, MaxLengthValidator) else each
        for each in field.validators
    ]
