"""Input before a session."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ExpectationForm(forms.Form):
    text = forms.CharField(
        label=_("What do you want to take home?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The moderators read it, nobody else."),
    )
    has_read = forms.BooleanField(label=_("I have read it"), required=False)


class CaseQuestionForm(forms.Form):
    case_question = forms.CharField(
        label=_("Case question"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What should the others think about before they come?"),
    )


class PaperForm(forms.Form):
    """A file or an address; the file is examined when it is taken."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(),
    )
    url = forms.URLField(
        label=_("Or an address"), required=False, max_length=500, assume_scheme="https"
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=150,
        help_text=_("Empty: the name of the file, or the address."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and bool(values.get("file")) == bool(values.get("url")):
            self.add_error("file", _("Choose a file, or enter an address: one of the two."))
        return values


class PaperNameForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=150)
