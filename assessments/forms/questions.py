"""Versions of the questions: name and threshold, one question, its words in a language."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import CriteriaSet, Criterion, CriterionText, Dimension, Importance
from assessments.questions.rules import (
    TEXT_FIELDS,
    code_problems,
    question_problems,
    threshold_problems,
)
from core.forms import PlainForm
from practices.models import RequirementKind

LABELS = {
    "topic": _("What it is about, in a word or two"),
    "question": _("Question"),
    "low_label": _("−2 reads"),
    "high_label": _("+2 reads"),
    "guidance": _("Guidance"),
}
GUIDANCE = forms.Textarea(attrs={"rows": 2})


class SetForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """What a version is called, where its threshold is, and what is new in it."""

    class Meta:
        model = CriteriaSet
        fields = ("name", "threshold", "note")
        labels = {"note": _("What is new in this version")}
        help_texts = {
            "threshold": _("Above 0 and at most 2. It is 0.5 unless you know better."),
            "note": _("People who planned with an earlier version read it."),
        }

    def clean_threshold(self) -> Decimal:
        threshold: Decimal = self.cleaned_data["threshold"]
        if reasons := threshold_problems(threshold):
            raise forms.ValidationError(list(map(str, reasons)))
        return threshold


class CriterionForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """One question; its code and dimension stay."""

    class Meta:
        model = Criterion
        fields = (*TEXT_FIELDS, "importance", "is_gate", "requirement_kind")
        labels = LABELS | {
            "is_gate": _("Gate: it can stop a transfer alone"),
            "requirement_kind": _("Speaks of what a practice needs"),
        }
        widgets = {"guidance": GUIDANCE, "importance": forms.RadioSelect}
        help_texts = {
            "topic": _("For sentences: “Money is open.”"),
            "question": _("At most eight words."),
            "guidance": _("A sentence for whoever is not sure what is meant."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["requirement_kind"]
        if isinstance(kind, forms.TypedChoiceField):
            kind.choices = [("", _("nothing in particular")), *RequirementKind.choices]
        importance = self.fields["importance"]
        if isinstance(importance, forms.TypedChoiceField):
            importance.choices = sorted(Importance.choices, reverse=True)

    def clean_question(self) -> str:
        question: str = self.cleaned_data["question"]
        if reasons := question_problems(question):
            raise forms.ValidationError(list(map(str, reasons)))
        return question


class NewCriterionForm(CriterionForm):
    """A new question with its dimension and code."""

    field_order = ("dimension", "code")

    dimension = forms.ChoiceField(
        label=_("Kind"), choices=Dimension.choices, widget=forms.RadioSelect
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=4,
        help_text=_("Answers go by it. An earlier code brings an earlier question back."),
    )

    def __init__(
        self, *args: Any, taken: Collection[str], meanings: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.taken, self.meanings = taken, meanings

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        code, dimension = values.get("code"), values.get("dimension")
        if code and dimension:
            for reason in code_problems(code, dimension, self.taken, self.meanings):
                self.add_error("code", str(reason))
        return values

    @property
    def words(self) -> dict[str, Any]:
        """What the question is made of, beside code and dimension."""
        return {name: self.cleaned_data[name] for name in CriterionForm.base_fields}


class TextForm(PlainForm, forms.ModelForm):  # type: ignore[type-arg]  # no subscript at run time
    """A question in another language; all empty means there is none."""

    class Meta:
        model = CriterionText
        fields = TEXT_FIELDS
        labels = LABELS
        widgets = {"guidance": GUIDANCE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if any(values.values()):
            for name in TEXT_FIELDS[:-1]:
                if not values.get(name) and name not in self.errors:
                    sentence = _("Enter “%(label)s”, or leave everything empty.")
                    self.add_error(name, str(sentence) % {"label": LABELS[name]})
        return values
