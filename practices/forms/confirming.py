"""What a partner answers about a text that the coordinator entered for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.forms.fields import LimitedText

YES, NO = "yes", "no"
NOT_CHOSEN = _("Choose one of the two answers.")


class EntryForm(forms.Form):
    """Each answer has a button; remarks go with a no."""

    answer = forms.ChoiceField(
        choices=[(YES, YES), (NO, NO)],
        widget=forms.HiddenInput,
        error_messages={"required": NOT_CHOSEN, "invalid_choice": NOT_CHOSEN},
    )
    remarks = LimitedText(
        label=_("What is wrong"),
        limit=2000,
        rows=4,
        required=False,
        help_text=_("The coordinator gets it by mail and changes the text, or takes it back."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == NO and not data.get("remarks") and "remarks" not in self.errors:
            self.add_error(
                "remarks", _("Write what is wrong, so that the coordinator knows what to do.")
            )
        return data

    @property
    def is_yes(self) -> bool:
        return bool(self.cleaned_data["answer"] == YES)
