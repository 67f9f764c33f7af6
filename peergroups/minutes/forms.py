"""Input about minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm


class SectionForm(forms.Form):
    """One section in one's own words; `seen` stands for the text that the form began with."""

    text = forms.CharField(
        label=_("Text"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Plain text; an empty line begins a paragraph."),
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)


class AmendmentForm(forms.Form):
    text = forms.CharField(
        label=_("What should change"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ProlongForm(PlainForm, forms.Form):
    until = forms.DateField(label=_("Changes until"))


class AnswerForm(forms.Form):
    state = forms.ChoiceField(choices=[("taken", ""), ("declined", "")])
    answer = forms.CharField(max_length=500, required=False)
