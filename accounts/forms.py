"""Input of the person's own pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import ColourMode


class ColourModeForm(forms.Form):
    """Light, dark or automatic."""

    colour_mode = forms.ChoiceField(label=_("Colours"), choices=ColourMode, required=False)
