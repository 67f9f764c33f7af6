"""What a region enters about an assessment: answers, the reason to finish, the decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.actions import Choice
from assessments.models import Decision, Mitigation, Outcome, ReasonKind
from core import clock
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


class DecisionForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """The region's decision. What must not be missing depends on the outcome: see the rules."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    reason_kind = forms.ChoiceField(
        label=_("Main reason, for “Not for us now”"),
        choices=[("", _("Choose a reason")), *ReasonKind.choices],
        required=False,
    )

    class Meta:
        model = Decision
        fields = [
            "outcome",
            "rationale",
            "reason_kind",
            "without_assessment_reason",
            "review_on",
            "body",
            "decided_on",
            "reference",
            "is_public",
        ]
        labels = {
            "rationale": _("Reasons"),
            "without_assessment_reason": _("Why without a finished assessment?"),
            "review_on": _("Look at it again on"),
            "body": _("Body that decided"),
            "decided_on": _("Date of the decision"),
            "reference": _("Reference"),
            "is_public": _("Show the decision and its reasons to everybody"),
        }
        help_texts = {"rationale": _("Two or three sentences. Other regions will read them.")}
        widgets = {
            "rationale": forms.Textarea(attrs={"rows": 3}),
            "without_assessment_reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rationale"].required = False
        self.fields["decided_on"].required = False
        self.fields["decided_on"].initial = clock.today

    def _post_clean(self) -> None:
        """The row's own constraints are the rules' to explain, in `decide`."""

    @property
    def choice(self) -> Choice:
        """What was entered, for the action."""
        entered = dict(self.cleaned_data)
        return Choice(why_without=entered.pop("without_assessment_reason"), **entered)
