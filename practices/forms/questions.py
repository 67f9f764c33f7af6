"""What a visitor asks, and what the coordinator and the owner write about it."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from practices.forms.fields import LimitedText, column_limit
from practices.models import OwnerQuestion

ADDRESS: Final = re.compile(r"[^\s@]@[^\s@]+\.\w")
NO_ADDRESS: Final = _(
    "Leave e-mail addresses out here: the owner reads it, and it may stand on a public page. "
    "The answer goes to the address that you give in its own field."
)


def without_address(value: str) -> None:
    """Addresses stay hidden and are erased later; one in the text would do neither."""
    if ADDRESS.search(value):
        raise ValidationError(NO_ADDRESS)


class QuestionForm(PlainForm, forms.Form):
    """The last field is for machines: people do not see it and leave it empty."""

    field_order = ("text", "name", "organisation", "email")

    name = forms.CharField(
        label=_("Your name"),
        max_length=column_limit(OwnerQuestion, "name"),
        validators=[without_address],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=column_limit(OwnerQuestion, "organisation"),
        required=False,
        validators=[without_address],
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("E-mail for the answer"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The owner does not see it. We erase it 30 days after the answer."),
    )
    text = LimitedText(
        label=_("Your question"),
        limit=column_limit(OwnerQuestion, "text"),
        rows=6,
        validators=[without_address],
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_of_machine(self) -> bool:
        return bool(self.cleaned_data["website"])


class AnswerForm(PlainForm, forms.Form):
    """`is_read_first`: before the answer stands on the page, the coordinator reads it."""

    answer = LimitedText(label=_("Answer"), limit=column_limit(OwnerQuestion, "answer"), rows=6)
    is_public = forms.BooleanField(
        label=_("Show question and answer on the page of the practice, without the name"),
        required=False,
    )

    def __init__(self, *args: Any, is_read_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_read_first:
            self.fields["is_public"].help_text = _("The coordinator reads both first.")


class DeclineForm(PlainForm, forms.Form):
    reason = LimitedText(
        label=_("Reason"),
        limit=column_limit(OwnerQuestion, "declined_reason"),
        rows=3,
        help_text=_("The person who asked gets it by mail. Be polite and brief."),
        error_messages={"required": _("Write the reason. The person who asked gets it by mail.")},
    )
