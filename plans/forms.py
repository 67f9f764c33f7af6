"""Input of the plan's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Decision
from core.forms import PlainForm
from plans.actions.plan import PlanText
from plans.actions.writing import ActionText, Source
from plans.gaps import Gap
from plans.models import Action, ActionState, Plan

OWN_IDEA = "own_idea"
GAP = "gap"


class PlanForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """General information and policy context."""

    class Meta:
        model = Plan
        fields = [
            "title",
            "policy_instrument",
            "context",
            "starts_on",
            "ends_on",
            "is_public",
        ]
        help_texts = {
            "policy_instrument": _("The programme, law or strategy that the plan improves."),
            "context": _("What the region wants to change, and why now."),
            "is_public": _("Everybody may read the plan once it is adopted."),
        }

    @property
    def text(self) -> PlanText:
        return PlanText(**self.cleaned_data)

    def _post_clean(self) -> None:
        """The action checks dates and writes; the form only reads."""


class ActionForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """One action, with the fields of the Interreg Europe action plan."""

    class Meta:
        model = Action
        fields = [
            "title",
            "background",
            "description",
            "players",
            "starts_on",
            "ends_on",
            "cost",
            "funding_sources",
        ]
        help_texts = {
            "background": _("Which practice or meeting led to this action?"),
            "description": _("Step by step, in plain words."),
            "players": _("Who does it, and who else is needed?"),
            "cost": _("An estimate in euro, without cents."),
        }

    @property
    def text(self) -> ActionText:
        return ActionText(**{name: self.cleaned_data[name] for name in self.Meta.fields})

    def _post_clean(self) -> None:
        """The action checks dates and writes; the form only reads."""


class NewActionForm(ActionForm):
    """An action with its source: a gap, a decision without an action yet, or an own idea."""

    source = forms.ChoiceField(label=_("Where does it come from?"), widget=forms.RadioSelect)
    own_idea = forms.CharField(
        label=_("Your own idea"),
        max_length=300,
        required=False,
        help_text=_("Say in one sentence where the idea comes from."),
    )

    field_order = ["source", "own_idea"]

    def __init__(
        self, *args: Any, decisions: list[Decision], gap: Gap | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gap = gap
        self.decisions = {str(decision.pk): decision for decision in decisions}
        choices = [
            (pk, f"{decision.transfer.practice} – {decision.get_outcome_display()}")
            for pk, decision in self.decisions.items()
        ]
        source = self.fields["source"]
        gaps = [(GAP, gap.words)] if gap else []
        source.choices = [*gaps, *choices, (OWN_IDEA, _("Our own idea"))]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("source") == OWN_IDEA and not cleaned.get("own_idea"):
            self.add_error("own_idea", _("Say in one sentence where the idea comes from."))
        return cleaned

    @property
    def source_chosen(self) -> Source:
        chosen = self.cleaned_data["source"]
        if chosen == GAP and self.gap:
            return Source(gap_kind=self.gap.kind, practice=self.gap.practice)
        if chosen == OWN_IDEA:
            return Source(own_idea=self.cleaned_data["own_idea"])
        return Source(decision=self.decisions[chosen])


class ProgressForm(PlainForm, forms.Form):
    """How it is going."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            (ActionState.PLANNED.value, ActionState.PLANNED.label),
            (ActionState.UNDER_WAY.value, ActionState.UNDER_WAY.label),
            (ActionState.DELAYED.value, ActionState.DELAYED.label),
        ],
        widget=forms.RadioSelect,
    )
    percent = forms.IntegerField(label=_("Percent done"), min_value=0, max_value=100)
    text = forms.CharField(
        label=_("What happened?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class MilestoneForm(PlainForm, forms.Form):
    title = forms.CharField(label=_("Milestone"), max_length=160)
    due_on = forms.DateField(label=_("Due on"))


class ReachedForm(PlainForm, forms.Form):
    reached_on = forms.DateField(label=_("Reached on"))


class CloseForm(PlainForm, forms.Form):
    """Done: when, by which evidence, and what it brought."""

    done_on = forms.DateField(label=_("Done on"))
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        help_text=_("A document, a web page or a decision that others can check."),
    )
    funding_levered = forms.DecimalField(
        label=_("Funding obtained in euro"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )
    improves_policy = forms.BooleanField(
        label=_("The result improved the policy instrument"), required=False
    )


class DropForm(PlainForm, forms.Form):
    reason = forms.CharField(
        label=_("Why is it dropped?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Other regions read the reason and learn from it."),
    )


class EvidenceForm(PlainForm, forms.Form):
    """It stands on one page with the report of progress, which has a `text`, too."""

    text = forms.CharField(label=_("Evidence"), max_length=300)
    url = forms.URLField(label=_("Link"), required=False, assume_scheme="https")
    dated_on = forms.DateField(label=_("Date"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="evidence-%s", **kwargs)


class AdoptForm(PlainForm, forms.Form):
    adopted_on = forms.DateField(label=_("Adopted on"))
