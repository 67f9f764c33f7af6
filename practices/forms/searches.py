"""A list of the catalogue under a name."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from practices.forms.fields import LimitedText, column_limit
from practices.models import SavedSearch


class SearchForm(PlainForm, forms.Form):
    name = LimitedText(
        label=_("Name"),
        limit=column_limit(SavedSearch, "name"),
        counts=False,
        error_messages={"required": _("Give the search a name.")},
    )
    is_shared = forms.BooleanField(
        label=_("My organisation may use it, too"),
        required=False,
    )
    sends_mail = forms.BooleanField(
        label=_("Tell me about new matches in the weekly letter"), required=False, initial=True
    )
