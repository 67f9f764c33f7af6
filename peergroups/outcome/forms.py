"""Input about what comes of a session."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.forms import PlainForm
from exchanges.models import Participation
from peergroups.models import AgendaItem, StepKind
from peergroups.outcome.reading import role_of
from regions.models import Region


def chosen_from(
    field: forms.Field, rows: dict[str, Any], words: Mapping[str, str | Promise]
) -> None:
    assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - for the type checker
    field.choices = list(words.items())
    field.coerce = rows.__getitem__


class StepForm(forms.Form):
    """A region's next step with a practice: one choice and one line."""

    item = forms.TypedChoiceField(label=_("Good practice"))
    region = forms.TypedChoiceField(label=_("For which region"))
    kind = forms.ChoiceField(
        label=_("Next step"),
        choices=StepKind,
        widget=forms.RadioSelect(attrs={"data-look": "seg"}),
    )
    line = forms.CharField(label=_("In one line"), max_length=200, required=False)

    def __init__(
        self, *args: Any, items: Sequence[AgendaItem], regions: Sequence[Region], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        by_item = {str(each.pk): each for each in items}
        titles = {key: each.title for key, each in by_item.items()}
        chosen_from(self.fields["item"], by_item, titles)
        by_region = {str(each.pk): each for each in regions}
        names = {key: each.name for key, each in by_region.items()}
        chosen_from(self.fields["region"], by_region, names)


class FollowUpForm(PlainForm, forms.Form):
    """What somebody of the session will do, and until when."""

    text = forms.CharField(label=_("What"), max_length=300)
    owner = forms.TypedChoiceField(label=_("Who"))
    item = forms.TypedChoiceField(label=_("About"), required=False, empty_value=None)
    due_on = forms.DateField(label=_("Until"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[Participation],
        items: Sequence[AgendaItem],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        rows = {str(each.pk): each for each in people}
        words = {key: f"{each.name or each.user} ({role_of(each)})" for key, each in rows.items()}
        chosen_from(self.fields["owner"], rows, words)
        by_item = {str(each.pk): each for each in items}
        titles = {key: each.title for key, each in by_item.items()}
        chosen_from(self.fields["item"], by_item, {"": _("The whole session"), **titles})
