"""A round at home: its end, and who joins it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from regions.models import Level

SHOWING = [("no", _("No, keep my answers off the wall")), ("yes", _("Yes, they may be shown"))]


class HomeRoundForm(PlainForm, forms.Form):
    ends_on = forms.DateField(
        label=_("Until"), help_text=_("The end of this day. One or two weeks are usual.")
    )


class JoinForm(PlainForm, forms.Form):
    """Who answers. People with an account are not asked for their name."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    level = forms.ChoiceField(
        label=_("You speak as"), choices=Level.choices, widget=forms.RadioSelect
    )
    showing = forms.ChoiceField(
        label=_("May your answers be shown when fewer than three people answer?"),
        help_text=_("Of so few people the answers may be recognised."),
        choices=SHOWING,
        initial="no",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, has_account: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_account:
            del self.fields["name"]

    @property
    def may_show_alone(self) -> bool:
        return bool(self.cleaned_data["showing"] == "yes")
