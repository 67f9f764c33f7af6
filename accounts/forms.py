"""Input of the person's own pages."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import ColourMode


class ColourModeForm(forms.Form):
    """Light, dark or automatic."""

    colour_mode = forms.ChoiceField(label=_("Colours"), choices=ColourMode, required=False)


class ProfileForm(forms.Form):
    """Name, language, colours, and what others may see."""

    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("Of pages and of letters to you."),
    )
    colour_mode = forms.ChoiceField(
        label=_("Colours"), choices=ColourMode, required=False, widget=forms.RadioSelect
    )
    shows_email = forms.BooleanField(
        label=_("Members of the other partners may see my e-mail address"), required=False
    )
    is_public_contact = forms.BooleanField(
        label=_("Everybody may read my name as a contact on the page of my region"),
        required=False,
    )
    wants_digest = forms.BooleanField(
        label=_("Send me the weekly letter"),
        required=False,
        help_text=_("On Mondays, and only when there is something new for you."),
    )
