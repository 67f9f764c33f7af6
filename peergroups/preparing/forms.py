"""Input before a session."""

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
