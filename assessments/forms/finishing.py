"""What a region enters about an assessment: answers to obstacles, the reason to finish."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Mitigation
from core.forms import PlainForm


class MitigationForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """The answer to an obstacle; each form on a page has the criterion's code as prefix."""

    class Meta:
        model = Mitigation
        fields = ["text", "owner", "due_on"]
        labels = {
            "text": _("What will you do about it?"),
            "owner": _("Who"),
            "due_on": _("By when"),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class FinishForm(PlainForm, forms.Form):
    """Only where something is missing: why the region finishes all the same."""

    reason = forms.CharField(
        label=_("Why finish without it?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
