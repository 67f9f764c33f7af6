"""The form of a decision, with lines for those who see it differently."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.forms import formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessments.actions import Choice, Voice
from assessments.deciding.rules import MOST_DISSENTS
from assessments.models import Decision, Dissent, Outcome, ReasonKind
from core import clock
from core.forms import PlainForm
from practices.forms.lines import Line, Lines
from regions.models import Level

PREFIX = "dissents"
TOTAL = f"{PREFIX}-TOTAL_FORMS"
ONE_MORE = f"add-{PREFIX}"
A_YEAR = timedelta(days=365)


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
        help_texts = {
            "rationale": _("Two or three sentences. Other regions will read them."),
            "review_on": _("The leads of the region are reminded 14 days before, and on the day."),
        }
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


class DissentForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # nor here
    """Somebody's own dissent; their level is known."""

    class Meta:
        model = Dissent
        fields = ["words"]
        labels = {"words": _("How you see it")}
        help_texts = {
            "words": _(
                "Members of the partnership read your words, with your level and without your name."
            )
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}


class DissentLine(PlainForm, Line):
    """Somebody sees it differently, written down by whoever decides."""

    typed = ("words", "level")
    needed_fields = {
        "words": _("Write their words, or clear the line."),
        "level": _("Choose the level of who says so."),
    }

    words = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("Choose")), *Level.choices]
    )

    def value(self) -> Voice:
        return Voice(self.cleaned_data["words"].strip(), self.cleaned_data["level"])


DissentLines = cast(
    type[Lines],
    formset_factory(
        DissentLine,
        formset=Lines,
        max_num=MOST_DISSENTS,
        absolute_max=MOST_DISSENTS,
        validate_max=True,
    ),
)


class StaysForm(PlainForm, forms.Form):
    """Looked at again: it stays, until the next time."""

    review_on = forms.DateField(label=_("Look at it again on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].initial = clock.today() + A_YEAR


@dataclass(frozen=True)
class Paper:
    """What a lead fills in: the decision, and what others say against it."""

    form: DecisionForm
    dissents: Lines

    @classmethod
    def empty(cls, outcome: str = "") -> "Paper":
        initial = {"outcome": outcome} if outcome in Outcome.values else {}
        return cls(DecisionForm(initial=initial), DissentLines(prefix=PREFIX))

    def with_reason(self, kind: str, why: str) -> "Paper":
        """A reason to begin with, and why it fits; whoever decides chooses another one."""
        if kind:
            self.form.initial.setdefault("reason_kind", kind)
            self.form.fields["reason_kind"].help_text = why
        return self

    @classmethod
    def sent(cls, data: QueryDict) -> "Paper":
        """As it came; a program that knows no dissent sends no lines."""
        lines = DissentLines(data, prefix=PREFIX) if TOTAL in data else DissentLines(prefix=PREFIX)
        return cls(DecisionForm(data), lines)

    @classmethod
    def with_one_more(cls, data: QueryDict) -> "Paper":
        """Everything as it was typed, and an empty line; nothing is checked yet."""
        typed = data.copy()
        total = data.get(TOTAL, "1")
        number = min(int(total), MOST_DISSENTS) if total.isdecimal() else 1
        typed[TOTAL] = str(min(number + 1, MOST_DISSENTS))
        form = DecisionForm(initial=typed.dict())
        form.fields["decided_on"].initial = typed.get("decided_on", "")
        lines = [
            {name: typed.get(f"{PREFIX}-{place}-{name}", "") for name in DissentLine.typed}
            for place in range(number)
        ]
        return cls(form, DissentLines(initial=lines, prefix=PREFIX))

    def is_valid(self) -> bool:
        lines = not self.dissents.is_bound or self.dissents.is_valid()
        return self.form.is_valid() and lines

    @property
    def has_dissent(self) -> bool:
        """Whether the lines are to be seen at once."""
        return self.dissents.is_bound or bool(self.dissents.initial)

    @property
    def is_full(self) -> bool:
        return len(self.dissents.forms) >= MOST_DISSENTS

    @property
    def choice(self) -> Choice:
        """What was entered, for the action."""
        entered = dict(self.form.cleaned_data)
        voices = self.dissents.values() if self.dissents.is_bound else ()
        why = entered.pop("without_assessment_reason")
        return Choice(why_without=why, dissents=voices, **entered)
