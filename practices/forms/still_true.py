"""What an owner answers once a year, and the list of what nobody answered."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.models import StillTrue

NOT_CHOSEN = _("Choose one of the three answers.")


class StillTrueForm(forms.Form):
    """Each answer has a button."""

    answer = forms.ChoiceField(
        choices=StillTrue.choices,
        widget=forms.HiddenInput,
        error_messages={"required": NOT_CHOSEN, "invalid_choice": NOT_CHOSEN},
    )


class AgeingForm(forms.Form):
    """Which partner's practices; without one, those of all."""

    partner = forms.ChoiceField(
        label=_("Partner"),
        required=False,
        error_messages={
            "invalid_choice": _("“%(value)s” has no such practice. Choose from the list.")
        },
    )

    def __init__(self, *args: Any, partners: list[tuple[str, str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(code, f"{name} ({n})") for code, name, n in partners]
        cast(forms.ChoiceField, self.fields["partner"]).choices = [("", _("All")), *offered]
