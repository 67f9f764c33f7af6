"""One tap, on whatever page it was made."""

from django import forms
from django.utils.translation import gettext_lazy as _

SCALE = [
    ("-2", _("−− strong barrier")),
    ("-1", _("− barrier")),
    ("0", _("0 neutral")),
    ("1", _("+ driver")),
    ("2", _("++ strong driver")),
    ("unknown", _("I do not know")),
]


class AnswerForm(forms.Form):
    """One tap, as a device sends it; what a page without script leaves empty is filled in.

    The idempotency key of the form is the uuid of the tap.
    """

    criterion = forms.CharField(max_length=4)
    answer = forms.ChoiceField(choices=SCALE)
    idempotency_key = forms.UUIDField()
    device = forms.CharField(max_length=40, required=False)
    sequence = forms.IntegerField(min_value=0, max_value=2**62, required=False)
    made_at = forms.DateTimeField(required=False)
    obstacle = forms.CharField(max_length=300, required=False)
    comment = forms.CharField(max_length=300, required=False)

    @property
    def value(self) -> int | None:
        return value_of(self.cleaned_data["answer"])


def value_of(answer: str) -> int | None:
    """-2 to 2, or None for "I do not know"."""
    return None if answer == "unknown" else int(answer)
