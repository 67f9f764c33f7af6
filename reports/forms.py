"""Input of the reports' pages."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from reports.actions.assembling import ReportTexts
from reports.actions.contributing import SectionText
from reports.models import ApprovalAnswer, Contribution, Indicator, Report
from reports.rules import MOST_PERIODS


class TextsForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """The common parts of a report."""

    class Meta:
        model = Report
        fields = ["highlights", "problems", "deviations"]
        help_texts = {
            "highlights": _("What the programme should know about this period."),
            "problems": _("What went wrong, and what was done about it."),
            "deviations": _("What differs from the plan: reason, new date, who takes care."),
        }

    @property
    def texts(self) -> ReportTexts:
        return ReportTexts(**self.cleaned_data)

    def _post_clean(self) -> None:
        """The action writes; the form only reads."""


class SectionForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """A partner's section."""

    class Meta:
        model = Contribution
        fields = ["activity", "output", "result", "is_complete"]
        labels = {"is_complete": _("This contribution is complete")}
        help_texts = {
            "activity": _("What your organisation did in this period."),
            "output": _("What came out of it: events, papers, practices."),
            "result": _("What changed because of it."),
        }

    @property
    def text(self) -> SectionText:
        return SectionText(**self.cleaned_data)

    def _post_clean(self) -> None:
        """The action writes; the form only reads."""


class EntryForm(PlainForm, forms.Form):
    """A figure that only people know."""

    indicator = forms.ModelChoiceField(label=_("Figure"), queryset=Indicator.objects.none())
    value = forms.IntegerField(label=_("Number"), min_value=1, max_value=100_000)
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        help_text=_("Where others can check it: a link, the title and date of an article."),
    )
    dated_on = forms.DateField(label=_("Date"))

    def __init__(self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = indicators  # type: ignore[attr-defined]  # a choice


class AnswerForm(PlainForm, forms.Form):
    """One seat's answer."""

    answer = forms.ChoiceField(
        label=_("Your answer"), choices=ApprovalAnswer.choices, widget=forms.RadioSelect
    )
    remark = forms.CharField(
        label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class TargetsForm(PlainForm, forms.Form):
    """One number for each indicator; an empty field takes the target away."""

    def __init__(
        self,
        *args: Any,
        indicators: list[Indicator],
        targets: dict[int, Decimal],
        **kwargs: Any,
    ) -> None:
        self.base_fields = {  # type: ignore[misc]  # the fields are data: read by the form itself
            each.code: forms.DecimalField(
                label=each.name,
                help_text=each.method,
                required=False,
                min_value=0,
                max_digits=14,
                decimal_places=2 if each.unit else 0,
                initial=_plain(targets.get(each.pk)),
            )
            for each in indicators
        }
        self.indicators = indicators
        super().__init__(*args, **kwargs)

    @property
    def changes(self) -> list[tuple[Indicator, Decimal | None]]:
        """What differs from what is set."""
        changed = set(self.changed_data)
        return [
            (each, self.cleaned_data[each.code]) for each in self.indicators if each.code in changed
        ]


class PeriodsForm(PlainForm, forms.Form):
    """Further periods of six months."""

    starts_on = forms.DateField(label=_("First day"))
    count = forms.IntegerField(
        label=_("Number of periods"), min_value=1, max_value=MOST_PERIODS, initial=6
    )


def _plain(value: Decimal | None) -> Decimal | int | None:
    """Whole numbers without their zeros."""
    if value is None or value % 1:
        return value
    return int(value)
